//! What a condition of Python decides: only what holds in every run may leave a branch out.
//!
//! One row a condition. Code that is wrongly taken to be dead loses its calls without a word, so each idiom stands here with both
//! outcomes, or with the one that it certainly has.

use super::conditions::Runs::{self, Both, Else, Then};
use crate::fixture::check;

/// Statements before the condition, the condition, what runs.
#[rustfmt::skip]
const ROWS: &[(&str, &str, Runs)] = &[
    // What the event and the environment hold.
    ("", "event.get('a')", Both),
    ("", "not event.get('a')", Both),
    ("", "event.get('a') is None", Both),
    ("", "event['a'] == 'x'", Both),
    ("", "'a' in event", Both),
    ("", "event.get('n', 0) > 3", Both),
    ("", "len(event['items']) > 0", Both),
    ("", "event['a'].startswith('b')", Both),
    ("", "isinstance(event['a'], str)", Both),
    ("", "type(event['a']) is dict", Both),
    ("", "json.loads(event['body']).get('a')", Both),
    ("", "'a' in json.loads(event['body'])", Both),
    ("", "os.environ.get('X')", Both),
    ("", "os.environ.get('X') == 'prod'", Both),
    ("", "os.environ.get('DEBUG', 'false').lower() == 'true'", Both),
    ("", "os.environ.get('DEBUG', 'false') == 'false'", Both),
    ("", "int(os.environ.get('N', '0')) > 0", Both),
    ("", "bool(os.environ.get('X'))", Both),
    ("", "'X' in os.environ", Both),
    ("", "os.getenv('X', None) is not None", Both),
    ("", "os.environ['X'] in ('a', 'b')", Both),
    // Time, chance and files.
    ("", "datetime.now().hour > 5", Both),
    ("", "random.random() < 0.5", Both),
    ("start = time.time()", "time.time() - start > 10", Both),
    ("", "os.path.exists('/tmp/a')", Both),
    ("", "re.match('a+', event['a'])", Both),
    // Results of calls.
    ("found = table.query()", "found['Items']", Both),
    ("found = table.query()", "found.get('LastEvaluatedKey')", Both),
    ("found = table.query()", "'Items' in found", Both),
    ("found = table.query()", "found['Count'] == 0", Both),
    ("found = [it for it in table.query()['Items'] if it['a']]", "found", Both),
    ("found = [it for it in table.query()['Items'] if it['a']]", "len(found) == 0", Both),
    ("found = next((it for it in table.query()['Items']), None)", "found", Both),
    ("found = {it['a']: it for it in table.query()['Items']}", "found", Both),
    ("found = {it['a'] for it in table.query()['Items']}", "'a' in found", Both),
    ("found = sorted(table.query()['Items'])", "found", Both),
    ("", "any(it['a'] for it in event['items'])", Both),
    ("", "all(it['a'] for it in event['items'])", Both),
    ("", "all([event.get('a'), event.get('b')])", Both),
    // What loops, handlers and other functions change.
    ("errors = []\nfor it in event['items']:\n    errors.append(it)", "errors", Both),
    ("errors = []\nfor it in event['items']:\n    errors.append(it)", "len(errors) > 0", Both),
    ("last = None\nfor it in event['items']:\n    last = it", "last", Both),
    ("last = None\nfor it in event['items']:\n    last = it", "last is None", Both),
    ("failed = False\nfor it in event['items']:\n    if it:\n        failed = True", "failed", Both),
    ("n = 0\nfor it in event['items']:\n    n += 1", "n", Both),
    ("n = 0\nfor it in event['items']:\n    n += 1", "n == 0", Both),
    ("text = ''\nfor it in event['items']:\n    text += it", "text", Both),
    ("seen = set()\nfor it in event['items']:\n    seen.add(it)", "seen", Both),
    ("seen = set()\nfor it in event['items']:\n    seen.add(it)", "'a' in seen", Both),
    ("seen = {}\nfor it in event['items']:\n    seen[it] = 1", "seen", Both),
    ("seen = {}\nfor it in event['items']:\n    seen[it] = 1", "'a' in seen", Both),
    ("seen = {}\nfor it in event['items']:\n    seen.setdefault(it, []).append(1)", "seen", Both),
    ("seen = defaultdict(list)\nfor it in event['items']:\n    seen[it].append(1)", "seen", Both),
    ("seen = Counter(event['items'])", "seen['a'] > 1", Both),
    ("ok = True\ntry:\n    table.query()\nexcept Exception:\n    ok = False", "ok", Both),
    ("got = None\ntry:\n    got = table.query()\nexcept Exception:\n    pass", "got", Both),
    ("def change():\n    nonlocal flag\n    flag = True\nflag = False\nif event:\n    change()", "flag", Both),
    ("box = Box()\nif event['a']:\n    box.fill(1)", "box.value", Both),
    ("box = Box()\nif event['a']:\n    box.fill(1)", "box.value is None", Both),
    ("box = Box()\nif event['a']:\n    box.fill(1)", "box.items", Both),
    ("", "CACHE", Both),
    ("", "CACHE.get(event['a'])", Both),
    ("", "'a' in CACHE", Both),
    ("", "client is None", Both),
    // Known containers under unknown keys, and what takes from them.
    ("", "KNOWN.get(event['a'])", Both),
    ("", "event['a'] in KNOWN", Both),
    ("", "KNOWN.get(event['a']) == 'x'", Both),
    ("", "event['a'] in LISTED", Both),
    ("it = LISTED[event['n']]", "it == 'a'", Both),
    ("queue = ['a', 'b']\nwhile queue:\n    queue.pop()", "queue", Both),
    ("queue = ['a', 'b']\nqueue.pop(0)", "queue[0] == 'b'", Both),
    ("queue = ['a', 'b']\nqueue.reverse()", "queue[0] == 'b'", Both),
    ("queue = ['a', 'b']\nqueue.insert(0, 'z')", "queue[0] == 'z'", Both),
    ("queue = ['a', 'b']\nqueue.remove('a')", "'a' in queue", Both),
    ("queue = ['a', 'b']\ndel queue[0]", "queue[0] == 'b'", Both),
    ("queue = ['a']\nqueue.clear()", "queue", Both),
    ("queue = ['b', 'a']\nqueue.sort()", "queue[0] == 'a'", Both),
    ("queue = ['a']\nqueue.extend(event['items'])", "len(queue) == 1", Both),
    ("queue = []\nqueue += event['items']", "queue", Both),
    ("queue = list(reversed(['a', 'b']))", "queue[0] == 'b'", Both),
    ("known = {'a': 1}\nif event['a']:\n    del known['a']", "'a' in known", Both),
    ("known = {'a': 1}\nif event['a']:\n    known.pop('a')", "'a' in known", Both),
    ("known = {'a': 1}\nif event['a']:\n    known.pop('a')", "known.get('a')", Both),
    ("known = {}\nknown.update(event)", "'a' in known", Both),
    ("known = {'a': None}\nknown.update(event)", "known['a']", Both),
    // Names are taken to stay under what is copied over them: who copies over a default means the same thing.
    ("known = {**KNOWN, **event}", "known['k'] == 'x'", Then),
    ("known = {'a': False, **event}", "known['a']", Both),
    ("missing = {'a', 'b'} - set(event)", "missing", Both),
    ("missing = {'a', 'b'}.difference(event)", "missing", Both),
    ("", "{'a', 'b'} <= set(event)", Both),
    ("", "{'a', 'b'}.issubset(event)", Both),
    ("", "set(event) & {'a', 'b'}", Both),
    ("first, *rest = event['items']", "rest", Both),
    ("first, _, rest = event['a'].partition('/')", "rest", Both),
    ("parts = event['a'].split('/')", "len(parts) == 2", Both),
    ("parts = 'a/b'.split('/')", "parts[0] == 'a'", Then),
    // Attributes and types.
    ("", "hasattr(context, 'a')", Both),
    ("", "getattr(context, 'a', None)", Both),
    ("try:\n    table.query()\n    code = ''\nexcept ClientError as e:\n    code = e.response['Error']['Code']", "code == 'X'", Both),
    ("try:\n    table.query()\nexcept ClientError as e:\n    problem = e\nelse:\n    problem = None", "problem", Both),
    // What certainly holds, or certainly does not.
    ("", "True", Then),
    ("", "False", Else),
    ("", "None", Else),
    ("", "DEBUG", Else),
    ("", "not DEBUG", Then),
    ("", "'a' == 'b'", Else),
    ("", "MODE == 'live'", Then),
    ("", "MODE in ('test', 'dev')", Else),
    ("", "__name__ == '__main__'", Else),
];

const BEFORE: &str = r#"//- /app.py
import boto3, json, os, random, re, time
from collections import Counter, defaultdict
from datetime import datetime
from botocore.exceptions import ClientError

DEBUG = False
MODE = "live"
KNOWN = {"k": "x", "l": "y"}
LISTED = ["a", "b"]
CACHE = {}
client = None
table = boto3.resource("dynamodb").Table("t")
sqs = boto3.client("sqs")

class Box:
    def __init__(self):
        self.value = None
        self.items = []

    def fill(self, value):
        self.value = value
        self.items.append(value)

def warm(event):
    global client
    client = boto3.client("sns")
    CACHE[event["a"]] = event

"#;

#[test]
fn conditions_decide_what_holds_in_every_run() {
    let mut program = BEFORE.to_owned();
    let mut names = Vec::new();
    for (row, (setup, condition, runs)) in ROWS.iter().enumerate() {
        names.push(format!("row_{row}"));
        program.push_str(&format!("def row_{row}(event, context):\n"));
        for line in setup.lines() {
            program.push_str(&format!("    {line}\n"));
            if line.contains("table.query()") {
                program.push_str("    #^ dynamodb:Query TableName=t\n");
            }
        }
        program.push_str(&format!("    if {condition}:\n"));
        for (name, other) in [("then", Else), ("else", Then)] {
            if name == "else" {
                program.push_str("    else:\n");
            }
            program.push_str("        sqs.purge_queue(QueueUrl=\"");
            program.push_str(&format!(
                "{row} {name}: {}\")\n",
                condition.replace('"', "'")
            ));
            if *runs != other {
                program.push_str("        #^ sqs:PurgeQueue\n");
            }
        }
    }
    program.push_str("def handler(event, context):\n    warm(event)\n");
    for name in names {
        program.push_str(&format!("    {name}(event, context)\n"));
    }
    check(&program);
}

//! What a condition of JavaScript decides: only what holds in every run may leave a branch out.
//!
//! One row a condition; see `python_conditions`.

use super::conditions::Runs::{self, Both, Else, Then};
use crate::fixture::check;

/// Statements before the condition, the condition, what runs.
#[rustfmt::skip]
const ROWS: &[(&str, &str, Runs)] = &[
    // What the event and the environment hold.
    ("", "event.a", Both),
    ("", "!event.a", Both),
    ("", "event.a === undefined", Both),
    ("", "event.a == null", Both),
    ("", "event.a === 'x'", Both),
    ("", "'a' in event", Both),
    ("", "event.a?.b", Both),
    ("", "(event.n ?? 0) > 3", Both),
    ("", "event.items.length > 0", Both),
    ("", "event.items.length", Both),
    ("", "event.a.startsWith('b')", Both),
    ("", "typeof event.a === 'string'", Both),
    ("", "Array.isArray(event.a)", Both),
    ("", "event.a instanceof Date", Both),
    ("", "Object.keys(event).length === 0", Both),
    ("", "JSON.parse(event.body).a", Both),
    ("", "process.env.X", Both),
    ("", "process.env.X === 'prod'", Both),
    ("", "(process.env.DEBUG || 'false') === 'true'", Both),
    ("", "Number(process.env.N ?? '0') > 0", Both),
    ("", "Boolean(process.env.X)", Both),
    ("", "'X' in process.env", Both),
    ("", "['a', 'b'].includes(event.a)", Both),
    ("", "/a+/.test(event.a)", Both),
    ("", "event.a.match(/a+/)", Both),
    ("", "event.items.some((it) => it.a)", Both),
    ("", "event.items.every((it) => it.a)", Both),
    ("const { a, b = 'x' } = event;", "b === 'x'", Both),
    ("const { a = false } = event;", "a", Both),
    ("const [first] = event.items;", "first", Both),
    // Time and chance.
    ("", "new Date().getHours() > 5", Both),
    ("", "Date.now() > 5", Both),
    ("", "Math.random() < 0.5", Both),
    // Results of calls.
    ("const found = await scan();", "found.Items", Both),
    ("const found = await scan();", "found.Items.length === 0", Both),
    ("const found = await scan();", "found.LastEvaluatedKey", Both),
    ("const found = await scan();", "found.Count > 0", Both),
    ("const found = (await scan()).Items.filter((it) => it.a);", "found.length", Both),
    ("const found = (await scan()).Items.find((it) => it.a);", "found", Both),
    ("const found = (await scan()).Items?.[0];", "found", Both),
    ("const found = (await scan()).Items.map((it) => it.a);", "found.length > 0", Both),
    ("const found = new Set((await scan()).Items.map((it) => it.a));", "found.has('a')", Both),
    ("const found = new Map((await scan()).Items.map((it) => [it.a, it]));", "found.get('a')", Both),
    ("const found = new Map((await scan()).Items.map((it) => [it.a, it]));", "found.size > 0", Both),
    ("const done = await scan().then(() => true, () => false);", "done", Both),
    ("const done = await scan().then(() => true).catch(() => false);", "done", Both),
    ("const done = await Promise.allSettled([scan()]);", "done[0].status === 'rejected'", Both),
    // What loops, handlers and other functions change.
    ("const errors = []; for (const it of event.items) errors.push(it);", "errors.length", Both),
    ("const errors = []; event.items.forEach((it) => errors.push(it));", "errors.length > 0", Both),
    ("let last = null; for (const it of event.items) last = it;", "last", Both),
    ("let last; for (const it of event.items) last = it;", "last === undefined", Both),
    ("let failed = false; event.items.forEach((it) => { if (it) failed = true; });", "failed", Both),
    ("let n = 0; for (const it of event.items) n++;", "n === 0", Both),
    ("let n = 0; event.items.forEach(() => { n += 1; });", "n", Both),
    ("let text = ''; for (const it of event.items) text += it;", "text", Both),
    ("const seen = {}; for (const it of event.items) seen[it] = 1;", "seen.a", Both),
    ("const seen = {}; for (const it of event.items) seen[it] = 1;", "Object.keys(seen).length", Both),
    ("const seen = new Set(); for (const it of event.items) seen.add(it);", "seen.size", Both),
    ("const seen = new Set(); for (const it of event.items) seen.add(it);", "seen.has('a')", Both),
    ("const seen = new Map(); for (const it of event.items) seen.set(it, 1);", "seen.get('a')", Both),
    ("const seen = new Map(); for (const it of event.items) seen.set(it, 1);", "seen.has('a')", Both),
    ("let ok = true; try { await scan(); } catch (e) { ok = false; }", "ok", Both),
    ("let got; try { got = await scan(); } catch {}", "got", Both),
    ("let code; try { await scan(); } catch (e) { code = e.name; }", "code === 'X'", Both),
    ("const box = new Box(); if (event.a) box.fill(1);", "box.value", Both),
    ("const box = new Box(); if (event.a) box.fill(1);", "box.items.length", Both),
    ("const box = new Box(); if (event.a) box.fill(1);", "box.ready", Both),
    ("", "cache", Both),
    ("", "CACHE.a", Both),
    ("", "CACHE[event.a]", Both),
    ("", "SEEN.has(event.a)", Both),
    // Known containers under unknown keys, and what takes from them.
    ("", "KNOWN[event.a]?.b", Both),
    ("", "event.a in KNOWN", Both),
    ("", "LISTED[event.n] === 'a'", Both),
    ("", "LISTED.includes(event.a)", Both),
    ("", "LISTED.indexOf(event.a) >= 0", Both),
    ("const queue = ['a', 'b']; while (queue.length) queue.pop();", "queue.length", Both),
    ("const queue = ['a', 'b']; queue.shift();", "queue[0] === 'b'", Both),
    ("const queue = ['a', 'b']; queue.reverse();", "queue[0] === 'b'", Both),
    ("const queue = ['a', 'b']; queue.unshift('z');", "queue[0] === 'z'", Both),
    ("const queue = ['a', 'b']; queue.splice(0, 1);", "queue[0] === 'b'", Both),
    ("const queue = ['a', 'b']; queue.splice(0, 1);", "queue.includes('a')", Both),
    ("const queue = ['a']; queue.length = 0;", "queue.length", Both),
    ("const queue = ['b', 'a']; queue.sort();", "queue[0] === 'a'", Both),
    ("const queue = ['a', ...event.items];", "queue.length === 1", Both),
    ("const queue = [].concat(event.items);", "queue.length", Both),
    ("const known = { a: 1 }; if (event.a) delete known.a;", "known.a", Both),
    ("const known = { a: 1 }; if (event.a) delete known[event.b];", "known.a", Both),
    ("const known = { a: false }; Object.assign(known, event);", "known.a", Both),
    ("const known = { a: false, ...event };", "known.a", Both),
    ("const known = new Map([['a', 1]]); if (event.a) known.delete('a');", "known.has('a')", Both),
    ("const known = new Map([['a', 1]]); known.clear();", "known.get('a')", Both),
    ("const known = new Set(['a']); known.delete('a');", "known.has('a')", Both),
    ("const parts = event.a.split('/');", "parts.length === 2", Both),
    ("const parts = event.a.split('/');", "parts[1]", Both),
    // What certainly holds, or certainly does not.
    ("", "true", Then),
    ("", "false", Else),
    ("", "null", Else),
    ("", "DEBUG", Else),
    ("", "!DEBUG", Then),
    ("", "'a' === 'b'", Else),
    ("", "MODE === 'live'", Then),
];

const BEFORE: &str = r#"//- /index.js
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, ScanCommand } = require("@aws-sdk/lib-dynamodb");
const { SQSClient, PurgeQueueCommand } = require("@aws-sdk/client-sqs");

const DEBUG = false;
const MODE = "live";
const KNOWN = { k: { b: 1 }, l: { b: 2 } };
const LISTED = ["a", "b"];
const CACHE = {};
const SEEN = new Set();
let cache;
const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const sqs = new SQSClient({});

const scan = () => dynamodb.send(new ScanCommand({ TableName: "t" }));
//^ dynamodb:Scan TableName=t

class Box {
  value = null;
  items = [];
  ready = false;
  fill(value) {
    this.value = value;
    this.items.push(value);
    this.ready = true;
  }
}

const warm = (event) => {
  cache = event;
  CACHE[event.a] = event;
  SEEN.add(event.a);
};

"#;

#[test]
fn conditions_of_javascript_decide_what_holds_in_every_run() {
    let mut program = BEFORE.to_owned();
    let mut calls = String::new();
    for (row, (setup, condition, runs)) in ROWS.iter().enumerate() {
        calls.push_str(&format!("  await row{row}(event);\n"));
        program.push_str(&format!(
            "const row{row} = async (event) => {{\n  {setup}\n  if ({condition}) {{\n"
        ));
        for (name, other) in [("then", Else), ("else", Then)] {
            if name == "else" {
                program.push_str("  } else {\n");
            }
            program.push_str(&format!(
                "    await sqs.send(new PurgeQueueCommand({{ QueueUrl: \"{row}-{name}\" }}));\n"
            ));
            if *runs != other {
                program.push_str(&format!("    //^ sqs:PurgeQueue QueueUrl={row}-{name}\n"));
            }
        }
        program.push_str("  }\n};\n\n");
    }
    program.push_str(&format!(
        "exports.handler = async (event) => {{\n  warm(event);\n{calls}}};\n"
    ));
    check(&program);
}

//! Where Python handlers are and what of their code is reached.

use crate::fixture::check;

#[test]
fn two_handlers_and_dead_code() {
    check(
        r#"
//- /app.py handler:app.read_handler
import boto3

s3 = boto3.client("s3")
sqs = boto3.client("sqs")
DEBUG = False

def read_handler(event, context):
    s3.get_object(Bucket="in", Key="k")
    #^ s3:GetObject Bucket=in
    if False:
        s3.put_bucket_policy(Bucket="in", Policy="{}")
    if DEBUG:
        s3.delete_bucket(Bucket="in")
    if __name__ == "__main__":
        s3.create_bucket(Bucket="x")

def write_handler(event, context):
    sqs.send_message(QueueUrl="q", MessageBody="x")

def never_called():
    boto3.client("iam").delete_user(UserName="x")

if __name__ == "__main__":
    write_handler({}, None)
"#,
    );
}

#[test]
fn the_other_handler_of_the_file() {
    check(
        r#"
//- /src/orders/app.py handler:src/orders/app.write_handler
import boto3

sqs = boto3.client("sqs")

def read_handler(event, context):
    sqs.receive_message(QueueUrl="q")

def write_handler(event, context):
    sqs.send_message(QueueUrl="q", MessageBody="x")
    #^ sqs:SendMessage QueueUrl=q
"#,
    );
}

#[test]
fn module_level_code_runs_at_start() {
    check(
        r#"
//- /app.py
import boto3
from config import SETTINGS

def handler(event, context):
    return SETTINGS
//- /config/__init__.py
from .load import load
SETTINGS = load("/app/settings")
//- /config/load.py
import boto3
def load(name):
    return boto3.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]
    #^ ssm:GetParameter Name=/app/settings
"#,
    );
}

#[test]
fn own_wrappers() {
    check(
        r#"
//- /app.py
import functools
import boto3

sqs = boto3.client("sqs")

def audited(queue):
    def decorator(function):
        @functools.wraps(function)
        def wrapper(event, context):
            sqs.send_message(QueueUrl=queue, MessageBody="x")
            #^ sqs:SendMessage QueueUrl=audit
            return function(event, context)
        return wrapper
    return decorator

class Retrying:
    def __init__(self, function):
        self.function = function
    def __call__(self, *args, **kwargs):
        return self.function(*args, **kwargs)

class Store:
    def guarded(function):
        def wrapper(self, *args):
            self.log()
            return function(self, *args)
        return wrapper

    def log(self):
        sqs.purge_queue(QueueUrl="log")
        #^ sqs:PurgeQueue QueueUrl=log

    @guarded
    def save(self, key):
        boto3.client("s3").put_object(Bucket="b", Key=key)
        #^ s3:PutObject Bucket=b Key=<event.key>

@Retrying
@audited("audit")
def handler(event, context):
    Store().save(event["key"])
"#,
    );
}

#[test]
fn decorators_of_unknown_libraries_run_what_they_decorate() {
    check(
        r#"
//- /app.py problems:opaque-library
import boto3
from strange import retry, traced

class Store:
    def __init__(self):
        self.table = boto3.resource("dynamodb").Table("orders")

    @retry(tries=3)
    def save(self, item):
        self.table.put_item(Item=item)
        #^ dynamodb:PutItem TableName=orders

def handler(event, context):
    Store().save(event)
    audit(boto3.client("sns"))

@traced
def audit(client):
    import strange
    strange.use(client)
//- /requirements.txt
strange
"#,
    );
}

#[test]
fn registries_of_functions() {
    check(
        r#"
//- /app.py
import boto3

s3 = boto3.client("s3")
COMMANDS = {}

def command(name):
    def register(function):
        COMMANDS[name] = function
        return function
    return register

@command("read")
def read(event):
    s3.get_object(Bucket="b", Key="k")
    #^ s3:GetObject Bucket=b

@command("write")
def write(event):
    s3.put_object(Bucket="b", Key="k")
    #^ s3:PutObject Bucket=b

def handler(event, context):
    return COMMANDS[event["command"]](event)
"#,
    );
}

#[test]
fn handlers_made_by_classes() {
    check(
        r#"
//- /app.py handler:app.handler
from abc import ABC, abstractmethod
import boto3

class LambdaFunction(ABC):
    def __init__(self):
        self.s3 = boto3.client("s3")

    def __call__(self, event, context):
        return self.run(event)

    @classmethod
    def as_handler(cls):
        instance = cls()
        def handle(event, context):
            return instance(event, context)
        return handle

    @abstractmethod
    def run(self, event): ...

class Copy(LambdaFunction):
    def run(self, event):
        self.s3.copy_object(CopySource={"Bucket": "in", "Key": "k"}, Bucket="out", Key="k")
        #^ s3:CopyObject Bucket=out CopySource.Bucket=in
        super().__init__()

class Other(LambdaFunction):
    def run(self, event):
        self.s3.delete_object(Bucket="other", Key="k")

handler = Copy.as_handler()
"#,
    );
}

#[test]
fn a_shared_module_of_which_little_is_reached() {
    check(
        r#"
//- /functions/read/app.py handler:functions/read/app.handler layer:layers/common
from common.store import Store

def handler(event, context):
    Store("orders").read(event["id"])
//- /layers/common/python/common/__init__.py
//- /layers/common/python/common/store.py
import boto3

class Store:
    def __init__(self, name):
        self.table = boto3.resource("dynamodb").Table(name)
    def read(self, id):
        return self.table.get_item(Key={"id": id})
        #^ dynamodb:GetItem TableName=orders
    def drop(self):
        self.table.delete()
"#,
    );
}

#[test]
fn threads_pools_and_coroutines() {
    check(
        r#"
//- /app.py
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
import boto3

s3 = boto3.client("s3")

def fetch(key):
    return s3.get_object(Bucket="b", Key=key)
    #^ s3:GetObject Bucket=b

def remove(key):
    s3.delete_object(Bucket="b", Key=key)
    #^ s3:DeleteObject Bucket=b Key=t

async def list_all():
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, lambda: s3.list_objects_v2(Bucket="l"))
    #^ s3:ListObjectsV2 Bucket=l

def handler(event, context):
    with ThreadPoolExecutor(max_workers=4) as pool:
        futures = {pool.submit(fetch, key): key for key in event["keys"]}
        for future in as_completed(futures):
            future.result()
        list(pool.map(fetch, ["a", "b"]))
    thread = threading.Thread(target=remove, args=("t",))
    thread.start()
    asyncio.run(asyncio.gather(list_all()))
"#,
    );
}

#[test]
fn plain_file_work_needs_nothing() {
    check(
        r#"
//- /app.py
import json
import shutil

class Holder:
    def __init__(self, db, order):
        self.buckets = []
        self.tables = db.tables
        self.instances = order.instances

def handler(event, context):
    settings = json.load(open("c.json"))
    shutil.copy("a", "b")
    Holder(settings, event)
"#,
    );
}

#[test]
fn methods_of_own_classes_that_are_named_like_operations() {
    check(
        r#"
//- /app.py
import json
from mylib import Queue, store

class Logger:
    def tag_resource(self, resourceArn=None, tags=None):
        return tags

def handler(event, context):
    Logger().tag_resource(resourceArn="arn", tags={})
    Queue().send_message(QueueUrl="q", MessageBody="x")
    event["job"].list_jobs()
    store.query("select 1")
    policy = json.dumps({"Action": "s3:GetObject"})
    # boto3.client("s3").delete_bucket(Bucket="b")
//- /requirements.txt
mylib
"#,
    );
}

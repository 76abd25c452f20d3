import json
import os
from datetime import datetime, timedelta, timezone

import boto3

from darkroom.jobs import Jobs

KEEP = timedelta(days=90)
s3 = boto3.client("s3")


def handler(event, context):
    page = s3.list_objects_v2(Bucket=os.environ["FILMS"], MaxKeys=event.get("page", 500), **after(event))
    old = [film["Key"] for film in page.get("Contents", []) if is_old(film["LastModified"], event)]
    if old:
        burn(old)
    if page["IsTruncated"]:
        go_on(context, {**event, "after": page["Contents"][-1]["Key"]})
    return {"swept": len(old)}


def after(event):
    return {"StartAfter": event["after"]} if "after" in event else {}


def is_old(modified, event):
    return modified < datetime.now(timezone.utc) - (timedelta() if event.get("everything") else KEEP)


def burn(films):
    s3.delete_objects(
        Bucket=os.environ["FILMS"],
        Delete={"Objects": [{"Key": film} for film in films], "Quiet": True},
    )
    jobs = Jobs()
    for film in films:
        jobs.remove(film)


def go_on(context, event):
    boto3.client("lambda").invoke(
        FunctionName=context.function_name,
        InvocationType="Event",
        Payload=json.dumps(event).encode(),
    )

import json

from bakery.messages import tell_cafe
from bakery.orders import OrderBook


def handler(event, context):
    book = OrderBook()
    failed = []
    for record in event["Records"]:
        try:
            bake(book, json.loads(record["body"]))
        except (KeyError, ValueError):
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def bake(book, job):
    breads = sum(line["count"] for line in job["lines"])
    book.mark(job["order_id"], "baked")
    tell_cafe(job.get("cafe", "unknown"), f"{breads} loaves are out of the oven")

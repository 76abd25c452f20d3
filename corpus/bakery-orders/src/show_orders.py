import json
from datetime import date

from bakery.orders import OrderBook

book = OrderBook()


def handler(event, context):
    wanted = event["pathParameters"]
    if "order_id" in wanted:
        order = book.find(wanted["order_id"])
        return page(200, order) if order else page(404, {"error": "no such order"})

    query = event.get("queryStringParameters") or {}
    return page(200, book.of_cafe(wanted["cafe"], query.get("since", date.today().isoformat())))


def page(status, body):
    return {"statusCode": status, "body": json.dumps(body, default=int)}

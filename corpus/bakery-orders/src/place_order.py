import json
import uuid

from bakery import messages, prices
from bakery.orders import OrderBook

book = OrderBook()


def handler(event, context):
    wish = json.loads(event["body"])
    try:
        cents = prices.total(wish["lines"])
    except KeyError as unknown:
        return answer(422, {"error": f"we don't bake {unknown}"})

    order = {
        "order_id": str(uuid.uuid4()),
        "cafe": wish["cafe"],
        "deliver_on": wish["deliver_on"],
        "lines": wish["lines"],
        "cents": cents,
        "state": "open",
    }
    book.write(order)
    messages.tell_kitchen(order)
    return answer(201, {"order_id": order["order_id"], "cents": cents})


def answer(status, body):
    return {"statusCode": status, "body": json.dumps(body)}

from urllib.parse import unquote_plus

from bakery.orders import OrderBook
from bakery.slips import SlipStore


def handler(event, context):
    orders = OrderBook()
    for record in event["Records"]:
        store = SlipStore(record["s3"]["bucket"]["name"])
        key = unquote_plus(record["s3"]["object"]["key"])
        read(orders, store, key, record["eventTime"][:7])


def read(orders, store, key, month):
    lines = store.lines(key)
    for line in lines:
        orders.mark(line["order_id"], "delivered" if line["signed"] == "yes" else "disputed")
    rows = [",".join(line.values()) for line in lines]
    store.archive(key, "\n".join(rows), month)

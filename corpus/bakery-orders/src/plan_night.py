from collections import Counter

from bakery import messages, orders

FLOUR_GRAMS = {"sourdough": 620, "rye": 540, "baguette": 230}


def handler(event, context):
    breads = Counter()
    for item in orders.open_orders():
        for line in item["lines"]["L"]:
            breads[line["M"]["bread"]["S"]] += int(line["M"]["count"]["N"])

    flour = sum(FLOUR_GRAMS.get(bread, 500) * count for bread, count in breads.items())
    messages.announce("NightPlanned", {"breads": breads, "flour_grams": flour})
    return {"breads": dict(breads), "flour_grams": flour}

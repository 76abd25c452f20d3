import shed


def handler(event, context):
    box = event["detail"]
    shed.pack(box["depot"], box["box"])
    shed.ring(box["door"], f"Your {box['size']} box is on its way")

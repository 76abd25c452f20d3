"""The manifest of a tour, encrypted with the courier's key and filed for the partner."""

import base64
import json
import os

from boto3.session import Session

session = Session()
KEY = os.environ["MANIFEST_KEY"]
BUCKET = os.environ["PAPERS_BUCKET"]


def handler(event, context):
    tour = event["tour"]
    manifest = json.dumps({"tour": tour, "parcels": [parcel(number) for number in event["parcels"]]})
    sealed = session.client("kms").encrypt(KeyId=KEY, Plaintext=manifest.encode())["CiphertextBlob"]

    papers = session.resource("s3").Bucket(BUCKET)
    papers.put_object(Key="manifests/" + tour + ".bin", Body=base64.b64encode(sealed))
    return {"tour": tour, "parcels": len(event["parcels"])}


def parcel(number):
    table = session.resource("dynamodb").Table(os.environ["PARCELS_TABLE"])
    return table.get_item(Key={"parcel": number}, ProjectionExpression="parcel, place").get("Item")

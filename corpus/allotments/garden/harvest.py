"""The season's books, read and written as files."""

import csv
import os
from collections import Counter

import boto3
from aws_lambda_powertools.utilities import parameters
from smart_open import open

BOOKS = os.environ["BOOKS"]
market = boto3.client("sns")


def weighed(season):
    sums = Counter()
    with open(f"s3://{BOOKS}/weights/{season}.csv") as book:
        for row in csv.DictReader(book):
            sums[row["crop"]] += int(row["grams"])
    return sums


def handler(event, context):
    season = os.environ["SEASON"]
    sums = weighed(season)
    with open(f"s3://{BOOKS}/sums/{season}.csv", "w") as book:
        rows = csv.writer(book)
        rows.writerows(sorted(sums.items()))
    key = parameters.get_secret(os.environ["MARKET_KEY"])
    market.publish(
        TopicArn=os.environ["MARKET"],
        Subject=f"harvest {season}",
        Message=f"{sum(sums.values())} g",
        MessageAttributes={"key": {"DataType": "String", "StringValue": key[:8]}},
    )
    return dict(sums)

"""Delivery slips: CSV scans in, a tidy archive by month out."""

import csv
import io

import boto3


class SlipStore:
    def __init__(self, bucket, s3=None):
        self.bucket = bucket
        self.s3 = s3 or boto3.client("s3")

    def lines(self, key):
        body = self.s3.get_object(Bucket=self.bucket, Key=key)["Body"]
        return list(csv.DictReader(io.StringIO(body.read().decode("utf-8"))))

    def archive(self, key, text, month):
        name = key.rsplit("/", 1)[-1]
        self.s3.put_object(
            Bucket=self.bucket,
            Key=f"archive/{month}/{name}",
            Body=text.encode("utf-8"),
            ContentType="text/csv",
        )
        self.s3.delete_object(Bucket=self.bucket, Key=key)

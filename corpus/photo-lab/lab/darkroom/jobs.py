"""Jobs, one a film."""

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import boto3

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.service_resource import Table


@dataclass
class Jobs:
    table: "Table" = field(default_factory=lambda: boto3.resource("dynamodb").Table(os.environ["JOBS_TABLE"]))

    def open(self, film, size):
        self.table.put_item(Item={"film": film, "size": size, "state": "waiting"})

    def close(self, film, state):
        self.table.update_item(
            Key={"film": film},
            UpdateExpression="SET #s = :s",
            ExpressionAttributeNames={"#s": "state"},
            ExpressionAttributeValues={":s": state},
        )

    def remove(self, film):
        self.table.delete_item(Key={"film": film})

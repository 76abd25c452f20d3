import json
import os

import boto3

from darkroom.jobs import Jobs

s3 = boto3.client("s3")
stepfunctions = boto3.client("stepfunctions")
jobs = Jobs()


def handler(event, context):
    detail = event["detail"]
    bucket, film = detail["bucket"]["name"], detail["object"]["key"]
    head = s3.head_object(Bucket=bucket, Key=film)
    jobs.open(film, head["ContentLength"])

    started = stepfunctions.start_execution(
        stateMachineArn=os.environ["DARKROOM"],
        input=json.dumps({"film": film}),
    )
    return {"execution": started["executionArn"]}

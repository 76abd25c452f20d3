import io
import os
from pathlib import PurePosixPath

import boto3

from darkroom import baths

s3 = boto3.resource("s3")


def handler(event, context):
    film = event["film"]
    negative = io.BytesIO()
    s3.Bucket(os.environ["FILMS"]).download_fileobj(film, negative)

    picture = baths.fix(baths.develop(negative.getvalue()))
    key = f"prints/{PurePosixPath(film).stem}.jpg"
    s3.Object(os.environ["PRINTS"], key).put(Body=picture, ContentType="image/jpeg")
    return {"film": film, "print": key}

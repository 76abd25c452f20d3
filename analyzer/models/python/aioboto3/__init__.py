# Clients and resources are entered before use and give themselves.
from boto3 import Session

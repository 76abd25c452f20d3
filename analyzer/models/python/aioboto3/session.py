from boto3 import Session

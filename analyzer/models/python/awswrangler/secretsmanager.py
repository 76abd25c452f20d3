import boto3
from __native__ import data


def get_secret(name=None, boto3_session=None):
    return (boto3_session or boto3.Session()).client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]


def get_secret_json(name=None, boto3_session=None):
    return data(get_secret(name, boto3_session))

import boto3
from __native__ import account, unknown


def get_account_id(boto3_session=None):
    return account()


def get_current_identity_arn(boto3_session=None):
    return unknown()


def get_current_identity_name(boto3_session=None):
    return unknown()

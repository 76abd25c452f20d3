from boto3 import Session


def get_session(env_vars=None):
    return Session()

from boto3 import Session


class AioSession(Session):
    pass


def get_session(env_vars=None):
    return Session()

# boto3: clients and resources of a default or an explicit session.
from __native__ import client as make_client, own, resource as make_resource, unknown, region


def client(service_name, region_name=None, api_version=None, use_ssl=True, verify=None, endpoint_url=None,
           aws_access_key_id=None, aws_secret_access_key=None, aws_session_token=None, config=None, **more):
    return make_client("boto3", service_name, aws_access_key_id, region_name)


def resource(service_name, region_name=None, api_version=None, use_ssl=True, verify=None, endpoint_url=None,
             aws_access_key_id=None, aws_secret_access_key=None, aws_session_token=None, config=None, **more):
    return make_resource(service_name, aws_access_key_id, region_name)


def setup_default_session(**named):
    return None


class Session:
    def __init__(self, aws_access_key_id=None, aws_secret_access_key=None, aws_session_token=None, region_name=None,
                 botocore_session=None, profile_name=None, aws_account_id=None):
        self.given = aws_access_key_id
        self.below = botocore_session
        self.region_name = region_name or region()

    @property
    def _session(self):
        return self

    # Credentials that are set on a session are the only ones, also of sessions on top of it.
    def _key(self):
        own = getattr(self, "_credentials", None)
        if own:
            return own.key
        if self.below:
            return self.below._key()
        return self.given

    def client(self, service_name, region_name=None, api_version=None, use_ssl=True, verify=None, endpoint_url=None,
               aws_access_key_id=None, aws_secret_access_key=None, aws_session_token=None, config=None, **more):
        return make_client("boto3", service_name, aws_access_key_id or self._key(), region_name)

    def resource(self, service_name, region_name=None, api_version=None, use_ssl=True, verify=None, endpoint_url=None,
                 aws_access_key_id=None, aws_secret_access_key=None, aws_session_token=None, config=None, **more):
        return make_resource(service_name, aws_access_key_id or self._key(), region_name)

    def create_client(self, service_name, region_name=None, api_version=None, use_ssl=True, verify=None,
                      endpoint_url=None, aws_access_key_id=None, aws_secret_access_key=None, aws_session_token=None,
                      config=None, **more):
        return make_client("boto3", service_name, aws_access_key_id or self._key(), region_name)

    def get_credentials(self):
        return Credentials()

    def set_credentials(self, access_key, secret_key, token=None):
        self._credentials = GivenCredentials(access_key)

    def get_available_services(self):
        return unknown()


class GivenCredentials:
    def __init__(self, key):
        self.key = key


class Credentials:
    def get_frozen_credentials(self):
        return self

    def __getattr__(self, name):
        return own()


class NullHandler:
    pass


DEFAULT_SESSION = Session()

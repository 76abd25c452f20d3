# Credentials that are fetched anew by what they are given.
from __native__ import foreign, run


class RefreshableCredentials:
    def __init__(self, *args, refresh_using=None, **options):
        self.key = foreign()
        run(refresh_using)

    @classmethod
    def create_from_metadata(cls, metadata, refresh_using, method=None, **options):
        return cls(refresh_using=refresh_using)


class DeferredRefreshableCredentials:
    def __init__(self, refresh_using=None, method=None, **options):
        self.key = foreign()
        run(refresh_using)


class AssumeRoleCredentialFetcher:
    def __init__(self, client_creator, source_credentials, role_arn, extra_args=None, **options):
        self.client_creator = client_creator
        self.role_arn = role_arn

    def fetch_credentials(self):
        return self.client_creator("sts").assume_role(RoleArn=self.role_arn)

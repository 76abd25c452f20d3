# Connections of the Python database interface over the RDS Data API. A cursor runs statements within a transaction.
import boto3
from __native__ import unknown


class AuroraDataAPIClient:
    def __init__(self, dbname=None, aurora_cluster_arn=None, secret_arn=None, rds_data_client=None, **options):
        self.client = rds_data_client or boto3.client("rds-data")
        self.target = {"resourceArn": aurora_cluster_arn, "secretArn": secret_arn}

    def use(self):
        self.client.begin_transaction(**self.target)
        self.client.execute_statement(sql=unknown(), **self.target)
        self.client.batch_execute_statement(sql=unknown(), **self.target)
        self.commit()
        self.rollback()

    def commit(self):
        self.client.commit_transaction(transactionId=unknown(), **self.target)

    def rollback(self):
        self.client.rollback_transaction(transactionId=unknown(), **self.target)

    def close(self):
        return None

    def cursor(self):
        return AuroraDataAPICursor(self)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.rollback()
        self.commit()


class AuroraDataAPICursor:
    def __init__(self, connection):
        self.connection = connection

    def execute(self, operation, parameters=None):
        connection = self.connection
        connection.client.begin_transaction(**connection.target)
        connection.client.execute_statement(sql=operation, **connection.target)

    def executemany(self, operation, seq_of_parameters):
        connection = self.connection
        connection.client.begin_transaction(**connection.target)
        connection.client.batch_execute_statement(sql=operation, **connection.target)

    def fetchone(self):
        return unknown()

    def fetchall(self):
        return unknown()

    def fetchmany(self, size=None):
        return unknown()

    def close(self):
        return None

    def __iter__(self):
        return unknown()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return None


def connect(aurora_cluster_arn=None, secret_arn=None, rds_data_client=None, database=None, **options):
    return AuroraDataAPIClient(database, aurora_cluster_arn, secret_arn, rds_data_client)

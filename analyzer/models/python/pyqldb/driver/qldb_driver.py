# Statements of a ledger, each in a transaction.
from __native__ import call, unknown


class Transaction:
    def __init__(self, ledger):
        self.ledger = ledger

    def execute_statement(self, statement, *values):
        call("qldb-session", "SendCommand", {"StartSession": {"LedgerName": self.ledger}, "ExecuteStatement": {"Statement": statement}})
        return unknown()

    def abort(self):
        return None

    def commit(self):
        return None


class QldbDriver:
    def __init__(self, ledger_name, retry_config=None, boto3_session=None, config=None, boto3_session_client=None, **rest):
        self.transaction = Transaction(ledger_name)

    def execute_lambda(self, query_lambda, retry_config=None):
        return query_lambda(self.transaction)

    def execute_statement(self, statement, *values):
        return self.transaction.execute_statement(statement, *values)

    def start_transaction(self):
        return self.transaction

    def list_tables(self):
        return self.transaction.execute_statement("SELECT name FROM information_schema.user_tables WHERE status = 'ACTIVE'")

    def get_session(self):
        return self

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        return None

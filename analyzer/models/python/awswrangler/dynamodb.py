import boto3
from __native__ import unknown
from pandas import DataFrame


def _table(name, session):
    return (session or boto3.Session()).resource("dynamodb").Table(name)


def get_table(table_name=None, boto3_session=None):
    return _table(table_name, boto3_session)


def _put(table_name, session):
    table = _table(table_name, session)
    table.load()
    table.meta.client.batch_write_item(RequestItems={table_name: [{"PutRequest": {"Item": {}}}]})


def put_items(items=None, table_name=None, boto3_session=None, **options):
    _put(table_name, boto3_session)


def put_df(df=None, table_name=None, boto3_session=None, **options):
    _put(table_name, boto3_session)


def put_csv(path=None, table_name=None, boto3_session=None, **options):
    _put(table_name, boto3_session)


def put_json(path=None, table_name=None, boto3_session=None, **options):
    _put(table_name, boto3_session)


def delete_items(items=None, table_name=None, boto3_session=None):
    table = _table(table_name, boto3_session)
    table.load()
    table.meta.client.batch_write_item(RequestItems={table_name: [{"DeleteRequest": {"Key": {}}}]})


def read_items(table_name=None, *args, boto3_session=None, **options):
    table = _table(table_name, boto3_session)
    table.load()
    table.get_item(Key={})
    table.query()
    table.scan()
    return DataFrame()


def read_partiql_query(query=None, *args, boto3_session=None, **options):
    (boto3_session or boto3.Session()).client("dynamodb").execute_statement(Statement=query)
    return DataFrame()


def execute_statement(statement=None, *args, boto3_session=None, **options):
    (boto3_session or boto3.Session()).client("dynamodb").execute_statement(Statement=statement)
    return unknown()

import boto3
from __native__ import list_of, unknown


def _glue(session):
    return (session or boto3.Session()).client("glue")


def table(database=None, table=None, *args, boto3_session=None, **options):
    return _glue(boto3_session).get_table(DatabaseName=database, Name=table)


def does_table_exist(database=None, table=None, boto3_session=None, **options):
    _glue(boto3_session).get_table(DatabaseName=database, Name=table)
    return unknown()


def get_table_location(database=None, table=None, boto3_session=None, **options):
    return _glue(boto3_session).get_table(DatabaseName=database, Name=table)["Table"]["StorageDescriptor"]["Location"]


def get_table_types(database=None, table=None, boto3_session=None, **options):
    return _glue(boto3_session).get_table(DatabaseName=database, Name=table)


def get_tables(catalog_id=None, database=None, *args, boto3_session=None, **options):
    _glue(boto3_session).get_tables(DatabaseName=database)
    return list_of(unknown())


def tables(limit=100, catalog_id=None, database=None, *args, boto3_session=None, **options):
    _glue(boto3_session).get_tables(DatabaseName=database)


def get_databases(catalog_id=None, boto3_session=None):
    _glue(boto3_session).get_databases()
    return list_of(unknown())


def databases(limit=100, catalog_id=None, boto3_session=None):
    _glue(boto3_session).get_databases()


def get_partitions(database=None, table=None, *args, boto3_session=None, **options):
    _glue(boto3_session).get_partitions(DatabaseName=database, TableName=table)
    return unknown()


def create_database(name=None, *args, boto3_session=None, **options):
    _glue(boto3_session).get_database(Name=name)
    _glue(boto3_session).create_database(DatabaseInput={"Name": name})


def delete_database(name=None, *args, boto3_session=None, **options):
    _glue(boto3_session).delete_database(Name=name)


def delete_table_if_exists(database=None, table=None, *args, boto3_session=None, **options):
    _glue(boto3_session).delete_table(DatabaseName=database, Name=table)


def create_parquet_table(database=None, table=None, *args, boto3_session=None, **options):
    _glue(boto3_session).get_table(DatabaseName=database, Name=table)
    _glue(boto3_session).create_table(DatabaseName=database, TableInput={"Name": table})


def create_csv_table(database=None, table=None, *args, boto3_session=None, **options):
    _glue(boto3_session).get_table(DatabaseName=database, Name=table)
    _glue(boto3_session).create_table(DatabaseName=database, TableInput={"Name": table})


def add_parquet_partitions(database=None, table=None, *args, boto3_session=None, **options):
    _glue(boto3_session).get_table(DatabaseName=database, Name=table)
    _glue(boto3_session).batch_create_partition(DatabaseName=database, TableName=table, PartitionInputList=[])


def add_csv_partitions(database=None, table=None, *args, boto3_session=None, **options):
    _glue(boto3_session).get_table(DatabaseName=database, Name=table)
    _glue(boto3_session).batch_create_partition(DatabaseName=database, TableName=table, PartitionInputList=[])

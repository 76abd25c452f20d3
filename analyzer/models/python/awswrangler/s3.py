# Paths are URLs `s3://bucket/key`, one or a list of them.
import boto3
from __native__ import list_of, unknown
from pandas import DataFrame
from urllib.parse import urlparse


def _client(session):
    return (session or boto3.Session()).client("s3")


def _key(url):
    return url.path.lstrip("/")


def _list(path, session):
    url = urlparse(path)
    _client(session).list_objects_v2(Bucket=url.netloc, Prefix=_key(url))


def _read(path, session):
    url = urlparse(path)
    _client(session).list_objects_v2(Bucket=url.netloc, Prefix=_key(url))
    _client(session).get_object(Bucket=url.netloc, Key=_key(url))
    return DataFrame()


def _write(path, session, dataset, mode, database, table):
    url = urlparse(path)
    key = _key(url) + "/*" if dataset else _key(url)
    _client(session).put_object(Bucket=url.netloc, Key=key)
    if dataset:
        _client(session).list_objects_v2(Bucket=url.netloc, Prefix=_key(url))
        if mode != "append":
            _client(session).delete_objects(Bucket=url.netloc)
    if database:
        glue = (session or boto3.Session()).client("glue")
        glue.get_table(DatabaseName=database, Name=table)
        glue.create_table(DatabaseName=database, TableInput={"Name": table})
        glue.update_table(DatabaseName=database, TableInput={"Name": table})
        glue.batch_create_partition(DatabaseName=database, TableName=table, PartitionInputList=[])
    return {"paths": [path], "partitions_values": {}}


def read_csv(path, *args, boto3_session=None, **options):
    return _read(path, boto3_session)


def read_json(path, *args, boto3_session=None, **options):
    return _read(path, boto3_session)


def read_parquet(path, *args, boto3_session=None, **options):
    return _read(path, boto3_session)


def read_orc(path, *args, boto3_session=None, **options):
    return _read(path, boto3_session)


def read_fwf(path, *args, boto3_session=None, **options):
    return _read(path, boto3_session)


def read_excel(path, *args, boto3_session=None, **options):
    return _read(path, boto3_session)


def read_parquet_metadata(path, *args, boto3_session=None, **options):
    return _read(path, boto3_session)


def to_csv(df, path=None, *args, dataset=False, mode="append", database=None, table=None, boto3_session=None, **options):
    return _write(path, boto3_session, dataset, mode, database, table)


def to_json(df, path=None, *args, dataset=False, mode="append", database=None, table=None, boto3_session=None, **options):
    return _write(path, boto3_session, dataset, mode, database, table)


def to_parquet(df, path=None, *args, dataset=False, mode="append", database=None, table=None, boto3_session=None, **options):
    return _write(path, boto3_session, dataset, mode, database, table)


def to_orc(df, path=None, *args, dataset=False, mode="append", database=None, table=None, boto3_session=None, **options):
    return _write(path, boto3_session, dataset, mode, database, table)


def to_excel(df, path=None, *args, dataset=False, mode="append", database=None, table=None, boto3_session=None, **options):
    return _write(path, boto3_session, dataset, mode, database, table)


def list_objects(path, *args, boto3_session=None, **options):
    _list(path, boto3_session)
    return list_of(unknown())


def list_directories(path, *args, boto3_session=None, **options):
    _list(path, boto3_session)
    return list_of(unknown())


def size_objects(path, *args, boto3_session=None, **options):
    _list(path, boto3_session)
    return list_of(unknown())


def describe_objects(path, *args, boto3_session=None, **options):
    _list(path, boto3_session)
    return list_of(unknown())


def list_buckets(boto3_session=None):
    _client(boto3_session).list_buckets()
    return list_of(unknown())


def does_object_exist(path, *args, boto3_session=None, **options):
    url = urlparse(path)
    _client(boto3_session).head_object(Bucket=url.netloc, Key=_key(url))
    return unknown()


def delete_objects(path, *args, boto3_session=None, **options):
    url = urlparse(path)
    _client(boto3_session).list_objects_v2(Bucket=url.netloc, Prefix=_key(url))
    _client(boto3_session).delete_objects(Bucket=url.netloc, Delete={"Objects": [{"Key": _key(url)}]})


def download(path, local_file, *args, boto3_session=None, **options):
    url = urlparse(path)
    _client(boto3_session).get_object(Bucket=url.netloc, Key=_key(url))


def upload(local_file, path, *args, boto3_session=None, **options):
    url = urlparse(path)
    _client(boto3_session).put_object(Bucket=url.netloc, Key=_key(url))


def copy_objects(paths, source_path, target_path, *args, boto3_session=None, **options):
    source, target = urlparse(source_path), urlparse(target_path)
    _client(boto3_session).get_object(Bucket=source.netloc, Key=_key(source))
    _client(boto3_session).put_object(Bucket=target.netloc, Key=_key(target))
    return list_of(unknown())


def merge_datasets(source_path, target_path, *args, boto3_session=None, **options):
    _list(source_path, boto3_session)
    return copy_objects([], source_path, target_path, boto3_session=boto3_session)

import boto3
from __native__ import unknown
from pandas import DataFrame
from urllib.parse import urlparse


def start_query_execution(sql=None, database=None, s3_output=None, workgroup="primary", *args, boto3_session=None,
                          **options):
    client = (boto3_session or boto3.Session()).client("athena")
    client.get_work_group(WorkGroup=workgroup)
    started = client.start_query_execution(QueryString=sql, WorkGroup=workgroup,
                                           QueryExecutionContext={"Database": database},
                                           ResultConfiguration={"OutputLocation": s3_output})
    client.get_query_execution(QueryExecutionId=started["QueryExecutionId"])
    return started["QueryExecutionId"]


def wait_query(query_execution_id, boto3_session=None, **options):
    return (boto3_session or boto3.Session()).client("athena").get_query_execution(QueryExecutionId=query_execution_id)


def read_sql_query(sql=None, database=None, ctas_approach=True, *args, s3_output=None, workgroup="primary",
                   boto3_session=None, **options):
    session = boto3_session or boto3.Session()
    query = start_query_execution(sql, database, s3_output, workgroup, boto3_session=boto3_session)
    session.client("athena").get_query_results(QueryExecutionId=query)
    if ctas_approach:
        glue = session.client("glue")
        glue.get_table(DatabaseName=database, Name=unknown())
        glue.delete_table(DatabaseName=database, Name=unknown())
    if s3_output:
        url = urlparse(s3_output)
        s3 = session.client("s3")
        s3.get_object(Bucket=url.netloc)
        s3.list_objects_v2(Bucket=url.netloc)
        s3.delete_objects(Bucket=url.netloc)
    return DataFrame()


def read_sql_table(table=None, database=None, *args, **options):
    return read_sql_query(unknown(), database, *args, **options)

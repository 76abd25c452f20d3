# Engines talk to databases, not to AWS; those of the Aurora Data API dialect are the exception.
from __native__ import unknown
import aurora_data_api


def create_engine(url, connect_args=None, **options):
    if connect_args and connect_args.get("aurora_cluster_arn"):
        aurora_data_api.connect(**connect_args).use()
    return unknown()

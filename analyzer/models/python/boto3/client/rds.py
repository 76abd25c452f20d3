from __native__ import call, unknown


def generate_db_auth_token(client, DBHostname, Port, DBUsername, Region=None):
    call("rds-db", "connect", {"DbUserName": DBUsername})
    return unknown()

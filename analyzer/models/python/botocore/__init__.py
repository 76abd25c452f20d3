# botocore: clients of a session, signers, exceptions.
UNSIGNED = None

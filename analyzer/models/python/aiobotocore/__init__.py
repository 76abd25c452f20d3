import aiobotocore.session

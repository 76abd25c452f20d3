# Attributes of a skill in S3.

# Attributes of a skill in DynamoDB.

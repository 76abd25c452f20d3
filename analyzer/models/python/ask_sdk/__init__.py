# Alexa skills with the adapter for DynamoDB.

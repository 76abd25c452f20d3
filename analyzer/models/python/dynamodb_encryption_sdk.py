# Makes calls of its own that are not modelled: said where it is imported.
from __native__ import report

report("`dynamodb_encryption_sdk` calls DynamoDB and KMS by itself: state what it needs with a hint")

import aws_xray_sdk.core

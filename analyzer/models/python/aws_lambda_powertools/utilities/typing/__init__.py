class LambdaContext:
    pass

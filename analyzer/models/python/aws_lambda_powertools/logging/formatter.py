class BasePowertoolsFormatter:
    pass


class LambdaPowertoolsFormatter(BasePowertoolsFormatter):
    pass

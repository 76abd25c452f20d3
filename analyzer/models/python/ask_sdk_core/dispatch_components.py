# What a skill is made of: the program says what these do.


class AbstractRequestHandler:
    pass


class AbstractExceptionHandler:
    pass


class AbstractRequestInterceptor:
    pass


class AbstractResponseInterceptor:
    pass

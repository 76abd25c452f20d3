from pyqldb.driver.qldb_driver import QldbDriver


class PooledQldbDriver(QldbDriver):
    pass

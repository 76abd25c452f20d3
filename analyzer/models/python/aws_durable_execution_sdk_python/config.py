def ParallelBranch(func, name=None):
    return func

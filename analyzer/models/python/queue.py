from __native__ import element


class Queue:
    def __init__(self, maxsize=0):
        self.items = []

    def put(self, item, block=True, timeout=None):
        self.items.append(item)

    def put_nowait(self, item):
        self.items.append(item)

    def get(self, block=True, timeout=None):
        return element(self.items)

    def get_nowait(self):
        return element(self.items)

    def task_done(self):
        return None

    def join(self):
        return None


class LifoQueue(Queue):
    pass


class SimpleQueue(Queue):
    pass


class PriorityQueue(Queue):
    pass

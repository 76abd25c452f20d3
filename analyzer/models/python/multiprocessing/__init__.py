import multiprocessing.pool
from multiprocessing.pool import Pool
from queue import Queue
from threading import Lock, Thread


class Process(Thread):
    pass


class JoinableQueue(Queue):
    pass

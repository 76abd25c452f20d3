from multiprocessing.pool import Pool
from multiprocessing import Process

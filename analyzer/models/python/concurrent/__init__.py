import concurrent.futures

from opensearchpy.helpers import bulk, parallel_bulk, scan, streaming_bulk

import urllib.parse

"""What happens to a film. Nothing here knows of AWS."""


def develop(negative: bytes) -> bytes:
    return bytes(255 - value for value in negative)


def fix(picture: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        picture = picture.rstrip(b"\x00")
    return picture

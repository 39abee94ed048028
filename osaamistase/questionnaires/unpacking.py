"""Whether a file from outside may be unpacked at all: a zip, and not one that grows without end."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from osaamistase.questionnaires.findings import Finding

LARGEST = 5 * 1024 * 1024  # bytes of the file
LARGEST_UNPACKED = 20 * 1024 * 1024  # bytes of all that is packed in it
MOST_MEMBERS = 200


def refusal(content: bytes) -> Finding | None:
    """Why the file is not opened, or None. Of a member no more is ever unpacked than the size the zip tells here."""
    if len(content) > LARGEST:
        return Finding(
            "file", "too-large", f"is larger than {LARGEST // 1024 // 1024} MB; remove pictures and the like"
        )
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return Finding("file", "not-a-workbook", "is no xlsx file; save it as xlsx, without a password")
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > LARGEST_UNPACKED:
        return Finding("file", "too-large", "holds far more than a questionnaire; export it anew and fill in that")
    return None

#!/usr/bin/env python3
"""Reads a WARC file that pith wrote with other readers, digests checked: warc_readers.py FILE

FILE may be compressed, one member a record. Readers are the packages warcio and fastwarc, as far as they are installed; without any the test
is skipped (exit status 77).
"""
import base64
import hashlib
import importlib.util
import string
import sys


def check(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"{sys.argv[1]}: {what}")


def expected_digest(like: str, block: bytes) -> str:
    """The digest of the block with the algorithm and in the base of `like`."""
    label, value = like.split(":", 1)
    digest = hashlib.new(label, block)
    if len(value) == 2 * digest.digest_size and set(value) <= set(string.hexdigits):
        return f"{label}:{digest.hexdigest()}"
    return f"{label}:{base64.b32encode(digest.digest()).decode()}"


def read_with_warcio(path: str) -> list:
    from warcio.archiveiterator import ArchiveIterator

    records = []
    with open(path, "rb") as stream:
        # It checks no empty blocks, and takes MD5 in base 16 for base 32.
        for record in ArchiveIterator(stream, check_digests=True):
            headers = record.rec_headers
            block = record.raw_stream.read()
            checker = record.digest_checker
            digest = headers.get_header("WARC-Block-Digest")
            if block and digest and not digest.startswith("md5:"):
                check(checker.passed is True, f"warcio finds a wrong digest: {checker.problems}")
            if digest:
                check(expected_digest(digest, block) == digest, f"the block does not have the digest {digest}")
            records.append((headers.get_header("WARC-Record-ID"), headers.get_header("WARC-Target-URI"), block))
    return records


def read_with_fastwarc(path: str) -> list:
    from fastwarc.warc import ArchiveIterator

    records = []
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, parse_http=False, strict_mode=True):
            digest = record.headers.get("WARC-Block-Digest", "")
            if digest.startswith(("sha1:", "md5:")) and len(digest) in (37, 36):
                check(record.verify_block_digest(), f"FastWARC finds that {digest} is wrong")
            block = record.reader.read()
            if digest:
                check(expected_digest(digest, block) == digest, f"the block does not have the digest {digest}")
            records.append((record.headers["WARC-Record-ID"], record.headers["WARC-Target-URI"], block))
    return records


def main() -> int:
    readers = {"warcio": read_with_warcio, "fastwarc": read_with_fastwarc}
    found = {name: read for name, read in readers.items() if importlib.util.find_spec(name)}
    if not found:
        print("SKIPPED: neither warcio nor fastwarc is installed (pip install warcio fastwarc)")
        return 77
    results = {name: read(sys.argv[1]) for name, read in found.items()}
    for name, records in results.items():
        check(len(records) > 0, f"{name} finds no record")
        check(records == next(iter(results.values())), f"{name} reads other records than {next(iter(results))}")
        print(f"{name}: {len(records)} records")
    return 0


sys.exit(main())

#!/usr/bin/env python3
"""What `pith clean` writes, read by programs of other makes: program_readers.py PROGRAM

WET by the packages warcio and fastwarc, JSONL by datatrove's JsonlReader, as far as they are installed; without any the
test is skipped (exit status 77).
"""
import gzip
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
ARTICLE = "The band played on the pier.\nShare this article\nThe café stayed open until \"ten\".\n"
CLEAN = "The band played on the pier.\nThe café stayed open until \"ten\".\n"
COUNT = 300  # records


def clean(folder, name):
    command = [PROGRAM, "clean", "-q", "--lang", "en", name, "-o", "out"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "out" / name


def make_wet(path):
    with open(path, "wb") as file:
        for i in range(COUNT):
            block = ARTICLE.encode()
            head = (
                f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/{i}\r\n"
                f"WARC-Date: 2026-11-20T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{i:012}>\r\n"
                "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
                f"Content-Type: text/plain\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0))


def read_with_warcio(path):
    from warcio.archiveiterator import ArchiveIterator

    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read().decode()


def read_with_fastwarc(path):
    from fastwarc.warc import ArchiveIterator

    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, verify_digests=True):
            yield record.headers["WARC-Target-URI"], record.reader.read().decode()


def read_with_datatrove(path):
    from datatrove.pipeline.readers import JsonlReader

    for document in JsonlReader(str(path.parent), glob_pattern=path.name).run():
        yield document.metadata["url"], document.text


def main():
    have = {name for name in ("warcio", "fastwarc", "datatrove") if importlib.util.find_spec(name)}
    expected = [(f"https://example.org/{i}", CLEAN) for i in range(COUNT)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        make_wet(folder / "a.wet.gz")
        records = ({"text": ARTICLE, "id": str(i), "url": f"https://example.org/{i}"} for i in range(COUNT))
        with gzip.open(folder / "b.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
        wet, jsonl = clean(folder, "a.wet.gz"), clean(folder, "b.jsonl.gz")
        readers = {"warcio": (read_with_warcio, wet), "fastwarc": (read_with_fastwarc, wet)}
        readers["datatrove"] = (read_with_datatrove, jsonl)
        for name in sorted(have):
            read, path = readers[name]
            if list(read(path)) != expected:
                sys.exit(f"{name} reads something else from {path.name}")
            print(f"{name} reads {path.name}")
    missing = sorted({"warcio", "fastwarc", "datatrove"} - have)
    if missing:
        print(f"left out, not installed: {', '.join(missing)}")
    sys.exit(0 if have else 77)


main()

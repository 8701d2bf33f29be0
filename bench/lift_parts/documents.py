"""The pages and gold texts that `bench/lift` measures on.

A set is DATA/NAME.jsonl.gz: a record a line with `id`, `url`, `lang`, `html` and `gold`. Records without a gold text
are left out: nothing here could be said of them.
"""
import dataclasses
import gzip
import hashlib
import json
import urllib.parse

HALVES = {"grow": 0, "report": 1}


@dataclasses.dataclass
class Document:
    name: str  # SET/ID, one name for one document
    set: str
    host: str  # without "www."
    lang: str
    page: str  # HTML
    gold: str
    texts: dict = dataclasses.field(default_factory=dict)  # by kind: a peer's name, VISIBLE or GOLD


VISIBLE, GOLD = "visible text", "gold"


def host_of(url):
    """The host of an address, "www." left out; "" without one."""
    try:
        return (urllib.parse.urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def half_of(host):
    """The half that all documents of a host belong to: the lowest bit of the first byte of the MD5 of its name."""
    return hashlib.md5(host.encode()).digest()[0] & 1


def plain(text):
    """A text as it can be written and read again: line ends are \\n, and what is no character becomes U+FFFD."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")


class Set:
    def __init__(self, path):
        self.path, self.name = path, path.name.removesuffix(".jsonl.gz")
        self.packed = path.read_bytes()

    def mark(self):
        """What tells this state of the set from others, for names of caches."""
        return hashlib.sha256(self.packed).hexdigest()[:12]

    def documents(self):
        """All that have a gold text, in the set's order."""
        for line in gzip.decompress(self.packed).decode("utf-8").split("\n"):
            record = json.loads(line) if line else {}
            if record.get("gold"):
                yield Document(
                    f"{self.name}/{record['id']}",
                    self.name,
                    host_of(record.get("url")),
                    record.get("lang") or "",
                    record["html"],
                    plain(record["gold"]),
                )


def in_half(documents, half):
    """Those of a half: "grow", "report" or "all"."""
    return [d for d in documents if half == "all" or half_of(d.host) == HALVES[half]]

"""The texts that extractors make of pages, kept from run to run.

Each extractor that can be imported is asked once for each page; what it said is kept in
CACHE/NAME-VERSION/SET-MARK.jsonl, a line a document. One that cannot be imported is read from there, when a run that
could has been before, and is left out otherwise. A page that an extractor cannot read, or not within a minute, has an
empty text.
"""
import concurrent.futures
import contextlib
import dataclasses
import functools
import html.parser
import importlib.metadata
import json
import logging
import os
import re
import signal
import sys

from .documents import plain

SECONDS_A_PAGE = 60


@dataclasses.dataclass
class Peer:
    name: str
    package: str  # as importlib.metadata knows it
    extract: object  # page, language → text


def by_trafilatura(page, lang):
    import trafilatura

    return trafilatura.extract(page)


def by_resiliparse(page, lang):
    from resiliparse.extract import html2text

    return html2text.extract_plain_text(page, main_content=True, alt_texts=False)


# What jusText calls the languages that it has stop words of.
JUSTEXT_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ko": "Korean", "nb": "Norwegian_Bokmal", "nl": "Dutch", "no": "Norwegian_Bokmal", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip


def by_justext(page, lang):
    import justext

    name = JUSTEXT_NAMES.get(lang[:2] or "en")
    # Without stop words: as its manual says for languages it does not know.
    settings = {} if name else {"stopwords_low": 0, "stopwords_high": 0}
    words = justext.get_stoplist(name) if name else frozenset()
    paragraphs = justext.justext(page.encode("utf-8", "replace"), words, encoding="utf-8", **settings)
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def by_readability(page, lang):
    import readability

    lines = Lines()
    lines.feed(readability.Document(page).summary())
    lines.close()
    return lines.text()


PEERS = [
    Peer("trafilatura", "trafilatura", by_trafilatura),
    Peer("resiliparse", "Resiliparse", by_resiliparse),
    Peer("jusText", "jusText", by_justext),
    Peer("readability", "readability-lxml", by_readability),
]


class Lines(html.parser.HTMLParser):
    """The text of a piece of HTML, a line a block: readability gives HTML."""

    INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
              "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
              "time", "tt", "u", "var", "wbr"}  # fmt: skip
    HIDDEN = {"script", "style", "template", "svg"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in self.HIDDEN
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        self.hidden = max(0, self.hidden - (tag in self.HIDDEN))
        if tag not in self.INLINE:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))

    def text(self):
        lines = (re.sub(r" +", " ", line).strip() for line in "".join(self.parts).split("\n"))
        return "".join(line + "\n" for line in lines if line)


def too_slow(signal_number, frame):
    raise TimeoutError(f"over {SECONDS_A_PAGE} s")


def extract(name, document):
    """A page's text and what went wrong, one of the two empty. Runs in a process of its own."""
    peer = next(peer for peer in PEERS if peer.name == name)
    logging.disable()
    signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(SECONDS_A_PAGE)
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stderr(nowhere):
            return plain(peer.extract(document.page, document.lang)), ""
    except Exception as error:  # whatever it is, it costs this page only
        return "", f"{type(error).__name__}: {error}"[:200]
    finally:
        signal.alarm(0)


def version_of(peer):
    """The version that is installed, or None."""
    try:
        return importlib.metadata.version(peer.package)
    except importlib.metadata.PackageNotFoundError:
        return None


def read(path):
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)
    return {record["name"]: record["text"] for record in records}


def write(path, documents, texts):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps({"name": d.name, "text": t}, ensure_ascii=False) + "\n" for d, t in zip(documents, texts))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text("".join(lines), encoding="utf-8")
    unfinished.replace(path)


def kept(cache, peer, set_):
    """What an earlier run kept of a set: of the version that is installed, else of the one that ran last; or None."""
    version = version_of(peer) or "*"
    paths = cache.glob(f"{peer.name}-{version}/{set_.name}-{set_.mark()}.jsonl")
    return max(paths, key=lambda path: path.stat().st_mtime, default=None)


def add_texts(cache, set_, documents, jobs):
    """Gives each of the set's documents (all of them) each peer's text. Returns {peer: version}."""
    versions = {}
    for peer in PEERS:
        path = kept(cache, peer, set_)
        if not path and not version_of(peer):
            continue
        if not path:
            print(f"lift: {peer.name} reads {set_.name}", file=sys.stderr, flush=True)
            path = cache / f"{peer.name}-{version_of(peer)}" / f"{set_.name}-{set_.mark()}.jsonl"
            with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
                results = list(pool.map(functools.partial(extract, peer.name), documents, chunksize=4))
            for document, (_, trouble) in zip(documents, results):
                if trouble:
                    print(f"lift: {peer.name} failed on {document.name}: {trouble}", file=sys.stderr)
            write(path, documents, [text for text, _ in results])
        texts = read(path)
        for document in documents:
            document.texts[peer.name] = texts[document.name]
        versions[peer.name] = path.parent.name.removeprefix(f"{peer.name}-")
    return versions

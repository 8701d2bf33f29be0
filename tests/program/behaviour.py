#!/usr/bin/env python3
"""What a case file cannot say about the program: terminals, signals, full disks, threads.

  behaviour.py PROGRAM [unittest options]

Inputs that must take their time are named pipes: a reader of one waits until the test writes.
"""
import base64
import contextlib
import gzip
import json
import os
import pathlib
import pty
import random
import resource
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PATIENCE = 60  # seconds until a test gives up; machines that build are slow
RULES = ["--no-builtin", "--rules", str(HERE / "basic.rules"), "--site", "harbour.invalid"]
TEXT = b"The band played on the pier.\nShare this\nThe colours of the boats. (advertisement)\n"
CLEAN = b"The band played on the pier.\nThe colors of the boats.\n"
NOBODY = 65534


def added(a, b):
    """The sums of two runs, as the README adds them."""
    if not isinstance(a, dict):
        return a + b
    return {key: added(a[key], b[key]) if key in a and key in b else a.get(key, b.get(key)) for key in {**a, **b}}


def environment(**changes):
    return {"PATH": "/usr/bin:/bin", "TERM": "xterm", **changes}


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pith-behaviour-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, path, data=TEXT):
        path = self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def pipe(self, name="slow.txt"):
        os.mkfifo(self.folder / name)
        return self.folder / name

    def run_pith(self, *words, **options):
        options.setdefault("env", environment())
        return subprocess.run(
            [PROGRAM, *map(str, words)], capture_output=True, cwd=self.folder, timeout=PATIENCE, **options
        )

    def start(self, *words, **options):
        options.setdefault("env", environment())
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        process = subprocess.Popen([PROGRAM, *map(str, words)], cwd=self.folder, **options)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()

    def wait_for(self, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), end, "waited too long")
            time.sleep(0.01)

    def files(self, folder):
        root = self.folder / folder
        return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if not p.is_dir())

    def outputs(self, folder):
        """The files without pith's own: what a run notes stays when it is stopped."""
        return [name for name in self.files(folder) if not name.startswith(".pith-")]


def read_terminal(master, until=None):
    """Reads what comes to a terminal up to its end, or until it holds `until`."""
    data = b""
    end = time.monotonic() + PATIENCE
    while (until is None or until not in data) and time.monotonic() < end:
        ready, _, _ = select.select([master], [], [], 0.1)
        if not ready:
            continue
        try:
            chunk = os.read(master, 65536)
        except OSError:  # Linux says EIO when the other side is closed
            break
        if not chunk:
            break
        data += chunk
    return data


class Terminals(ProgramTest):
    def on_terminal(self, *words, stream, **options):
        """Runs with one standard stream on a terminal; answers what came there and the exit status."""
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        streams[stream] = slave
        process = self.start(*words, **{**streams, **options})
        os.close(slave)
        seen = read_terminal(master)
        return seen, process.wait(PATIENCE)

    def test_without_a_path_the_help_page_is_shown(self):
        for command in ("clean", "explain", "bench"):
            master, slave = pty.openpty()
            with contextlib.ExitStack() as stack:
                stack.callback(os.close, master)
                stack.callback(os.close, slave)
                run = subprocess.run(
                    [PROGRAM, command], stdin=slave, capture_output=True, timeout=PATIENCE, env=environment()
                )
            self.assertEqual(run.returncode, 2)
            self.assertEqual(run.stdout, b"")
            self.assertIn(f"Usage: pith {command}".encode(), run.stderr)

    def test_texts_on_a_terminal_hold_no_control_characters(self):
        path = self.write("a.txt", b"One \x1b]0;title\x07 two \xc2\x9b31m\xe2\x80\xae three\tfour\r\nfive\xff\n")
        for command in ("clean", "explain"):
            seen, status = self.on_terminal(command, *RULES, "--color", "never", path, stream="stdout")
            self.assertEqual(status, 0)
            self.assertIn(rb"One \x1b]0;title\x07 two \u{9b}31m\u{202e} three", seen)
            self.assertIn(rb"five\xff", seen)
            for byte in (b"\x1b", b"\x07", b"\xc2\x9b", b"\xff"):
                self.assertNotIn(byte, seen)

    def test_messages_hold_no_control_characters(self):
        run = self.run_pith("clean", *RULES, "gone\x1b[31m\n.txt")
        self.assertEqual(run.stderr, rb"pith: cannot read 'gone\x1b[31m\n.txt': No such file or directory" + b"\n")

    def test_colour_follows_flag_variables_and_terminal(self):
        path = self.write("a.txt")
        words = ["explain", *RULES, path]
        red = b"\x1b[31m-"
        self.assertIn(red, self.on_terminal(*words, stream="stdout")[0])
        self.assertNotIn(b"\x1b", self.on_terminal(*words, "--color", "never", stream="stdout")[0])
        self.assertNotIn(b"\x1b", self.on_terminal(*words, stream="stdout", env=environment(NO_COLOR="1"))[0])
        self.assertNotIn(b"\x1b", self.on_terminal(*words, stream="stdout", env=environment(TERM="dumb"))[0])
        self.assertNotIn(b"\x1b", self.run_pith(*words).stdout)
        self.assertIn(red, self.run_pith(*words, "--color", "always").stdout)
        self.assertIn(red, self.run_pith(*words, env=environment(FORCE_COLOR="1")).stdout)
        self.assertNotIn(b"\x1b", self.run_pith(*words, env=environment(FORCE_COLOR="1", NO_COLOR="1")).stdout)
        self.assertNotIn(b"\x1b", self.run_pith(*words, env=environment(FORCE_COLOR="0")).stdout)

    def run_slowly(self, *words):
        self.write("a.txt")
        slow = self.pipe()
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        process = self.start("clean", *RULES, "-o", "out", "-j2", *words, "a.txt", slow, stderr=slave)
        os.close(slave)
        time.sleep(0.9)
        seen = b""
        while select.select([master], [], [], 0)[0]:
            seen += os.read(master, 65536)
        slow.write_bytes(TEXT)
        rest = read_terminal(master)
        self.assertEqual(process.wait(PATIENCE), 0)
        return seen, rest

    def test_progress_is_shown_and_erased(self):
        seen, rest = self.run_slowly()
        self.assertIn(b"50 %, 1 of 2 files, 1 document, ", seen)
        self.assertNotIn(b"\n", seen)
        summary = rest.rsplit(b"\x1b[K", 1)[1]
        self.assertTrue(summary.startswith(b"2 documents: 2 changed, "), rest)

    def test_quiet_shows_no_progress(self):
        self.assertEqual(self.run_slowly("-q"), (b"", b""))

    def test_a_short_run_shows_no_progress(self):
        self.write("dump/a.txt")
        self.write("dump/b.txt")
        seen, _ = self.on_terminal("clean", *RULES, "dump", "-o", "out", stream="stderr")
        self.assertTrue(seen.startswith(b"2 documents: "), seen)


class Signals(ProgramTest):
    def test_ctrl_c_ends_within_a_second_and_says_what_is_done(self):
        slow = self.pipe()
        names = [self.write(f"{i}.txt").name for i in range(20)]
        process = self.start("clean", *RULES, "-j2", "-o", "out", slow, *names, "--ledger", "ledger.jsonl")
        # The first waits for the pipe, the second for its turn in the ledger.
        time.sleep(0.5)
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 130)
        self.assertLess(time.monotonic() - started, 3)  # a second on an idle machine
        self.assertEqual(
            stderr,
            b"pith: interrupted: 0 of 21 files finished, the others are untouched; "
            b"to go on, run the same command with --resume\n",
        )
        self.assertEqual(self.outputs("out"), [])
        self.assertEqual((self.folder / "ledger.jsonl").read_bytes(), b"")

    def test_ctrl_c_keeps_what_is_finished(self):
        slow = self.pipe()
        names = [self.write(f"{i}.txt").name for i in range(5)]
        process = self.start("clean", *RULES, "-j1", "--ledger", "ledger.jsonl", "-o", "out", *names, slow)
        self.wait_for(lambda: len(self.outputs("out")) == 5)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"interrupted: 5 of 6 files finished", stderr)
        for name in names:
            self.assertEqual((self.folder / "out" / name).read_bytes(), CLEAN)
        ledger = (self.folder / "ledger.jsonl").read_text().splitlines()
        self.assertEqual({json.loads(line)["document"] for line in ledger}, set(names))

    def test_ctrl_c_lets_work_that_is_nearly_done_finish(self):
        slow = self.pipe()
        names = [self.write(f"{i}.txt").name for i in range(5)]
        process = self.start("clean", *RULES, "-j1", "-o", "out", slow, *names)
        writer = slow.open("wb", buffering=0)
        writer.write(TEXT)
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        writer.close()
        _, stderr = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"interrupted: 1 of 6 files finished", stderr)
        self.assertEqual(self.outputs("out"), ["slow.txt"])

    def test_ctrl_c_while_stdin_is_read(self):
        process = self.start("clean", *RULES, stdin=subprocess.PIPE)
        process.stdin.write(TEXT)
        process.stdin.flush()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        self.wait_for(lambda: process.poll() is not None)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(process.stdout.read(), b"")
        self.assertEqual(process.stderr.read(), b"pith: interrupted: the document was not written\n")

    def test_a_second_ctrl_c_ends_at_once(self):
        process = self.start("clean", *RULES, "-o", "out", self.pipe(), self.write("a.txt"))
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        self.assertIn(process.returncode, (-signal.SIGINT, 130))  # 130: it was faster than the second signal

    def test_sigterm_stops_like_ctrl_c(self):
        process = self.start("clean", *RULES, "-o", "out", self.pipe(), self.write("a.txt"))
        self.wait_for(lambda: self.outputs("out") == ["a.txt"] or process.poll() is not None)
        process.terminate()
        process.wait(PATIENCE)
        self.assertEqual(process.returncode, 128 + signal.SIGTERM)
        self.assertEqual(self.outputs("out"), ["a.txt"])

    def test_kill_leaves_no_half_file(self):
        text = TEXT * 4000
        for i in range(60):
            self.write(f"dump/{i:02}.txt", text)
        process = self.start("clean", *RULES, "-j2", "dump", "-o", "out", "-q")
        self.wait_for(lambda: (self.folder / "out").exists() and self.outputs("out") or process.poll() is not None)
        process.kill()
        process.wait(PATIENCE)
        for name in self.files("out"):
            if not name.startswith(".pith-"):
                self.assertEqual((self.folder / "out" / name).read_bytes(), CLEAN * 4000, name)
        # What is left behind is never an input.
        run = self.run_pith("clean", *RULES, "out", "-o", "again", "--hidden", "-q")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertFalse([name for name in self.files("again") if ".pith-" in name])

    def test_a_reader_that_leaves_ends_it_quietly(self):
        path = self.write("big.txt", b"The band played on the pier.\n" * 200000)
        for ignored in (False, True):
            restore = signal.signal(signal.SIGPIPE, signal.SIG_IGN if ignored else signal.SIG_DFL)
            self.addCleanup(signal.signal, signal.SIGPIPE, restore)
            process = self.start("clean", *RULES, path, restore_signals=False)
            self.assertEqual(process.stdout.readline(), b"The band played on the pier.\n")
            process.stdout.close()
            self.assertEqual(process.wait(PATIENCE), -signal.SIGPIPE)
            self.assertEqual(process.stderr.read(), b"")


    def test_an_interrupted_bench_saves_nothing(self):
        self.write("a.txt")
        words = ["bench", *RULES, "--repetitions", "1024", "a.txt", "--save", "run.json", "-q"]
        process = self.start(*words)
        self.wait_for(lambda: list(self.folder.glob(".pith-*.tmp")))
        time.sleep(0.2)  # so that it catches signals
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(out, b"")
        self.assertEqual(err, b"pith: interrupted: nothing was measured to the end, nothing was saved\n")
        self.assertEqual(self.files("."), ["a.txt"])

    def test_an_interrupted_bench_does_not_wait_for_a_pipe(self):
        slow = self.pipe()
        process = self.start("bench", *RULES, slow)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(PATIENCE), 130)


class Disks(ProgramTest):
    def test_a_full_disk_on_stdout(self):
        path = self.write("a.txt")
        for words in (["clean", *RULES, path], ["explain", *RULES, path], ["--help"], ["check", *RULES[:3], "--dump"]):
            with open("/dev/full", "wb") as full:
                process = self.start(*words, stdout=full)
                _, stderr = process.communicate(timeout=PATIENCE)
            self.assertEqual(process.returncode, 1, words)
            self.assertTrue(stderr.startswith(b"pith: cannot write 'stdout': No space left on device\n"), stderr)

    def test_a_full_disk_stops_the_run_and_says_what_is_finished(self):
        for i in range(10):
            self.write(f"dump/{i}.txt")
        run = self.run_pith("clean", *RULES, "-j2", "dump", "-o", "out", "--ledger", "/dev/full")
        self.assertEqual(run.returncode, 1)
        self.assertIn(b"pith: cannot write '/dev/full': No space left on device\n", run.stderr)
        self.assertIn(b"pith: stopped: 0 of 10 files finished, the others are untouched", run.stderr)
        self.assertEqual(self.outputs("out"), [])

    def test_a_small_disk_holds_only_whole_files(self):
        for i in range(10):
            self.write(f"dump/{i}.txt", TEXT * 400)
        (self.folder / "small").mkdir()
        script = (
            "mount -t tmpfs -o size=96k none small || exit 77; shift; "
            '"$0" "$@"; echo "exit $?" >&2; cd small/out && for f in *; do cksum < "$f"; done; ls -A'
        )
        command = ["unshare", "-rm", "sh", "-c", script, PROGRAM, "pith"]
        if not shutil.which("unshare"):
            self.skipTest("no unshare")
        run = subprocess.run(
            [*command, "clean", *RULES, "-j1", "dump", "-o", "small/out"],
            capture_output=True,
            cwd=self.folder,
            timeout=PATIENCE,
            env=environment(),
        )
        if run.returncode != 0 or b"exit" not in run.stderr:
            self.skipTest("no small disk can be mounted here")
        self.assertIn(b"exit 1\n", run.stderr)
        self.assertIn(b"No space left on device\n", run.stderr)
        lines = run.stdout.split(b"\n")[:-1]
        sums, names = lines[: len(lines) // 2], lines[len(lines) // 2 :]
        self.assertEqual(len(set(sums)), 1, "every file is whole")
        self.assertIn(f"pith: stopped: {len(names) - 1} of 10 files finished".encode(), run.stderr)
        self.assertEqual([name for name in names if name.startswith(b".")], [b".pith-manifest.jsonl"])

    def test_closed_standard_streams(self):
        path = self.write("a.txt")
        script = '"$0" clean "$@"'
        for redirect, status, printed in ((">&-", 1, b""), ("<&-", 0, CLEAN), ("2>&-", 0, CLEAN)):
            run = subprocess.run(
                ["sh", "-c", f"{script} {redirect}", PROGRAM, *RULES, path], capture_output=True, timeout=PATIENCE
            )
            self.assertEqual((run.returncode, run.stdout), (status, printed), redirect)
        self.assertEqual(path.read_bytes(), TEXT)


class Permissions(ProgramTest):
    def setUp(self):
        super().setUp()
        self.prefix = []
        self.program = PROGRAM
        if os.geteuid() == 0:
            if not shutil.which("setpriv"):
                self.skipTest("root may read everything, and there is no setpriv")
            self.prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
            self.folder.chmod(0o755)
            # Where everybody may read it.
            self.program = shutil.copy(PROGRAM, self.folder / "program")
            shutil.copy(HERE / "basic.rules", self.folder / "basic.rules")
        self.rules = ["--no-builtin", "--rules", str(HERE / "basic.rules"), "--site", "harbour.invalid"]
        if self.prefix:
            self.rules[2] = "basic.rules"

    def run_restricted(self, *words):
        return subprocess.run(
            [*self.prefix, self.program, *map(str, words)],
            capture_output=True,
            cwd=self.folder,
            timeout=PATIENCE,
            env=environment(),
        )

    def own(self, folder):
        """Gives a folder and what is in it to whom the program runs as."""
        if self.prefix:
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, NOBODY, NOBODY)

    def test_what_may_not_be_read_is_reported_and_the_rest_goes_on(self):
        self.write("dump/a.txt")
        self.write("dump/locked.txt").chmod(0)
        self.write("dump/locked/b.txt").parent.chmod(0)
        self.addCleanup((self.folder / "dump/locked").chmod, 0o755)
        out = self.folder / "out"
        out.mkdir()
        self.own(out)
        run = self.run_restricted("clean", *self.rules, "dump", "-o", "out")
        self.assertEqual(run.returncode, 1, run.stderr)
        lines = run.stderr.decode().splitlines()
        self.assertEqual(lines[0], "pith: cannot open folder 'dump/locked': Permission denied")
        self.assertEqual(lines[1], "pith: cannot read 'dump/locked.txt': Permission denied")
        self.assertTrue(lines[2].startswith("1 document: 1 changed, "), lines[2])
        self.assertIn(", 2 failed, ", lines[2])
        self.assertEqual(self.files("out"), ["a.txt"])

    def test_a_folder_that_may_not_be_read_alone_cannot_be_run(self):
        self.write("locked/a.txt").parent.chmod(0)
        self.addCleanup((self.folder / "locked").chmod, 0o755)
        run = self.run_restricted("clean", *self.rules, "locked", "-o", "out")
        self.assertEqual((run.returncode, run.stderr), (2, b"pith: cannot open folder 'locked': Permission denied\n"))

    def test_an_output_folder_that_may_not_be_written(self):
        self.write("a.txt")
        self.write("b.txt")
        (self.folder / "out").mkdir()
        (self.folder / "out").chmod(0o555)
        run = self.run_restricted("clean", *self.rules, "a.txt", "b.txt", "-o", "out")
        self.assertEqual(run.returncode, 2)
        self.assertEqual(run.stderr, b"pith: cannot write 'out/.pith-manifest.jsonl': Permission denied\n")
        run = self.run_restricted("clean", *self.rules, "a.txt", "b.txt", "-o", "out/more")
        self.assertEqual(run.returncode, 2)
        self.assertEqual(run.stderr, b"pith: cannot make the folder 'out/more': Permission denied\n")

    def test_in_place_needs_a_folder_that_may_be_written(self):
        path = self.write("dump/a.txt")
        self.own(path.parent)
        path.parent.chmod(0o555)
        self.addCleanup(path.parent.chmod, 0o755)
        run = self.run_restricted("clean", *self.rules, "dump", "--in-place", "-q")
        self.assertEqual((run.returncode, path.read_bytes()), (1, TEXT))
        self.assertEqual(run.stderr, b"pith: cannot write 'dump/a.txt': Permission denied\n")


class Documents(ProgramTest):
    def test_a_line_of_50_megabytes_passes(self):
        text = b"pier and boat " * (50_000_000 // 14) + b"\nShare this\n"
        run = self.run_pith("clean", *RULES, input=text)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stdout, text.removesuffix(b"Share this\n"))

    def test_a_file_that_vanishes_is_one_line_and_the_others_go_on(self):
        slow = self.pipe()
        gone, stays = self.write("gone.txt"), self.write("stays.txt")
        process = self.start("clean", *RULES, "-j1", "-o", "out", slow, gone.name, stays.name)
        writer = slow.open("wb", buffering=0)  # opens when the program reads, so it has listed its inputs
        gone.unlink()
        writer.write(TEXT)
        writer.close()
        _, stderr = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 1)
        self.assertTrue(stderr.startswith(b"pith: cannot read 'gone.txt': No such file or directory\n2 documents: "))
        self.assertEqual(self.files("out"), ["slow.txt", "stays.txt"])

    def test_a_pipe_is_not_replaced_in_place(self):
        slow = self.pipe()
        process = self.start("clean", *RULES, "--in-place", slow.name)
        slow.write_bytes(TEXT)
        _, stderr = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(stderr, b"pith: left 'slow.txt' as it is: it is no ordinary file\n")
        self.assertTrue(stat.S_ISFIFO(slow.stat().st_mode))

    def test_names_that_are_not_utf_8_stay(self):
        name = b"caf\xe9\n.txt"
        (self.folder / "dump").mkdir()
        with open(os.path.join(os.fsencode(self.folder), b"dump", name), "wb") as file:
            file.write(TEXT)
        run = self.run_pith("clean", *RULES, "dump", "-o", "out", "-v")
        self.assertEqual(run.returncode, 0)
        self.assertTrue(run.stderr.startswith(rb"pith: dump/caf\xe9\n.txt: site harbour.invalid"), run.stderr)
        self.assertEqual(os.listdir(os.path.join(os.fsencode(self.folder), b"out")), [name])

    def test_names_that_are_not_utf_8_stay_apart_in_reports(self):
        names = [b"caf\xe9.txt", b"caf\xe8.txt"]
        for name in names:
            with open(os.path.join(os.fsencode(self.folder), name), "wb") as file:
                file.write(TEXT)
        run = self.run_pith("clean", *RULES, "--to", "spans", "--ledger", "l", *map(os.fsdecode, names))
        self.assertEqual(run.returncode, 0, run.stderr)
        records = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual({record["id"] for record in records}, {"caf\ufffd.txt"})
        self.assertEqual([base64.b64decode(record["id_base64"]) for record in records], names)
        entries = [json.loads(line) for line in (self.folder / "l").read_text().splitlines()]
        self.assertEqual({base64.b64decode(entry["document_base64"]) for entry in entries}, set(names))

    def test_memory_that_runs_out_is_said_in_words(self):
        path = self.write("big.txt", b"x" * 16384)
        os.truncate(path, 2_000_000_000)
        limit = 1_000_000_000
        little = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit))}
        if self.run_pith("--version", **little).returncode != 0:
            self.skipTest("sanitizers need more memory to start")
        run = self.run_pith("clean", *RULES, "-j1", path.name, **little)
        self.assertEqual((run.returncode, run.stderr), (1, b"pith: cannot clean 'big.txt': not enough memory\n"))

    def test_a_report_on_an_open_file_goes_behind_what_is_there(self):
        log = self.folder / "log"
        log.write_bytes(b"before\n")
        with log.open("ab") as file:
            words = ["clean", *RULES, self.write("a.txt"), "--dry-run", "-q", "--stats-json", "/dev/stdout"]
            self.assertEqual(self.start(*words, stdout=file).wait(PATIENCE), 0)
        self.assertTrue(os.path.islink("/dev/stdout"))
        before, sums = log.read_bytes().splitlines()
        self.assertEqual((before, json.loads(sums)["documents"]), (b"before", 1))

    def random_texts(self):
        dice = random.Random(20261120)
        lines = [
            b"The band played on the pier until the rain came, and then all the people went home.",
            b"The colours of the boats, the colour of the sea. (advertisement)",
            b"Share this",
            b"Print",
            b"Chapter two",
            b"",
            b"  ",
            b"caf\xe9 \xff\xfe (advertisement)",
            "Øre, 漢字 and colour".encode(),
            b"Sponsored: a lamp",
        ]
        for i in range(60):
            ending = dice.choice([b"\n", b"\r\n"])
            text = ending.join(dice.choice(lines) for _ in range(dice.randrange(12)))
            text += dice.choice([b"", ending, ending + b"Most read" + ending + b"caf\xe9" + ending])
            self.write(f"dump/{dice.randrange(5)}/{i:02}.txt", text)

    def restore(self, output, entries):
        """Input from output and ledger, as the help page of `clean` says."""
        text, at, read, encoding = b"", 0, 0, None
        for entry in entries:
            if "encoding" in entry:
                encoding = entry["encoding"]
                continue
            size = entry["start"] - at
            text += output[read : read + size]
            read += size
            text += entry["text"].encode() if "text" in entry else base64.b64decode(entry["base64"])
            with_ = entry.get("with", "").encode() or base64.b64decode(entry.get("with_base64", ""))
            self.assertTrue(output[read:].startswith(with_))
            read += len(with_)
            at = entry["end"]
        text += output[read:]
        return text.decode().encode(encoding) if encoding else text

    def test_output_and_ledger_give_back_the_input(self):
        self.random_texts()
        inputs = {name: (self.folder / "dump" / name).read_bytes() for name in self.files("dump")}
        runs = (["-o", "out", "--ledger", "one.jsonl"], ["--in-place", "--ledger", "two.jsonl"])
        for words, output, ledger in zip(runs, ("out", "dump"), ("one.jsonl", "two.jsonl")):
            run = self.run_pith("clean", *RULES, "dump", "-q", "-j3", *words)
            self.assertEqual(run.returncode, 0, run.stderr)
            entries = {}
            for line in (self.folder / ledger).read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                entries.setdefault(entry["document"].removeprefix("dump/"), []).append(entry)
            self.assertGreater(len(entries), 20)
            for name, text in inputs.items():
                cleaned = (self.folder / output / name).read_bytes()
                self.assertEqual(self.restore(cleaned, entries.get(name, [])), text, name)

    def test_threads_change_nothing(self):
        self.random_texts()
        for i in range(8):
            self.write(f"dump/big{i}.txt", TEXT * (1 + i * 1000))
        seen = []
        for jobs in (1, 2, 5):
            run = self.run_pith("clean", *RULES, "dump", "-q", "--to", "jsonl", f"-j{jobs}", "--ledger", "l", "--stats")
            self.assertEqual(run.returncode, 0)
            # Warnings are said at once, by whoever comes to them.
            seen.append((run.stdout, sorted(run.stderr.splitlines()), (self.folder / "l").read_bytes()))
        self.assertEqual(seen[0], seen[1])
        self.assertEqual(seen[0], seen[2])
        ids = [json.loads(line)["id"] for line in seen[0][0].splitlines()]
        self.assertEqual(ids, sorted("dump/" + name for name in self.files("dump")))

    def test_sums_of_parts_are_the_sums_of_the_whole(self):
        self.random_texts()
        parts = []
        for i in range(5):
            run = self.run_pith("clean", *RULES, f"dump/{i}", "--dry-run", "-q", "--stats-json", "-")
            parts.append(json.loads(run.stdout))
        whole = json.loads(self.run_pith("clean", *RULES, "dump", "--dry-run", "-q", "--stats-json", "-").stdout)
        total = parts[0]
        for part in parts[1:]:
            total = added(total, part)
        self.assertEqual(total, whole)

    def test_what_was_cleaned_is_clean(self):
        self.random_texts()
        self.run_pith("clean", *RULES, "dump", "-o", "out", "-q")
        run = self.run_pith("clean", *RULES, "out", "--dry-run")
        self.assertIn(b" 0 would change", run.stderr)


class Records(ProgramTest):
    """Long streams of records: in parts, on many threads, stopped and gone on with."""

    def corpus(self, records, first=0):
        dice = random.Random(20261120 + first)
        lines = ["The band played on the pier.", "Share this", "The colours 漢字 \\ud83d\\ude00. (advertisement)", "Print", "caf\\u00e9"]
        out = []
        for i in range(first, first + records):
            text = "\\n".join(dice.choice(lines) for _ in range(dice.randrange(40)))
            kind = dice.randrange(50)
            if kind == 0:
                out.append('{"no":"text"}')
            elif kind == 1:
                out.append("broken {")
            elif kind == 2:
                out.append("")
            else:
                out.append('{"id":"%d", "url":"https://harbour.invalid/%d","text":"%s"}' % (i, i, text))
        return ("\n".join(out) + "\n").encode()

    RECORD_RULES = RULES[:3]

    def clean_bytes(self, data, *words):
        run = self.run_pith("clean", *self.RECORD_RULES, "-q", *words, input=data)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        return run.stdout

    def test_any_number_of_threads_and_any_way_of_arriving_give_the_same_bytes(self):
        data = self.corpus(9000)  # some chunks of a megabyte
        expected = self.clean_bytes(data, "-j1")
        self.assertEqual(expected.count(b"\n"), data.count(b"\n"))
        for jobs in (2, 5):
            self.assertEqual(self.clean_bytes(data, f"-j{jobs}"), expected)
        with open(self.folder / "slow", "wb") as slow:
            process = self.start("clean", *self.RECORD_RULES, "-q", "-j2", stdin=subprocess.PIPE, stdout=slow)
        dice = random.Random(1)
        at = 0
        while at < len(data):
            size = dice.choice([1, 100, 5000, 70000])
            process.stdin.write(data[at : at + size])
            process.stdin.flush()
            at += size
        process.stdin.close()
        process.wait(PATIENCE)
        self.assertEqual((self.folder / "slow").read_bytes(), expected)

    def test_blocks_cleaned_apart_and_joined_are_the_whole(self):
        data = self.corpus(3000)
        lines = data.splitlines(keepends=True)
        parts = [b"".join(lines[i : i + 700]) for i in range(0, len(lines), 700)]
        self.assertEqual(b"".join(self.clean_bytes(part) for part in parts), self.clean_bytes(data))

    def make_dump(self):
        for i in range(4):
            self.write(f"dump/{i}.jsonl", self.corpus(5000, i * 5000))
        for i in range(20):
            self.write(f"dump/t{i:02}.txt")
        (self.folder / "dump/4.jsonl.gz").write_bytes(gzip.compress(self.corpus(5000, 20000)))

    def result(self, *words):
        run = self.run_pith("clean", *self.RECORD_RULES, "--site-from", "path", "dump", "-q", "--stats-json", "sums", *words)
        self.assertIn(run.returncode, (0, 1), run.stderr)
        return json.loads((self.folder / "sums").read_text())

    def kill_after(self, seconds, number, *words):
        process = self.start("clean", *self.RECORD_RULES, "--site-from", "path", "dump", "-q", "-j2", "--resume", *words)
        time.sleep(seconds)
        process.send_signal(number)
        process.wait(PATIENCE)

    def test_a_run_that_was_killed_goes_on_to_the_same_bytes(self):
        self.make_dump()
        sums = self.result("-o", "whole", "-j2")
        packed_sums = self.result("-o", "whole.jsonl.gz", "-j2")
        self.assertEqual(sums, packed_sums)
        for i, wait in enumerate((0.02, 0.05, 0.08, 0.12, 0.2)):
            number = signal.SIGKILL if i % 2 == 0 else signal.SIGINT
            self.kill_after(wait, number, "-o", "parts")
            self.kill_after(wait, number, "-o", "parts.jsonl.gz")
        self.assertEqual(self.result("-o", "parts", "--resume"), sums)
        self.assertEqual(self.outputs("parts"), self.outputs("whole"))
        for name in self.outputs("whole"):
            self.assertEqual((self.folder / "parts" / name).read_bytes(), (self.folder / "whole" / name).read_bytes(), name)
        self.assertEqual(self.result("-o", "parts.jsonl.gz", "--resume"), sums)
        self.assertEqual((self.folder / "parts.jsonl.gz").read_bytes(), (self.folder / "whole.jsonl.gz").read_bytes())
        # Nothing is left to do.
        before = (self.folder / "parts.jsonl.gz").stat().st_ino
        self.assertEqual(self.result("-o", "parts.jsonl.gz", "--resume"), sums)
        self.assertEqual((self.folder / "parts.jsonl.gz").stat().st_ino, before)
        # Killed when all was noted, and before the file was put into its place.
        (self.folder / "parts.jsonl.gz").rename(self.folder / ".pith-parts.jsonl.gz.tmp")
        self.assertEqual(self.result("-o", "parts.jsonl.gz", "--resume"), sums)
        self.assertEqual((self.folder / "parts.jsonl.gz").read_bytes(), (self.folder / "whole.jsonl.gz").read_bytes())

    def test_two_runs_into_one_folder_do_not_share_their_notes(self):
        slow = self.pipe("slow.jsonl")
        first = self.start("clean", *self.RECORD_RULES, "-q", "-j1", "-o", "out", slow)
        self.wait_for(lambda: (self.folder / "out/.pith-manifest.jsonl").exists())
        self.write("a.txt")
        self.assertEqual(self.run_pith("clean", *RULES, "-q", "-o", "out", "a.txt").returncode, 0)
        run = self.run_pith("clean", *RULES, "-q", "-o", "out", "--resume", "a.txt")
        self.assertEqual(run.returncode, 2)
        self.assertEqual(run.stderr, b"pith: cannot go on in 'out': another pith is writing there; wait for it\n")
        self.assertTrue((self.folder / "out/.pith-manifest.jsonl").exists())
        slow.write_bytes(b'{"text":"One."}\n')
        self.assertEqual(first.wait(PATIENCE), 0)
        self.assertEqual(self.files("out"), ["a.txt", "slow.jsonl"])

    def test_the_ledger_is_silent_on_a_file_that_stays_as_it_is(self):
        data = self.corpus(5000)
        self.write("backed-up.jsonl", data)
        self.write("backed-up.jsonl.orig", b"older")
        (self.folder / "damaged.jsonl.gz").write_bytes(gzip.compress(data)[:-20])
        self.write("good.jsonl", data)
        names = ["backed-up.jsonl", "damaged.jsonl.gz", "good.jsonl"]
        run = self.run_pith("clean", *self.RECORD_RULES, "-q", "--in-place", "--backup", ".orig", "--ledger", "l", *names)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(run.stderr.count(b"left '"), 2)
        ledger = (self.folder / "l").read_text().splitlines()
        self.assertEqual({json.loads(line)["document"] for line in ledger}, {"good.jsonl"})

    def test_shards_together_are_the_whole(self):
        self.make_dump()
        sums = self.result("-o", "whole")
        parts = [self.result("-o", "parts", "--shard", f"{i}/3") for i in (1, 2, 3)]
        total = parts[0]
        for part in parts[1:]:
            total = added(total, part)
        self.assertEqual(total, sums)
        self.assertEqual(self.files("parts"), self.files("whole"))
        for name in self.files("whole"):
            self.assertEqual((self.folder / "parts" / name).read_bytes(), (self.folder / "whole" / name).read_bytes())

    def test_attributes_applied_as_dolma_s_mixer_does_give_our_text(self):
        # Dolma's mixer (spans of one attribute, sorted, each cut by characters) as its documentation says.
        rules = self.write("cuts.rules", b'''format 1
site harbour.invalid
cut line is "Share this" | "Print"
    limit none
    why texts in tests are short
cut text has "(advertisement)"
    limit none
    why texts in tests are short
''')
        data = self.corpus(500)
        words = ["clean", "--no-builtin", "--rules", rules, "-q", "--format", "jsonl"]
        cleaned = self.run_pith(*words, input=data).stdout.splitlines()
        rows = self.run_pith(*words, "--to", "dolma", "--name", "x", input=data).stdout.splitlines()
        self.assertEqual(len(rows), len(data.splitlines()))
        changed = 0
        for line, row, after in zip(data.splitlines(), rows, cleaned):
            if not line.startswith(b'{"id"'):
                continue
            text = json.loads(line)["text"]
            spans = json.loads(row)["attributes"].get("x__pith__remove", [])
            self.assertEqual(spans, sorted(spans))
            left, at = [], 0
            for start, end, score in spans:
                self.assertTrue(at <= start < end and score == 1.0)
                left.append(text[at:start])
                at = end
            left.append(text[at:])
            self.assertEqual("".join(left), json.loads(after)["text"])
            changed += bool(spans)
        self.assertGreater(changed, 100)

    def test_when_memory_runs_out_nobody_waits_and_no_half_file_is_left(self):
        text = "The band played on the pier.\\nShare this\\n" * 150000
        self.write("large.jsonl", (('{"text":"%s"}\n' % text) * 5).encode())
        failures = 0
        for megabytes in (60, 90, 120, 150, 200, 250):
            little = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))}
            if self.run_pith("--version", **little).returncode != 0:
                continue  # sanitizers need more memory to start
            words = ["clean", *self.RECORD_RULES, "-q", "-j2", "large.jsonl", "-o", "out.jsonl.gz"]
            run = self.run_pith(*words, **little)
            self.assertIn(run.returncode, (0, 1, 2), run.stderr)
            failures += run.returncode != 0
            if (self.folder / "out.jsonl.gz").exists():
                self.assertEqual(gzip.decompress((self.folder / "out.jsonl.gz").read_bytes()).count(b"\n"), 5, run.stderr)
                (self.folder / "out.jsonl.gz").unlink()
            elif run.returncode == 1:
                self.assertIn(b"not enough memory", run.stderr)
        if failures == 0:
            self.skipTest("nothing ran out of memory")

    def test_a_bomb_of_zeros_costs_no_memory(self):
        block = gzip.compress(b" " * (64 << 20))
        (self.folder / "bomb.jsonl.gz").write_bytes(block * 4)  # one line of 256 MB
        (self.folder / "bomb.txt.gz").write_bytes(block * 17)
        little = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))}
        if self.run_pith("--version", **little).returncode != 0:
            self.skipTest("sanitizers need more memory to start")
        run = self.run_pith("clean", *self.RECORD_RULES, "-j2", "bomb.jsonl.gz", "-o", "out", **little)
        self.assertEqual(run.returncode, 0, run.stderr)
        run = self.run_pith("clean", *self.RECORD_RULES, "bomb.txt.gz", **little)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(run.stderr, b"pith: cannot clean 'bomb.txt.gz': it unfolds to over 1 GiB; split it\n")


class Drafts(ProgramTest):
    """`pith tune --suggest`"""

    def records(self, count, lines=0):
        rng = random.Random(7)
        things = ["crane", "kiosk", "ferry", "lamp", "bell", "rope", "sail", "crab"]
        for i in range(count):
            thing, other = rng.choice(things), rng.choice(things)
            text = (
                f"Home\nTides\nThe {thing} {i}\n"
                f"The harbour board said that the {thing} at berth {i} would be taken down, since nobody had paid for it.\n"
                f"Read also: A {other} and a {thing}\n"
                f"Peggy Larkin has looked after the {other} for {i} years, and nobody has asked her what she thinks of it.\n"
                f"{i} comments\nTrending now\nOne {other} {i}\nTwo {thing}s {i}\nThe Courier of {['May', 'June'][i % 2]}\n"
            )
            text += "".join(f"{rng.getrandbits(32):x}\n" for _ in range(lines))
            yield json.dumps({"text": text, "url": f"https://host{i % 7}.example/{i}"}).encode() + b"\n"

    def test_the_same_texts_give_the_same_draft(self):
        data = b"".join(self.records(60))
        self.write("all.jsonl", data)
        self.write("all.jsonl.gz", gzip.compress(data))
        drafts = []
        for words in (["all.jsonl"], ["all.jsonl.gz", "-j1"], ["all.jsonl", "-j7", "-o", "draft.rules"]):
            run = self.run_pith("tune", "--suggest", "--no-builtin", *words)
            self.assertEqual(run.returncode, 0, run.stderr)
            drafts.append(run.stdout or (self.folder / "draft.rules").read_bytes())
        drafts.append(self.run_pith("tune", "--suggest", "--no-builtin", input=data).stdout)
        self.assertEqual(drafts, [drafts[0]] * 4)
        self.assertIn(b'cut line starts "Read also: A" words <= 7\n', drafts[0])
        self.assertIn(b'cut from line is "Trending now" for 3 lines\n', drafts[0])
        check = self.run_pith("check", "draft.rules")
        self.assertEqual((check.returncode, check.stdout), (0, b""))

    def test_what_does_not_fit_into_memory_is_read_twice(self):
        data = b"".join(self.records(1000, lines=900))
        self.write("all.jsonl", data)
        run = self.run_pith("tune", "--suggest", "--no-builtin", "all.jsonl", "-o", "draft.rules")
        self.assertEqual(run.returncode, 0, run.stderr)
        draft = (self.folder / "draft.rules").read_text()
        self.assertIn("on 1,000 of 1,000 texts, 7 hosts; takes 1,000 lines", draft)
        self.assertEqual(self.run_pith("check", "draft.rules").returncode, 0)
        run = self.run_pith("tune", "--suggest", "--no-builtin", "-o", "piped.rules", input=data)
        self.assertEqual(run.returncode, 2)
        self.assertEqual(
            run.stderr, b"pith: so many texts are read twice, and stdin can be read once only: put it into a file\n"
        )
        self.assertFalse((self.folder / "piped.rules").exists())

    def test_ctrl_c_leaves_no_file(self):
        slow = self.pipe()
        process = self.start("tune", "--suggest", slow, "-o", "draft.rules")
        with open(slow, "wb") as writer:
            writer.write(TEXT)
            writer.flush()
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
        self.assertEqual(process.returncode, 130)
        self.assertEqual(sorted(os.listdir(self.folder)), ["slow.txt"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[1:])

"""What the scripts of this folder share: a timed run of a program, and what machine this is."""
import dataclasses
import os
import pathlib
import platform
import subprocess
import tempfile
import threading
import time


@dataclasses.dataclass
class Run:
    seconds: float  # of the processor
    megabytes: float  # of memory
    status: int  # negative: the signal that ended it
    ended: bool  # by us, for it took too long
    failed: str  # the last line it said, when its exit status is neither 0 nor 1


def run(command, output, limit=None):
    """Runs a command in UTF-8 with its output in a file, `limit` seconds at most."""
    with open(output, "wb") as out, tempfile.TemporaryFile() as err:
        begin = time.monotonic()
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=err, env=environment)
        timer = threading.Timer(limit or threading.TIMEOUT_MAX, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        ended = limit is not None and process.returncode == -9 and time.monotonic() - begin >= limit
        err.seek(0)
        said = err.read().decode(errors="replace").strip().splitlines()
    bad = process.returncode not in (0, 1) and not ended
    failed = f"exit {process.returncode}: {said[-1] if said else 'nothing said'}"[:100] if bad else ""
    seconds = usage.ru_utime + usage.ru_stime
    return Run(seconds, usage.ru_maxrss / 1024, process.returncode, ended, failed)


def machine():
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return f"{model}, {os.cpu_count()} cores, {system}"

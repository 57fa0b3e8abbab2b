"""The app, served for a test, a benchmark or a screenshot on a free port of this machine."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    """A running server: its address (no slash at the end), the file of all it printed, and its process."""

    url: str
    log: Path
    pid: int = 0

    def printed(self) -> str:
        """All that the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serve(app: str = "app.py", port: int | None = None, warmed: bool = False) -> Iterator[Server]:
    """Serves `app` (a path from the project's root) until the block ends, on a free port or a given one.

    `warmed`: as `make run` does, by a server that is its own first visitor. Raises RuntimeError with the
    server's own words when it does not come up.
    """
    port = port or free_port()
    command = [sys.executable, "-m", *(["scripts.serve"] if warmed else ["streamlit", "run", app])]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    command += [f"--{name}={value}" for name, value in options.items()]
    with tempfile.TemporaryDirectory() as folder:
        server = Server(f"http://127.0.0.1:{port}", Path(folder, "server.log"))
        with server.log.open("wb") as log:
            process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            _wait_until_healthy(server, process)
            yield replace(server, pid=process.pid)
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_printed(server: Server, text: str, seconds: float = 60) -> None:
    """Waits for a server to print something; RuntimeError with all that it has printed where it does not."""
    deadline = time.monotonic() + seconds
    while text not in server.printed():
        if time.monotonic() > deadline:
            raise RuntimeError(f"The server did not print '{text}'. It said:\n{server.printed()}")
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(server: Server, process: subprocess.Popen, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError(f"The server did not come up. It said:\n{server.printed()}")

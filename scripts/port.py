"""Whether the page can be served on a port: `python -m scripts.port 8501` says which is free if not."""

import errno
import socket
import sys

NEXT = 20  # ports that are looked at for a free one


def is_free(port: int) -> bool:
    """Whether nobody listens on the port; every address is tried, as Streamlit takes all of them."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError as error:
            return error.errno != errno.EADDRINUSE  # a port that needs more rights is no matter of ours
    return True


def hint(port: int) -> str:
    """What to do about a port that is taken, in one sentence."""
    free = next((other for other in range(port + 1, min(port + NEXT, 2**16)) if is_free(other)), None)
    instead = f"PORT={free}" if free else "another PORT"
    return f"Port {port} is taken, perhaps by a page that still runs: stop it, or take 'make run {instead}'."


def main() -> None:
    """Ends with the hint where the port is not free."""
    port = int(sys.argv[1])
    if not is_free(port):
        raise SystemExit(hint(port))


if __name__ == "__main__":
    main()

"""`make run` on a port that is taken says which one is free."""

import socket

import pytest

from scripts import port


def test_a_port_that_is_taken_gets_a_hint_at_one_that_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("", 0)) as taken:
        number = taken.getsockname()[1]
        monkeypatch.setattr("sys.argv", ["port", str(number)])
        with pytest.raises(SystemExit, match=f"^Port {number} is taken.*make run PORT=") as refused:
            port.main()
        offered = int(str(refused.value).partition("PORT=")[2].partition("'")[0])
        assert offered != number and port.is_free(offered)
    port.main()  # it is free again

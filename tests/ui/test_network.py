"""The server's address in its network is told to who sits at the machine, and to nobody else."""

from types import SimpleNamespace

import pytest

from ui.streamlit_private import network


@pytest.mark.parametrize(
    ("url", "listens_at", "told"),
    [
        ("http://localhost:8501/?rho=0.9", "", True),
        ("http://127.0.0.1:8501/", "0.0.0.0", True),
        ("http://[::1]:8501/", None, True),
        ("http://localhost:8501/", "127.0.0.1", False),
        ("https://lab.example.org/", "", False),
        (None, "", False),
    ],
)
def test_only_who_sits_at_the_machine_is_told(
    monkeypatch: pytest.MonkeyPatch, url: str | None, listens_at: str | None, told: bool
) -> None:
    options = {"server.address": listens_at}
    page = SimpleNamespace(context=SimpleNamespace(url=url), get_option=options.get)
    monkeypatch.setattr(network, "st", page)
    monkeypatch.setattr(network, "_address", lambda: "192.0.2.7")
    assert network.network_address() == ("192.0.2.7" if told else None)


def test_streamlit_still_knows_the_address() -> None:
    """Private to Streamlit: after an upgrade this says what is gone."""
    address = network.get_internal_ip()
    assert address is None or address.count(".") == 3

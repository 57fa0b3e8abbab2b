"""Where the server can be reached from other machines: Streamlit tells it on its command line alone."""

from functools import cache
from urllib.parse import urlparse

import streamlit as st
from streamlit.net_util import get_internal_ip

EVERYWHERE = (None, "", "0.0.0.0", "::")
LOCAL = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def network_address() -> str | None:
    """The address of this machine in its network, for who has opened the page on the machine itself.

    None for all others, whom it does not concern, and where the server listens to this machine alone.
    """
    return _address() if is_local(st.context.url) and st.get_option("server.address") in EVERYWHERE else None


def is_local(url: str | None) -> bool:
    """Whether an address names the machine that it is opened on."""
    return (urlparse(url or "").hostname or "") in LOCAL


@cache
def _address() -> str | None:
    return get_internal_ip()

"""Where the server can be reached from other machines: Streamlit tells it on its command line alone."""

from functools import cache

import streamlit as st
from streamlit.net_util import get_internal_ip

EVERYWHERE = (None, "", "0.0.0.0", "::")


@cache
def network_address() -> str | None:
    """The address of this machine in its network; None where the server listens to this machine alone."""
    return get_internal_ip() if st.get_option("server.address") in EVERYWHERE else None

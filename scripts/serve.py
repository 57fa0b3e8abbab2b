"""The app on a server that is its own first visitor: python -m scripts.serve --server.port 8501

Streamlit reads an app only when somebody comes, who then waits for every import, and for the first terrain.
So the page is visited once as soon as the server listens. The options are those of `streamlit run`.
"""

import asyncio
import logging
import sys
import threading

from google.protobuf.message import DecodeError
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web import cli
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

LOG = logging.getLogger(__name__)
LISTENS_WITHIN = 60  # seconds
PAUSE = 0.1  # seconds from one look whether the server listens to the next


async def visit(url: str) -> list[ForwardMsg]:
    """All messages of a page's first run; `url` as in 'ws://localhost:8501'."""
    messages = []
    async with connect(f"{url}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:
        hello = BackMsg()
        hello.rerun_script.query_string = ""
        await socket.send(hello.SerializeToString())
        while not messages or messages[-1].WhichOneof("type") != "script_finished":
            messages.append(ForwardMsg.FromString(await socket.recv()))
    return messages


async def _visit_when_it_listens() -> None:
    for _ in range(int(LISTENS_WITHIN / PAUSE)):
        await asyncio.sleep(PAUSE)
        port, path = config.get_option("server.port"), config.get_option("server.baseUrlPath").strip("/")
        try:
            await visit(
                f"ws://{config.get_option('server.address') or 'localhost'}:{port}/{path}".rstrip("/")
            )
            return
        except OSError:  # it does not listen yet
            pass


def _warm() -> None:
    try:
        asyncio.run(_visit_when_it_listens())
    except (WebSocketException, DecodeError) as error:  # then the first visitor waits
        LOG.warning("The page could not be visited beforehand: %s", error)


if __name__ == "__main__":
    threading.Thread(target=_warm, daemon=True).start()
    cli.main(["run", "app.py", *sys.argv[1:]])

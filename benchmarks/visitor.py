"""A visitor without a browser, to open many pages on a small machine.

It speaks to a served page as Streamlit's own script does: protobuf over a websocket, with the widgets' states
and the hashes of what it has already received in every message.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import DoubleArray, StringArray
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect

from ui.streamlit_private.delivery import BrowserCache


def component(message: ForwardMsg) -> str:
    """The name of the component that a message is about, as in 'stage', 'terrain'; else ''."""
    name = message.delta.new_element.bidi_component.component_name
    return name.rpartition("_")[2]


class Visitor:
    """One open page. To act returns the seconds until each component's message and until the run's end."""

    def __init__(self, socket: ClientConnection, query: str = "") -> None:
        self._socket = socket
        self._state = ClientState(query_string=query)
        self._widgets: dict[str, WidgetState] = {}
        self._known: dict[str, ForwardMsg] = {}  # by hash: the server need not send these again
        self._cache = BrowserCache()  # which of them a browser would still have
        self._sliders: dict[str, Slider] = {}  # by key
        self._folded: dict[str, str] = {}  # the ids of expanders and popovers, by key
        self._stage = ""
        self._visit, self._requests = "", []
        self.first: asyncio.Task | None = None
        self.received = 0  # bytes
        self.drawn: dict[str, Element] = {}  # by the last run: components by name, others by kind
        self.query = query  # what the address bar shows
        self.errors: list[str] = []  # what error boxes have said
        self._fragments: dict[str, str] = {}  # by widget: the part of the page that its change runs again

    async def open(self) -> dict[str, float]:
        """The first run."""
        return await self._run()

    async def slide(self, key: str, place: int) -> dict[str, float]:
        """Lets a slider go at another of its positions, counted round its end."""
        slider = self._sliders[key]
        self._widgets[slider.id] = WidgetState(id=slider.id, **_at(slider, place))
        return await self._run(fragment=self._fragments[slider.id])

    async def unfold(self, key: str) -> dict[str, float]:
        """Opens an expander or a popover."""
        found = self._folded[key]
        self._widgets[found] = WidgetState(id=found, bool_value=True)
        return await self._run(fragment=self._fragments[found])

    async def send(self, key: str, **value: Any) -> dict[str, float]:
        """Says of a slider what no slider says, as in `double_array_value=DoubleArray(data=[1.0])`, once."""
        slider = self._sliders[key]
        return await self._run(WidgetState(id=slider.id, **value), fragment=self._fragments[slider.id])

    async def request(self, name: str, value: Any) -> dict[str, float]:
        """Requests something of Python as the stage does, as in `request("place", {"x": 0, "y": 0})`."""
        self._requests.append([len(self._requests) + 1, name, value])
        return await self.set_requests({"visit": self._visit, "list": self._requests})

    async def set_requests(self, requests: Any) -> dict[str, float]:
        """Sets the state in which the stage keeps its requests."""
        state = json.dumps({"requests": requests})
        self._widgets[self._stage] = WidgetState(id=self._stage, json_value=state)
        return await self._run(fragment=self._fragments[self._stage])

    async def _run(self, *triggers: WidgetState, fragment: str = "") -> dict[str, float]:
        state = ClientState(fragment_id=fragment, cached_message_hashes=self._known)
        state.MergeFrom(self._state)
        states = {**self._widgets, **{trigger.id: trigger for trigger in triggers}}
        state.widget_states.CopyFrom(WidgetStates(widgets=states.values()))
        self.drawn.clear()
        times, start = {}, time.perf_counter()
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        async for message in self._messages():
            self._take(message)
            times[component(message)] = time.perf_counter() - start
        return times | {"end": time.perf_counter() - start}

    async def _messages(self) -> AsyncIterator[ForwardMsg]:
        """All messages up to the end of a run that was not cut short for another."""
        while True:
            payload = await self._socket.recv()
            self.received += len(payload)
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                message = self._known[message.ref_hash]
            self._keep(message)
            yield message
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _keep(self, message: ForwardMsg) -> None:
        """Keeps a message, and forgets others, as the browser does."""
        self._cache.shorten(message)
        if message.metadata.cacheable:
            self._known[message.hash] = message
        for forgotten in self._known.keys() - self._cache.kept:
            del self._known[forgotten]

    def _take(self, message: ForwardMsg) -> None:
        """Remembers what later messages to the server need."""
        kind, element = message.WhichOneof("type"), message.delta.new_element
        if kind == "delta" and element.WhichOneof("type"):
            self.drawn[component(message) or element.WhichOneof("type")] = element
        if kind == "new_session":
            self._state.page_script_hash = message.new_session.page_script_hash
        elif kind == "navigation":  # the place that the address names
            self._state.page_script_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = self._state.query_string = message.page_info_changed.query_string
        elif block := message.delta.add_block.id:
            self._folded[block.rpartition("-")[2]] = block
            self._fragments[block] = message.delta.fragment_id
        elif element.slider.id:
            self._take_slider(element.slider)
            self._fragments[element.slider.id] = message.delta.fragment_id
        elif element.WhichOneof("type") == "exception":
            self.errors.append(f"{element.exception.type}: {element.exception.message}")
        elif component(message) == "stage":
            self._stage = element.bidi_component.id
            self._fragments[self._stage] = message.delta.fragment_id
            self._visit = json.loads(element.bidi_component.mixed.json)["visit"]

    def _take_slider(self, slider: Slider) -> None:
        self._sliders[slider.id.rpartition("-")[2]] = slider
        if slider.set_value:
            value = StringArray(data=slider.raw_value)
            self._widgets[slider.id] = WidgetState(id=slider.id, string_array_value=value)


def _at(slider: Slider, place: int) -> dict[str, Any]:
    """The state of a slider at a position: the label of st.select_slider, the number of st.slider."""
    if slider.options:
        return {"string_array_value": StringArray(data=[slider.options[place % len(slider.options)]])}
    count = round((slider.max - slider.min) / slider.step) + 1
    return {"double_array_value": DoubleArray(data=[slider.min + place % count * slider.step])}


@asynccontextmanager
async def visit(url: str, query: str = "", wait: bool = True) -> AsyncIterator[Visitor]:
    """An open page of a new visitor, after its first run; without `wait` at once, and `first` is that run."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        visitor = Visitor(socket, query)
        visitor.first = asyncio.create_task(visitor.open())
        if wait:
            await visitor.first
        yield visitor
        visitor.first.cancel()

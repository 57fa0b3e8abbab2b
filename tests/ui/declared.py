"""What static/bridge declares of the messages to the page."""

import re
from collections.abc import Mapping

from tests.driver.server import ROOT

FILES = ("wire.d.ts", "lesson_wire.d.ts")
TYPES = "\n".join((ROOT / "static/bridge" / file).read_text(encoding="utf-8") for file in FILES)
INTERFACE = re.compile(r"^export interface (\w+)[^{]*\{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
PROPERTY = re.compile(r"^  (\w+)(\??):", re.MULTILINE)  # and whether it may be missing
DECLARED = {name: dict(PROPERTY.findall(body)) for name, body in INTERFACE.findall(TYPES)}


def check(interface: str, *records: Mapping) -> None:
    """Holds that each record has the keys of an interface, those with a ? perhaps; and that each is sent."""
    declared = DECLARED[interface]
    required = {key for key, mark in declared.items() if not mark}
    for record in records:
        assert required <= set(record) <= set(declared), f"{interface}: {set(record) ^ set(declared)}"
    never_sent = set(declared).difference(*records)
    assert not never_sent, f"{interface} declares what nobody sends: {never_sent}"

"""From text to tokens. Every character outside a short list is refused here, by its place."""

import re
import unicodedata
from dataclasses import dataclass

from optim.typed.errors import TypedError, quoted
from optim.typed.functions import CALLED, CONSTANTS, COORDINATES, KNOWN

MAX_LENGTH = 200
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
SAME = str.maketrans({**dict.fromkeys("−–", "-"), **dict.fromkeys("·⋅∙×", "*"), **dict.fromkeys("÷∕⁄", "/"),
                      **dict.fromkeys("[{", "("), **dict.fromkeys("]}", ")"), "∣": "|", "\t": " ", "\n": " ",
                      "\r": " "})  # fmt: skip
READABLE = set("abcdefghijklmnopqrstuvwxyz0123456789π√ +-*/^().,|=") | set(SUPERSCRIPTS)
TWINS = ("<wide>", "<narrow>", "<font>", "<noBreak>", "<compat>")  # ２ and 𝑥, but not the x of eˣ
PREFIX = re.compile(r" *(?:[fghz] *\( *x *, *y *\)|[fghz]) *=")
TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)"
    r"|(?P<letters>[a-zπ]+)|(?P<superscript>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)|(?P<sign>\*\*|[√+\-*/^(),|=])|(?P<space> +)"
)
NAMES = sorted((*CALLED, *CONSTANTS, *COORDINATES), key=len, reverse=True)


@dataclass(frozen=True)
class Token:
    """A piece of the text: kind is number, name, superscript, end, or the sign itself, such as '+'."""

    kind: str
    text: str
    position: int  # in the text as typed
    value: float | str | None = None  # of a number or superscript; the name's own spelling

    @property
    def at(self) -> str:
        """Where it stands, in words."""
        return f"at character {self.position + 1}"


def tokens(text: str) -> list[Token]:
    """The tokens of `text`, the last of kind 'end'. Raises TypedError for what is no part of a function."""
    plain = readable(text)
    prefix = PREFIX.match(plain)
    found, place = [], prefix.end() if prefix else 0
    while place < len(plain):
        match = TOKEN.match(plain, place)
        if match is None:  # a lone '.', the only readable character that starts nothing
            raise TypedError(f"The point at character {place + 1} belongs to no number.", place, 1)
        found += READERS[match.lastgroup](match[0], place)
        place = match.end()
    return [*found, Token("end", "", len(text.rstrip()))]


def readable(text: str) -> str:
    """`text` with each character replaced by its plain twin: one for one, so that places stay the same."""
    if len(text) > MAX_LENGTH:
        sentence = f"That is {len(text)} characters long: at most {MAX_LENGTH} are read."
        raise TypedError(sentence, MAX_LENGTH, len(text) - MAX_LENGTH)
    plain = "".join(map(_twin, text))
    for place, character in enumerate(plain):
        if character not in READABLE:
            raise TypedError(f"I cannot read {_shown(character)} at character {place + 1}.", place, 1)
    return plain


def _twin(character):
    plain = character.translate(SAME)
    if unicodedata.decomposition(plain).partition(" ")[0] in TWINS:
        plain = unicodedata.normalize("NFKC", plain).translate(SAME)
    lower = plain.lower()
    return lower if len(lower) == 1 else character


def _shown(character):
    """A character in quotes if it is a plain sign or letter, else its code, so that nothing odd is shown."""
    ordinary = unicodedata.category(character)[0] in "LNPS"
    ordinary &= unicodedata.bidirectional(character) in ("L", "ON", "EN", "ES", "ET", "CS")
    return f"'{character}'" if ordinary else f"the character U+{ord(character):04X}"


def _number(text, place):
    value = float(text)
    if value == float("inf"):
        raise TypedError(f"The number at character {place + 1} is too large.", place, len(text))
    return [Token("number", text, place, value)]


def _letters(text, place):
    """Names written without a space between them: xy, 2pix; the longest known one first."""
    found, start = [], 0
    while start < len(text):
        name = next((name for name in NAMES if text.startswith(name, start)), None)
        if name is None:
            sentence = f"I do not know {quoted(text)} at character {place + 1}: try {KNOWN}."
            raise TypedError(sentence, place, len(text))
        found.append(Token("name", name, place + start, name))
        start += len(name)
    return found


def _superscript(text, place):
    digits = "".join(SUPERSCRIPTS[character] for character in text)
    if not re.fullmatch("-?[0-9]+", digits):
        raise TypedError(f"I cannot read the superscript at character {place + 1}.", place, len(text))
    return [Token("superscript", text, place, float(digits))]


def _sign(text, place):
    return [Token("^" if text == "**" else text, text, place)]


READERS = {
    "number": _number,
    "letters": _letters,
    "superscript": _superscript,
    "sign": _sign,
    "space": lambda text, place: [],
}

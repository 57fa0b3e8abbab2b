"""From text to tokens. Every character outside a short list is refused here, by its place.

Plain text, Python, MATLAB and LaTeX write the same things in different signs; from here on they are one.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from optim.typed.calls import CALLS, KNOWN, STEPS
from optim.typed.errors import TypedError, quoted
from optim.typed.functions import CONSTANTS, COORDINATES

MAX_LENGTH = 1000
LARGEST_WHOLE = 10**15  # before a vulgar fraction
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
VULGAR = {
    sign: tuple(map(int, unicodedata.normalize("NFKC", sign).split("⁄"))) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
}
ROOTS = {"√": 2, "∛": 3, "∜": 4}
ALIKE = {
    "-": "−–‐‑‒—﹣",
    "*": "·⋅∙×∗",
    "/": "÷∕⁄",
    "^": "ˆ∧",
    "|": "∣",
    " ": "\t\n\r",
}  # read as the first sign
SAME = str.maketrans({twin: plain for plain, twins in ALIKE.items() for twin in twins})
TWINS = ("<wide>", "<narrow>", "<font>", "<noBreak>", "<compat>")  # ２ and 𝑥, but not the x of eˣ
COMMANDS = {r"\cdot": "*", r"\times": "*", r"\ast": "*", r"\div": "/", r"\lvert": "|", r"\rvert": "|",
            r"\vert": "|", r"\mid": "|"}  # fmt: skip
FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac")
TOKEN = re.compile(
    rf"(?P<vulgar>[0-9]*[{''.join(VULGAR)}])"
    r"|(?P<number>(?:[0-9]+(?:\.(?![*/^])[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)"
    r"|(?P<space> +|\\[,;:! ]|\\q?quad(?![a-z]))"
    r"|(?P<bracket>\\(?:left|right) *(?:\\[lr]?vert(?![a-z])|\\?[{}]|[()\[\]|])|\\[{}]|[()\[\]{}|])"
    r"|(?P<index>_ *(?:[0-9]+|\{ *[0-9]+ *\})|[₀-₉]+)"
    r"|(?P<letters>(?:(?:np|numpy|math|cmath|torch|jnp|tf|sympy)\.(?=[a-z]))?"
    r"(?:\\(?:operatorname|mathrm|text) *\{ *[a-z]+ *\}"
    r"|[a-zπ]+(?:(?<=log)(?:10|2)(?![0-9.])|(?<=tan)2(?= *\())?))"
    r"|(?P<command>\\[a-z]+)"
    r"|(?P<superscript>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)"
    r"|(?P<sign>\*\*|\.[*/^]|[√∛∜+\-*/^,=°])"
)


@dataclass(frozen=True)
class Token:
    """A piece of the text.

    kind: number, fraction, name, index, superscript, root, frac, end, or the sign itself, such as '+'
    """

    kind: str
    text: str
    position: int  # in the text as typed
    value: float | str | tuple | None = None  # of a number, superscript or index; the name's own spelling

    @property
    def at(self) -> str:
        """Where it stands, in words."""
        return f"at character {self.position + 1}"

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.position + len(self.text)

    def error(self, sentence: str) -> TypedError:
        """An error about this token."""
        return TypedError(sentence, self.position, len(self.text))


def tokens(plain: str, start: int = 0, names: Iterable[str] = ()) -> list[Token]:
    """The tokens of `readable` text from `start` on, the last of kind 'end'.

    `names` are read beside x, y and the functions. Raises TypedError for what is no part of a function.
    """
    known = _known(names)
    found, place = [], start
    while place < len(plain):
        match = TOKEN.match(plain, place)
        if match is None:
            raise _unreadable(plain[place], place)
        found += READERS[match.lastgroup](match[0], place, known)
        place = match.end()
    return [*found, Token("end", "", len(plain.rstrip()))]


def readable(text: str) -> str:
    """`text` with each character replaced by its plain twin: one for one, so that places stay the same."""
    if len(text) > MAX_LENGTH:
        sentence = f"That is {len(text)} characters long: at most {MAX_LENGTH} are read."
        raise TypedError(sentence, MAX_LENGTH, len(text) - MAX_LENGTH)
    return "".join(map(_twin, text))


def is_known(letters: str) -> bool:
    """Whether letters are names of functions, constants and coordinates, one after another."""
    try:
        return bool(_names(letters, 0, _known()))
    except TypedError:
        return False


def _known(others=()):
    """All that is read by name, the longest first, so that 'sinh' is not 'sin' and an unknown 'h'."""
    return sorted({*CALLS, *CONSTANTS, *COORDINATES, *others}, key=len, reverse=True)


def _twin(character):
    plain = character.translate(SAME)
    if unicodedata.decomposition(plain).partition(" ")[0] in TWINS:
        plain = unicodedata.normalize("NFKC", plain).translate(SAME)
    lower = plain.lower()
    return lower if len(lower) == 1 else character


def _unreadable(character, place):
    if character == ".":
        return TypedError(f"The point at character {place + 1} belongs to no number.", place, 1)
    if character == "_":
        sentence = f"I cannot read '_' at character {place + 1}: an index is a number, as in x_1."
        return TypedError(sentence, place, 1)
    return TypedError(f"I cannot read {_shown(character)} at character {place + 1}.", place, 1)


def _shown(character):
    """A character in quotes if it is a plain sign or letter, else its code, so that nothing odd is shown."""
    ordinary = unicodedata.category(character)[0] in "LNPS"
    ordinary &= unicodedata.bidirectional(character) in ("L", "ON", "EN", "ES", "ET", "CS")
    return f"'{character}'" if ordinary else f"the character U+{ord(character):04X}"


def _number(text, place, known):
    value = float(text)
    if value == float("inf"):
        raise TypedError(f"The number at character {place + 1} is too large.", place, len(text))
    return [Token("number", text, place, value)]


def _vulgar(text, place, known):
    numerator, denominator = VULGAR[text[-1]]
    whole = int(text[:-1] or 0)
    if whole > LARGEST_WHOLE:
        raise TypedError(f"The number at character {place + 1} is too large.", place, len(text))
    return [Token("fraction", text, place, (whole * denominator + numerator, denominator))]


def _letters(text, place, known):
    """One name of Python's or LaTeX's, or names without a space between them: np.sin, xy, 2pix."""
    _, point, name = text.rpartition(".")
    if point or "{" in name:
        name = name.partition("{")[2].rstrip(" }") or name
        if name not in CALLS and name not in CONSTANTS:
            raise _unknown(text, place, text)
        return [Token("name", text, place, name)]
    return _names(text, place, known)


def _names(text, place, known):
    """Names written side by side, the longest known one first."""
    found, start = [], 0
    while start < len(text):
        name = next((name for name in known if text.startswith(name, start)), None)
        if name is None:
            raise _unknown(text, place, text[start:])
        found.append(Token("name", name, place + start, name))
        start += len(name)
    return found


def _unknown(text, place, rest):
    if len(rest) == 1 and rest.isalpha():
        place += len(text) - 1
        sentence = f"I do not know '{rest}' at character {place + 1}: the coordinates are x and y."
        return TypedError(sentence, place, 1)
    step = next((step for step in STEPS if rest.endswith(step)), None)
    if step:
        place += len(text) - len(step)
        sentence = f"'{step}' at character {place + 1} is flat between its steps: no slope leads down."
        return TypedError(sentence, place, len(step))
    sentence = f"I do not know {quoted(text)} at character {place + 1}: try {KNOWN}."
    return TypedError(sentence, place, len(text))


def _command(text, place, known):
    """A command of LaTeX: a sign, a fraction, or the name of a function or constant."""
    if text in COMMANDS:
        return [Token(COMMANDS[text], text, place)]
    if text in FRACTIONS:
        return [Token("frac", text, place)]
    if text[1:] in CALLS or text[1:] in CONSTANTS:
        return [Token("name", text, place, text[1:])]
    raise _unknown(text, place, text)


def _index(text, place, known):
    digits = "".join(SUBSCRIPTS.get(character, character) for character in text.strip("_{} "))
    return [Token("index", text, place, int(digits))]


def _superscript(text, place, known):
    digits = "".join(SUPERSCRIPTS[character] for character in text)
    if not re.fullmatch("-?[0-9]+", digits):
        raise TypedError(f"I cannot read the superscript at character {place + 1}.", place, len(text))
    return [Token("superscript", text, place, float(digits))]


def _bracket(text, place, known):
    return [Token("|" if text.endswith("vert") else text[-1], text, place)]


def _sign(text, place, known):
    if text in ROOTS:
        return [Token("root", text, place, ROOTS[text])]
    kind = "^" if text == "**" else text[-1]
    return [Token(kind, text, place)]


READERS = {
    "vulgar": _vulgar,
    "number": _number,
    "space": lambda text, place, known: [],
    "bracket": _bracket,
    "index": _index,
    "letters": _letters,
    "command": _command,
    "superscript": _superscript,
    "sign": _sign,
}

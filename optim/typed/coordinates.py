"""How the two coordinates are written: x and y, or as Python, MATLAB and textbooks number them.

header       f(x, y) =   z =   lambda x, y:   def f(x, y): return   @(x, y)   (x, y) =>
coordinate   x   or, with its index, x[0]  x_1  x_{1}  x₁  x1  x(1)

The indices that occur decide what they mean: 0 and 1, or 1 and 2. What stays open is refused, by an
error that names both readings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from optim.typed.errors import TypedError, quoted
from optim.typed.functions import COORDINATES
from optim.typed.tokens import SUBSCRIPTS, Token, is_known, tokens

INDEX = rf"(?:_? *[0-9]+|_ *\{{ *[0-9]+ *\}}|[{''.join(SUBSCRIPTS)}]+)"
PARAMETER = rf" *[a-z]+ *{INDEX}? *"
PARAMETERS = rf"{PARAMETER}(?:,{PARAMETER})*"
HEADER = re.compile(
    rf" *(?:def +[a-z]+ *\((?P<def>{PARAMETERS})\) *: *return(?![a-z])"
    rf"|(?:(?P<name>[a-z]+) *(?:\((?P<call>{PARAMETERS})\) *)?:?=(?![=>]) *)?"
    rf"(?:lambda (?P<lambda>{PARAMETERS}):|@ *\((?P<at>{PARAMETERS})\)"
    rf"|\((?P<arrow>{PARAMETERS})\) *(?:[=-]>|[→↦])|return(?![a-z]))?)"
)


@dataclass(frozen=True)
class Header:
    """What stands before the function itself, and which coordinate each parameter is."""

    end: int = 0
    meaning: dict[tuple[str, int | None], str] = field(default_factory=dict)  # (letters, index) to x or y
    vector: str = "x"  # the letters that may carry an index that is not among the parameters

    @property
    def names(self) -> set[str]:
        """The letters that are read as coordinates, beside x and y."""
        return {letters for letters, _ in self.meaning} | {self.vector}


@dataclass(frozen=True)
class Mention:
    """A coordinate in the text: tokens first : last."""

    first: int
    last: int
    letters: str
    index: int | None
    style: str  # plain; glued, as x1; called, as x(1); or sure, as x_1 and x[1]

    @property
    def key(self) -> tuple[str, int | None]:
        """What a header may give a meaning."""
        return self.letters, self.index


def located(plain: str) -> tuple[list[Token], list[str]]:
    """The tokens of `readable` text, its coordinates named x and y; and remarks on how they were read.

    Raises TypedError where it is not clear which coordinate is meant.
    """
    header = _header(plain)
    found = tokens(plain, header.end, header.names)
    mentions = list(_mentions(found, header))
    meaning = header.meaning | _numbered(found, mentions, header, plain)
    coordinates = {mention.first: mention for mention in mentions if mention.key in meaning}
    read, different, at = [], {}, 0
    while at < len(found):
        mention = coordinates.get(at)
        if mention:
            token = _coordinate(found, mention, meaning[mention.key], plain)
            different.setdefault(mention.key, ("".join(token.text.split()), token.value))
        read.append(token if mention else found[at])
        at = mention.last if mention else at + 1
    return read, _remarks(different.values())


def _coordinate(found, mention, name, plain):
    """The one token of a mention, named x or y."""
    if mention.style == "sure" and found[mention.last].kind in ("[", "index"):
        raise _error(found, mention, plain, "{} is followed by another index.")
    first, last = found[mention.first], found[mention.last - 1]
    return Token("name", plain[first.position : last.end], first.position, name)


def _remarks(pairs):
    different = [(quoted(text), name) for text, name in sorted(pairs, key=itemgetter(1)) if text != name]
    if not different:
        return []
    (text, name), *others = different
    return [f"{text} is read as {name}" + "".join(f" and {text} as {name}" for text, name in others) + "."]


def _header(plain):
    match = HEADER.match(plain)
    if match is None or not match[0].strip() or (match["name"] and is_known(match["name"])):
        return Header()
    listed = next((listed for listed in match.groupdict().items() if listed[1] and listed[0] != "name"), None)
    if listed is None:
        return Header(match.end())
    names = [_parameter(name) for name in listed[1].split(",")]
    wrong = next((letters for letters, _ in names if letters not in COORDINATES and is_known(letters)), None)
    if wrong:
        raise TypedError(
            f"{quoted(wrong)} is no name for a coordinate.", match.start(listed[0]), len(listed[1])
        )
    if len(names) > 2 or len(set(names)) < len(names):
        sentence = f"{quoted(listed[1].strip())} does not name two coordinates: type a function of x and y."
        raise TypedError(sentence, match.start(listed[0]), len(listed[1]))
    own = {(name, None) for name in COORDINATES}
    meaning = {} if set(names) <= own else dict(zip(names, COORDINATES))
    return Header(match.end(), meaning, names[0][0] if len(names) == 1 else "x")


def _parameter(text):
    letters, digits = re.fullmatch(r"([a-z]+)[_{ ]*([0-9₀-₉]*)[} ]*", text.strip()).groups()
    digits = "".join(SUBSCRIPTS.get(digit, digit) for digit in digits)
    return letters, int(digits) if digits else None


def _mentions(found: list[Token], header: Header) -> Iterator[Mention]:
    letters = header.names | set(COORDINATES)
    for at, token in enumerate(found):
        if token.kind == "name" and token.value in letters:
            index, length, style = _index(found, at)
            yield Mention(at, at + length, token.value, index, style)


def _index(found, at):
    """The index after a coordinate, how many tokens the two are, and how it is written."""
    kinds = [token.kind for token in found[at + 1 : at + 5]]
    if kinds[:1] == ["index"]:
        return found[at + 1].value, 2, "sure"
    if kinds == ["[", "-", "number", "]"]:
        return -1, 5, "sure"
    if kinds[:3] in (["[", "number", "]"], ["(", "number", ")"]) and found[at + 2].text.isdigit():
        index, sure = int(found[at + 2].text), kinds[0] == "["
        if sure or index <= 2:
            return index, 4, "sure" if sure else "called"
    if kinds[:1] == ["number"] and found[at + 1].text in "012" and found[at + 1].position == found[at].end:
        return int(found[at + 1].text), 2, "glued"
    return None, 1, "plain"


def _numbered(found, mentions, header, plain):
    """What the numbered coordinates mean that no header has declared."""
    declared = any(index is not None for _, index in header.meaning)
    indexed = [m for m in mentions if m.index is not None and m.key not in header.meaning]
    of_vector = [m for m in indexed if m.letters == header.vector and not declared]
    bare = next((m for m in mentions if m.index is None), None)
    indices = {m.index for m in of_vector}
    if indices not in ({0, 1}, {1, 2}) or bare:
        of_vector = [m for m in of_vector if m.style != "glued"]
    for mention in indexed:
        if mention.style == "sure" and mention not in of_vector:
            raise _error(found, mention, plain, "{} is no coordinate: write x and y, or x_1 and x_2.")
    for mention in of_vector:
        reason = _open(mention, indices, bare and found[bare.first].text)
        if reason:
            raise _error(found, mention, plain, reason)
    first = 0 if 0 in indices else 1
    return {m.key: COORDINATES[m.index - first] for m in of_vector}


def _open(mention, indices, bare):
    """Why it is not clear which coordinate an indexed one is, as a sentence; None if it is."""
    if mention.style == "called" and (bare or indices not in ({0, 1}, {1, 2})):
        return f"{{}} can mean a product or a coordinate: write {mention.index}x, or write x and y."
    if bare:
        return f"{{}} stands beside {quoted(bare)}: write x and y, or x_1 and x_2."
    if min(indices) < 0:
        return "{} is counted from the end: write x and y." if mention.index < 0 else None
    if max(indices) > 2 or indices >= {0, 2}:
        return "{} is one of more than two coordinates: there are x and y."
    if indices == {1}:
        return "{} can mean x, counted from 1, or y, counted from 0: write x or y."
    return None


def _error(found, mention, plain, sentence):
    start, end = found[mention.first].position, found[mention.last - 1].end
    shown = f"{quoted(plain[start:end])} at character {start + 1}"
    return TypedError(sentence.format(shown), start, end - start)

"""The source of functions of plain NumPy, read so that it can stand in a script by itself."""

import ast
import inspect
from functools import lru_cache
from types import FunctionType, ModuleType
from typing import Any

import numpy as np


class UnreadableError(ValueError):
    """What cannot be written down: no source is at hand, or it needs more than numbers and NumPy."""


def definitions(*coefficients: float, **functions: FunctionType) -> list[str]:
    """The `def` statements of these functions under these names, each after those that it needs.

    Their last arguments are filled in with the `coefficients`, if there are any, and are constants then.
    A function may use NumPy as np, numbers and small arrays around it, and further such functions. Raises
    UnreadableError where one uses anything else, or where its source is not at hand.
    """
    found = {}
    for name, function in functions.items():
        _collect(name, function, found, coefficients)
    return [text for _, text in found.values()]


def _collect(
    name: str,
    function: FunctionType,
    found: dict[str, tuple[FunctionType, str]],
    last: tuple[float, ...] = (),
) -> None:
    """Puts a function, and before it those that it needs, into `found`: name -> (function, text)."""
    if not isinstance(function, FunctionType):
        raise UnreadableError(f"{name} is {type(function).__name__}, not a function of Python's")
    if name in found:
        if found[name][0] is not function:
            raise UnreadableError(f"{name} is the name of two functions")
        return
    needs = _needs(function)
    helpers = {other: value for other, value in needs.items() if isinstance(value, FunctionType)}
    for other, helper in helpers.items():
        _collect(other, helper, found)
    constants = {other: _literal(other, needs[other]) for other in needs.keys() - helpers}
    arguments = function.__code__.co_varnames[: function.__code__.co_argcount]
    free = len(arguments) - len(last)
    constants |= {other: _literal(other, value) for other, value in zip(arguments[free:], last)}
    found[name] = function, _as_def(name, function, arguments[:free], dict(sorted(constants.items())))


def _needs(function: FunctionType) -> dict[str, Any]:
    """What a function finds around it, by name; NumPy as np is there in any case."""
    around = inspect.getclosurevars(function)
    names = {**around.globals, **around.nonlocals}
    return {name: value for name, value in names.items() if not (name == "np" and value is np)}


def _literal(name: str, value: Any) -> str:
    if isinstance(value, bool | int | float | np.number):
        return repr(np.asarray(value).item())
    if isinstance(value, np.ndarray) and value.size <= 100:
        return f"np.array({value.tolist()})"
    raise UnreadableError(f"{name} is {type(value).__name__}, not a number or a function")


def _as_def(name: str, function: FunctionType, arguments: tuple[str, ...], constants: dict[str, str]) -> str:
    """The function as a `def` statement that begins with its constants; docstrings and hints stay behind."""
    node = _node(function)
    if isinstance(node, ast.Lambda):
        body = [ast.Return(node.body)]
    else:
        body = node.body[1:] if ast.get_docstring(node) else node.body
    known = [f"{', '.join(constants)} = {', '.join(constants.values())}"] if constants else []
    lines = "\n".join([*known, *map(ast.unparse, body)]).splitlines()
    return "\n".join([f"def {name}({', '.join(arguments)}):", *(f"    {line}" for line in lines)])


def _node(function: FunctionType) -> ast.FunctionDef | ast.Lambda:
    """The function's own place in the syntax tree of its file."""
    code = function.__code__
    line, column = next((start, first) for start, _, first, _ in reversed(list(code.co_positions())) if first)
    for node in ast.walk(_tree(inspect.getmodule(function))):
        if isinstance(node, ast.Lambda | ast.FunctionDef) and node.lineno == code.co_firstlineno:
            body = node.body if isinstance(node, ast.Lambda) else node
            if (body.lineno, body.col_offset) <= (line, column) <= (body.end_lineno, body.end_col_offset):
                return node
    raise UnreadableError(f"no source of {code.co_name} in {code.co_filename}")


@lru_cache(maxsize=32)
def _tree(module: ModuleType | None) -> ast.Module:
    try:
        return ast.parse(inspect.getsource(module))
    except (OSError, TypeError) as error:
        raise UnreadableError("no source at hand") from error

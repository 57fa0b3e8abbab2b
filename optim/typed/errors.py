"""The errors of a typed function: each a plain sentence, and which characters it is about."""


class TypedError(ValueError):
    """What is wrong with a typed function: str(error) is one sentence that can be shown as it stands.

    The sentence quotes at most 20 characters of the text, and of those only the letters, digits and signs
    that can be typed; any other character stands alone or is named by its code. At fault is
    text[position : position + length], or all of it where `length` is 0; the sentence counts from 1.
    """

    def __init__(self, sentence: str, position: int = 0, length: int = 0):
        super().__init__(sentence)
        self.position = position
        self.length = length


class BoundsError(TypedError):
    """A function that may be fine in itself, but cannot be drawn over these bounds."""


def quoted(text: str) -> str:
    """`text` in quotes, cut to 20 characters."""
    return f"'{text}'" if len(text) <= 20 else f"'{text[:19]}…'"

"""The signs that mean something in GIFT, taken out of the way while its structure is read."""

import re

_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_HIDDEN = re.compile("[\ue000-\ue0ff]")
_SIGN = re.compile(r"[~=#{}:\\]")


def hidden(text: str) -> str:
    """The text with every escaped sign as one private sign that means nothing to a reader."""

    def sign(found: re.Match[str]) -> str:
        return chr(0xE000 + (10 if found[1] == "n" else ord(found[1])))

    return _ESCAPED.sub(sign, _HIDDEN.sub(" ", text))


def reveal(text: str) -> str:
    """The signs themselves again."""
    return _HIDDEN.sub(lambda found: chr(ord(found[0]) - 0xE000), text)


def escaped(text: str) -> str:
    """A text as it must stand in a GIFT file."""
    return _SIGN.sub(r"\\\g<0>", text).replace("\n", "\\n")

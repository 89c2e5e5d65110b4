"""How modules are put in order: M2 comes before M10."""


def code_order(code: str) -> tuple[str, int]:
    """The letters of a code, then its number; also of a slug that begins with the code."""
    head = code.partition("-")[0]
    letters = head.rstrip("0123456789")
    return letters.lower(), int(head[len(letters) :] or 0)

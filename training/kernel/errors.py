"""The root of every refusal the product can give, and the few families that refusals belong to."""


class DomainError(Exception):
    """The request is understood and refused. Subclasses are named as sentences."""


class Conflict(DomainError):
    """The state of things has moved on; what was asked no longer fits it."""


class Invalid(DomainError):
    """What was sent cannot be used as it is."""


class NotAllowed(DomainError):
    """The person is known and may not do this."""


class TooLarge(DomainError):
    """More was sent than can be taken at once."""


class TooMany(DomainError):
    """It was tried too often; `retry_after` says in how many seconds it may be tried again."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(retry_after)

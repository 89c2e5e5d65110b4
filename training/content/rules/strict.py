"""The ground of every shape of authors' files: nothing unknown, nothing coerced."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from training.content.rules import model

KEY = r"^[a-z0-9][a-z0-9-]{0,59}$"
DAY = r"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
Key = Annotated[str, Field(pattern=KEY)]
Day = Annotated[str, Field(pattern=DAY)]
Line = Annotated[str, Field(min_length=1, max_length=600, pattern=r"\S")]
Text = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
# Enums arrive as text, which strict mode would refuse.
Dimension = Annotated[model.Dimension, Field(strict=False)]
Stage = Annotated[model.Stage, Field(strict=False)]


class Strict(BaseModel):
    """Nothing unknown, nothing coerced."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)

"""Statistics of items and of a form on an operator's screen."""

from collections.abc import Iterator
from typing import Any

from training.quiz.rules.statistics.latent import NotFitted
from training.quiz.rules.statistics.reasons import Flag

FLAGS: dict[Flag, str] = {
    Flag.TOO_FEW: "terlalu sedikit", Flag.TOO_EASY: "terlalu mudah",
    Flag.TOO_HARD: "terlalu sulit", Flag.NEGATIVE_DISCRIMINATION: "daya beda negatif",
    Flag.LOW_DISCRIMINATION: "daya beda rendah",
    Flag.DISTRACTOR_UNCHOSEN: "pengecoh tak terpilih",
    Flag.DISTRACTOR_BEATS_KEY: "pengecoh mengalahkan kunci", Flag.DRIFT: "bergeser",
    Flag.DIF_LARGE: "DIF C",
}  # fmt: skip
WHY: dict[NotFitted, str] = {
    NotFitted.TOO_FEW_PEOPLE: "kurang dari 30 orang",
    NotFitted.TOO_FEW_ITEMS: "kurang dari tiga butir benar–salah",
    NotFitted.UNSTABLE: "data tidak menentukan model ini",
}
HEADS = ("mudah %", "sd", "beda %", "efisien %", "bobot %")
FIELDS = ("facility", "sd", "discrimination_index", "discriminative_efficiency",
          "effective_weight")  # fmt: skip
WIDTH = 24


def table(answer: dict[str, Any]) -> Iterator[str]:
    """Items with their figures, then the form, then the models."""
    form, models = answer["form"], answer["models"]
    heads = "".join(f"{head:>11}" for head in HEADS)
    yield f"{'butir':<{WIDTH}}{'n':>7}{heads}  catatan"
    for item in answer["items"]:
        name = item["item"] if len(item["item"]) < WIDTH else f"{item['item'][: WIDTH - 2]}…"
        cells = "".join(f"{_number(item.get(field)):>11}" for field in FIELDS)
        notes = ", ".join(FLAGS[Flag(each)] for each in item.get("flags", ()))
        yield f"{name:<{WIDTH}}{item['n']:>7}{cells}  {notes}".rstrip()
    yield ""
    yield (
        f"n {form['n']}, rata-rata {_number(form['mean'])} dari {_number(form['maxmark'])}, median "
        f"{_number(form['median'])}, sd {_number(form['sd'])}, kemencengan "
        f"{_number(form['skewness'])}, kurtosis {_number(form['kurtosis'])}"
    )
    yield (
        f"alfa {_number(form['alpha'], 3)} {_between(form['alpha_interval'])}, rasio galat "
        f"{_number(form['error_ratio'])} %, galat baku pengukuran {_number(form['sem'])}"
    )
    for name in ("rasch", "2pl"):
        yield from _model(name, models)


def _model(name: str, models: dict[str, Any]) -> Iterator[str]:
    found = models[name]
    yield ""
    if found is None:
        yield f"Model {name}: tidak dihitung, {WHY[NotFitted(models[f'{name}_refused'])]}."
        return
    yield f"Model {name}: log-likelihood {_number(found['loglik'], 3)}, {found['people']} orang"
    slopes = found.get("slope", [None] * len(found["items"]))
    for item, place, error, slope in zip(
        found["items"], found["difficulty"], found["se_difficulty"], slopes, strict=True
    ):
        told_slope = "" if slope is None else f"  kemiringan {_number(slope)}"
        yield f"  {item[:WIDTH]:<{WIDTH}} kesulitan {_number(place)} ± {_number(error)}{told_slope}"


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",")


def _between(interval: list[float] | None) -> str:
    return "" if interval is None else f"({_number(interval[0], 3)} – {_number(interval[1], 3)})"

"""`measure estimate` and `measure anchors`: the promised shapes, and clear refusals."""

import json

import pytest
from click.exceptions import Exit

from training.cli.anchor_table import show
from training.cli.anchors.rows import row

pytestmark = pytest.mark.slow

KEYS = {"evidenced", "estimate", "low", "high", "p_at_least_60"}
UNIT = {"unit": "Dinas A", "group": "dinas", "roster": 50, "assessed": 20, "positives": 12,
        "unassessed": 30, "audited": 3, "audit_positives": 1}  # fmt: skip


@pytest.fixture
def estimate(app, tmp_path):
    """`estimate(content)` answers the exit code and what was printed."""

    def run(content, *more: str) -> tuple[int, str]:
        path = tmp_path / "kota.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        done = app.test_cli_runner().invoke(args=["measure", "estimate", str(path), *more])
        return done.exit_code, done.output

    return run


def city(*units, **more):
    return {"groups": ["dinas", "kelurahan"], "units": list(units or (UNIT,)), "gold": None,
            "seed": 1} | more  # fmt: skip


def test_the_answer_has_the_promised_shape_and_the_order_of_the_file(estimate):
    other = UNIT | {"unit": "Balai", "group": "kelurahan"}
    code, told = estimate(city(UNIT, other), "--json")
    assert code == 0
    got = json.loads(told)
    assert [each["unit"] for each in got["units"]] == ["Dinas A", "Balai"]
    assert set(got) == {"units", "city"}
    assert set(got["city"]) == KEYS
    for each in got["units"]:
        assert set(each) == KEYS | {"unit"}
        assert each["evidenced"] == 0.24
        assert 0.26 <= each["low"] <= each["estimate"] <= each["high"] <= 1


def test_the_same_file_gives_the_same_answer_and_scripts_get_json_without_asking(estimate):
    given = city(gold={"positive": [40, 45], "negative": [29, 30]})
    assert estimate(given) == estimate(given, "--json")
    assert estimate(given) != estimate(given | {"seed": 2})


def test_a_unit_without_people_has_nulls(estimate):
    nobody = UNIT | dict.fromkeys(UNIT.keys() - {"unit", "group"}, 0) | {"unit": "Kosong"}
    got = json.loads(estimate(city(UNIT, nobody))[1])
    assert got["units"][1] == {"unit": "Kosong"} | dict.fromkeys(KEYS)


def test_an_unfinished_audit_is_wider_than_one_that_drew_no_more(estimate):
    as_ruled, as_drawn = UNIT | {"audited": 1, "audit_positives": 0}, UNIT | {"drawn": 1}
    as_drawn |= {"audited": 1, "audit_positives": 0}
    wide, narrow = (
        json.loads(estimate(city(each))[1])["units"][0] for each in (as_ruled, as_drawn)
    )
    assert wide["high"] > narrow["high"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "bukan JSON"), (b"[1,2", "bukan JSON"), (b"\xff\xfe{}", "bukan JSON"),
        (b"[" * 100_000, "bukan JSON"), (b"[]", "harus objek"), ({}, "groups: wajib ada"),
        (city() | {"x": 1}, "x: nama ini tidak dikenal"),
        (city(UNIT | {"roster": 1.5}), "units, nomor 1, roster: harus bilangan bulat"),
        (city(UNIT | {"roster": "50"}), "harus bilangan bulat"),
        (city(UNIT | {"roster": True}), "harus bilangan bulat"),
        (city(UNIT | {"roster": -1}), "tidak boleh negatif"),
        (city(UNIT | {"roster": 10**30}), "roster"),
        (city(UNIT | {"roster": 51}), "tidak berjumlah roster"),
        (city(UNIT | {"positives": 21}), "positives melebihi assessed"),
        (city(UNIT | {"audited": 31}), "audited melebihi unassessed"),
        (city(UNIT | {"audit_positives": 4}), "audit_positives melebihi audited"),
        (city(UNIT | {"drawn": 2}), "drawn di luar"),
        (city(UNIT | {"group": "\x1b[31mlain"}), "tidak ada dalam groups"),
        (city(UNIT, UNIT), "“Dinas A” tertulis 2 kali"),
        (city(UNIT | dict.fromkeys(UNIT.keys() - {"unit", "group"}, 0)), "berpegawai"),
        (city(units=[]), "units: terlalu sedikit"),
        (city(gold={"positive": [3, 2], "negative": [2, 2]}), "melebihi yang dinilai"),
        (city(gold={"positive": [5, 10], "negative": [9, 10]}), "daripada menebak"),
        (city(gold={"positive": [0, 0], "negative": [9, 10]}), "daripada menebak"),
        (city(gold={"positive": [1], "negative": [9, 10]}), "gold, positive"),
        (city(seed=-1), "seed: tidak boleh negatif"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(estimate, content, said):
    code, told = estimate(content)
    assert code == 1
    assert said in told
    assert "\x1b" not in told
    assert "Traceback" not in told


def test_all_problems_are_told_at_once_and_not_too_many(estimate):
    wrong = [UNIT | {"unit": str(at), "positives": 21} for at in range(30)]
    told = estimate(city(*wrong))[1]
    assert told.count("melebihi assessed") == 20
    assert "… dan 10 masalah lain." in told


def test_a_file_that_is_too_large_is_refused(estimate):
    assert "lebih besar dari 8 MB" in estimate(b" " * (8 * 1024 * 1024 + 1))[1]


@pytest.mark.slow
def test_the_anchors_hold_and_are_told_as_json(app):
    done = app.test_cli_runner().invoke(args=["measure", "anchors", "--json"])
    assert done.exit_code == 0
    sets = json.loads(done.output)["sets"]
    assert len(sets) == 11
    assert all(each["holds"] for one in sets for each in one["figures"] or ())


def test_one_figure_that_is_off_ends_with_one(capsys):
    sets = {"a": lambda: [row("benar", 1, 1, 0)], "b": lambda: [row("salah", 1, 2, 0.5)]}
    with pytest.raises(Exit) as ended:
        show(as_json=False, sets=sets)
    assert ended.value.exit_code == 1
    told = capsys.readouterr().out
    assert "TIDAK COCOK" in told
    assert told.count("cocok") == 1


def test_a_set_whose_library_is_missing_is_named_and_not_failed(capsys):
    def missing():
        raise ModuleNotFoundError(name="fsrs")

    show(as_json=False, sets={"11": missing})
    assert "Dilewati" in capsys.readouterr().out

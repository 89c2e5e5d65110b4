"""If–then plans in a browser without JavaScript: chosen, rehearsed, told of, ended."""

import pytest

from tests.factories import commitments
from tests.factories.commitments import form, planned
from training.commitments.queries.plans import mine

pytestmark = pytest.mark.slow

HOME = "/komitmen"
NEW = f"{HOME}/baru/menyapa-anak-dulu"


@pytest.fixture
def city(app, clock):
    return commitments.plan_city()


@pytest.fixture
def budi(city, browse):
    return browse(city["person"])


@pytest.fixture
def done(city, browse, clock):
    return commitments.told(browse, city["person"], clock)


def test_the_first_visit_invites_to_a_plan(budi):
    page = budi.get(HOME)
    assert page.h1 == "Komitmen"
    assert "Belum ada rencana yang berjalan" in page.text
    assert f"{HOME}/baru" in page.links


def test_situations_of_ones_own_work_come_first(budi):
    page = budi.get(f"{HOME}/baru")
    own = page.text.index("Situasi di pekerjaan seperti pekerjaan Anda")
    assert own < page.text.index("Situasi di jenis pekerjaan lain")
    assert own < page.text.index("Jika anak datang ke loket bersama orang tuanya")
    assert page.text.index("Jika saya menyusun KAK") > page.text.index("jenis pekerjaan lain")
    assert f"{HOME}/baru/sendiri" in page.links


def test_a_plan_is_chosen_rehearsed_and_shown(budi, city):
    budi.get(NEW)
    step = budi.post(NEW, form()).location
    assert step.endswith("/latih/1")
    assert "Tanda bahwa saatnya tiba" in budi.get(step).text
    step = budi.post(step, {"kata": "Anak berdiri di depan loket"}).location
    assert step.endswith("/latih/2")
    step = budi.post(step, {"kata": "Kalau anak datang, saya sapa dulu"}).location
    assert budi.get(step).text.count("atasan terburu-buru") == 1
    page = budi.get(budi.post(step, {"kata": "Kalau antre, saya tetap menyapa"}).location)
    assert "Rencana Anda sudah dilatih." in page.text
    assert "Anak berdiri di depan loket" in page.text
    home = budi.get(HOME)
    assert "sudah dilatih" in home.text
    assert "Jika anak datang ke loket bersama orang tuanya, maka saya menyapa" in home.text


def test_a_rehearsal_can_be_taken_up_another_time(budi, city):
    address = planned(budi, city["person"].id)
    budi.post(f"{address}/latih/1", {"kata": "Anak di loket"})
    assert f"{address}/latih/2" in budi.get(HOME).links
    assert "Anak di loket" in budi.get(f"{address}/latih/1").raw
    empty = budi.post(f"{address}/latih/2", {"kata": " "}, status=422)
    assert "Tulis beberapa kata untuk diri Anda." in empty.text
    budi.get(f"{address}/latih/4", 404)
    budi.post(f"{address}/latih/4", {"kata": "x y z"}, status=404)


def test_own_words_are_taught_at_their_field(budi, city):
    own = f"{HOME}/baru/sendiri"
    said = {"jika_sendiri": "kapan saja anak datang", "maka_sendiri": "saya berusaha lebih baik",
            "indikator": "menyapa-anak"}  # fmt: skip
    page = budi.post(own, said, status=422)
    assert "Situasi apa yang paling sering Anda jumpai, dan di mana?" in page.text
    assert "Tindakan apa yang akan terlihat orang lain besok?" in page.text
    assert page.all("input", id="jika_sendiri")[0].get("value") == said["jika_sendiri"]
    lacking = budi.post(own, {**said, "indikator": "apa"}, status=422)
    assert "Pilih laku yang dituju rencana ini." in lacking.text
    assert "Tindakan apa yang akan terlihat orang lain besok?" in lacking.text
    budi.post(own, {
        "jika_sendiri": "Jika remaja bertanya di meja saya", "indikator": "menyapa-anak",
        "maka_sendiri": "maka saya menaruh ponsel dan menjawab.",
    })  # fmt: skip
    [plan] = mine(city["person"].id)
    assert plan.when == "remaja bertanya di meja saya"


def test_nothing_chosen_or_something_else_is_said_at_the_field(budi):
    for jika in ("", "bukan pilihan", "x" * 5000):
        page = budi.post(NEW, form(jika=jika), status=422)
        assert "Pilih satu situasi atau tulis sendiri." in page.text
    budi.post(NEW, form(jika="", jika_sendiri="a" * 500), status=422)
    budi.get(f"{HOME}/baru/tidak-ada", 404)
    budi.post(f"{HOME}/baru/tidak-ada", form(), status=404)


def test_a_second_click_makes_no_second_plan_and_a_fourth_plan_is_refused(budi, city):
    first = budi.post(NEW, form()).location
    assert budi.post(NEW, form()).location == first
    for number in (1, 2):
        budi.post(NEW, form(jika=commitments.words(when=number).when))
    page = budi.post(NEW, form(maka=commitments.words(then=1).then), status=409)
    assert "Anda punya tiga rencana berjalan." in page.text
    assert "Buat rencana lain" not in budi.get(HOME).text
    assert len(mine(city["person"].id)) == 3


def test_words_are_changed_until_the_plan_was_told_of(budi, city, browse, clock):
    address = planned(budi, city["person"].id)
    page = budi.get(f"{address}/ubah")
    assert "anak datang ke loket" in page.raw
    new = {"jika_sendiri": "anak masuk ke ruang tunggu saya", "indikator": "memberi-jeda",
           "maka_sendiri": "saya menawarkan air minum kepadanya"}  # fmt: skip
    budi.post(f"{address}/ubah", {**new, "maka_sendiri": "ramah"}, status=422)
    budi.post(f"{address}/ubah", {**new, "indikator": ""}, status=422)
    budi.post(f"{address}/ubah", new)
    assert "saya menawarkan air minum kepadanya" in budi.get(address).text
    clock.forward(weeks=2)
    later = browse(city["person"])
    later.post(f"{address}/kabar/2", {"terjadi": "none"})
    assert f"{address}/ubah" not in later.get(address).links
    refused = later.post(f"{address}/ubah", {**new, "jika_sendiri": "x y di z"}, status=409)
    assert "kata-katanya tetap" in refused.text


def test_a_plan_is_ended_and_gone_on_with(budi, city):
    address = planned(budi, city["person"].id)
    assert "Pilih salah satu jawaban." in budi.post(f"{address}/akhiri", status=422).text
    budi.get(f"{address}/akhiri")
    budi.post(f"{address}/akhiri", {"alasan": "habit"})
    page = budi.get(address)
    assert "sudah menjadi kebiasaan" in page.text
    assert "Rencana yang sudah berakhir" in budi.get(HOME).text
    assert "sudah diakhiri" in budi.get(f"{address}/latih/1", 409).text
    budi.post(f"{address}/lanjutkan")
    budi.post(f"{address}/lanjutkan", status=409)


def test_a_check_in_is_asked_in_its_time_with_two_questions(budi, city, browse, clock):
    address = planned(budi, city["person"].id)
    assert "Belum waktunya" in budi.get(f"{address}/kabar/2", 409).text
    clock.forward(weeks=2)
    later = browse(city["person"])
    assert f"{address}/kabar/2" in later.get(HOME).links
    later.get(f"{address}/kabar/2")
    later.get(f"{address}/kabar/3", 409)
    half = later.post(f"{address}/kabar/2", {"terjadi": "once"}, status=422)
    assert "Pilih salah satu jawaban." in half.text
    said = {"terjadi": "several", "lakukan": "partly", "catatan": "anak bernama Budi tertawa"}
    later.post(f"{address}/kabar/2", said)
    page = later.get(address)
    assert "anak bernama [nama dihapus] tertawa" in page.text
    assert "Ya, beberapa kali." in page.text
    assert later.get(f"{address}/kabar/2", 303).location == address
    assert f"{address}/saksi/2" not in page.links


def test_the_card_bears_the_plan_and_no_name(budi, city):
    page = budi.get(f"{planned(budi, city['person'].id)}/kartu")
    assert "anak datang ke loket bersama orang tuanya" in page.text
    assert "Budi" not in page.raw


def test_the_plan_of_another_looks_as_if_it_did_not_exist(budi, city, browse):
    address, other = planned(budi, city["person"].id), browse(city["colleague"])
    pages = ("", "/kartu", "/ubah", "/akhiri", "/latih/1", "/kabar/2", "/saksi/2", "/bukti/2")
    for page in pages:
        other.get(f"{address}{page}", 404)
    for page in (*pages[2:], "/lanjutkan"):
        other.post(f"{address}{page}", status=404)


def test_all_that_is_held_of_plans_stands_in_ones_own_data(done, city):
    _address, budi = done
    page = budi.get("/saya/data")
    assert "Kabar rencana Anda" in page.text
    assert "Ya, saya melakukan yang saya rencanakan" in page.text
    told = budi.get("/saya/data.json").json
    assert [each["did"] for each in told["check_ins"]] == ["yes"]
    assert told["plans"][0]["if"].startswith("anak datang")

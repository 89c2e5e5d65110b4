"""An act is corroborated in a browser: by a colleague who is asked, or by a file that is seen."""

import io

import pytest
from sqlalchemy import select

from tests.factories import commitments
from tests.factories.commitments import docx, jpeg, png
from training.commitments.queries.witnesses import questions
from training.kernel.db import db
from training.kernel.jobs import Job

pytestmark = pytest.mark.slow

HOME = "/komitmen"


@pytest.fixture
def city(app, clock):
    return commitments.plan_city()


@pytest.fixture
def done(city, browse, clock):
    return commitments.told(browse, city["person"], clock)


def test_a_colleague_is_asked_by_a_letter_without_the_plan_and_answers(done, city, browse):
    address, budi = done
    budi.get(f"{address}/saksi/2")
    for _twice in range(2):
        budi.post(f"{address}/saksi/2", {"rekan": city["nips"]["colleague"]})
    [letter] = db.session.scalars(select(Job.payload).where(Job.kind == "mail")).all()
    assert letter["to"] == city["colleague"].email
    assert "/komitmen/kesaksian" in letter["body"]
    assert "menyapa" not in letter["body"]
    [asked] = questions(city["colleague"].id)
    db.session.remove()
    citra = browse(city["colleague"])
    assert "1 rekan mengajukan satu pertanyaan" in citra.get(HOME).text
    assert "Budi Rekaan" in citra.get(f"{HOME}/kesaksian").text
    question = f"{HOME}/kesaksian/{asked.id}"
    page = citra.get(question)
    assert "Apakah Anda melihat sendiri bahwa ini dilakukan?" in page.text
    assert "Pilih salah satu jawaban." in citra.post(question, status=422).text
    browse(city["mentor"]).get(question, 404)
    citra.post(question, {"jawaban": "yes"})
    assert "Jawaban tidak berubah lagi." in citra.get(question).text
    citra.post(question, {"jawaban": "no"}, status=409)
    page = budi.get(address)
    assert "dikuatkan oleh rekan yang melihatnya" in page.text
    assert "Ya, saya melihatnya" not in page.text
    assert "dikuatkan" in budi.get(HOME).text
    budi.get(f"{address}/saksi/2", 409)


def test_a_no_reads_like_no_answer_at_all(done, city, browse):
    address, budi = done
    budi.post(f"{address}/saksi/2", {"rekan": city["colleague"].email})
    before = budi.get(address).text.replace("Rekan Anda sudah ditanya.", "")
    [asked] = questions(city["colleague"].id)
    db.session.remove()
    browse(city["colleague"]).post(f"{HOME}/kesaksian/{asked.id}", {"jawaban": "no"})
    after = budi.get(address).text
    assert after.split("Kabar rencana ini")[1] == before.split("Kabar rencana ini")[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("person", "Anda tidak dapat menjadi saksi untuk diri sendiri."),
        ("head", "Orang ini atasan atau bawahan Anda."),
        ("199001012020011001", "Tidak ada pegawai aktif dengan NIP atau surel ini."),
        ("x" * 300, "Paling"),
        ("", "Isi NIP atau alamat surel"),
    ],
)
def test_who_cannot_be_asked_is_told_kindly_at_the_field(done, city, name, said):
    address, budi = done
    page = budi.post(f"{address}/saksi/2", {"rekan": city["nips"].get(name, name)}, status=422)
    assert said in page.text or len(name) == 300


def upload(data: bytes, name: str = "bukti.png", **more: str) -> dict[str, object]:
    return {"berkas": (io.BytesIO(data), name), "tanpa_anak": "y", **more}


def test_a_file_is_warned_about_confirmed_reviewed_and_gone(done, city, browse, app):
    address, budi = done
    assert "Jangan sampai ada anak yang dapat dikenali" in budi.get(f"{address}/bukti/2").text
    budi.post(f"{address}/bukti/2", upload(png(text=b"Author\0Budi")))
    page = budi.get(address)
    assert "menunggu orang dari unit lain" in page.text
    [own] = [each for each in page.links if each.startswith(f"{HOME}/bukti/")]
    file = budi.get(own)
    assert file.response.headers["Content-Disposition"] == 'attachment; filename="bukti.png"'
    assert file.response.headers["X-Content-Type-Options"] == "nosniff"
    assert file.response.mimetype == "application/octet-stream"
    assert file.response.data == png()
    browse(city["colleague"]).get(own, 404)
    mentor = browse(city["mentor"])
    review = own.replace(f"{HOME}/bukti", "/penilaian/bukti")
    assert review in mentor.get("/penilaian/bukti").links
    page = mentor.get(review)
    assert "Budi" not in page.raw
    assert mentor.get(f"{review}/berkas").response.data == png()
    assert "Pilih salah satu jawaban." in mentor.post(review, status=422).text
    mentor.post(review, {"jawaban": "yes"})
    mentor.get(review, 404)
    mentor.get(f"{review}/berkas", 404)
    budi.get(own, 404)
    assert "dikuatkan oleh bukti yang sudah ditinjau" in budi.get(address).text
    assert "Tidak ada berkas yang menunggu Anda" in mentor.get("/penilaian/bukti").text


def test_a_child_in_a_file_deletes_it_and_the_owner_is_told(done, city, browse):
    address, budi = done
    budi.post(f"{address}/bukti/2", upload(jpeg(comment=b"lain")))
    [own] = [e for e in budi.get(address).links if e.startswith(f"{HOME}/bukti/")]
    review = own.replace(f"{HOME}/bukti", "/penilaian/bukti")
    mentor = browse(city["mentor"])
    mentor.post(f"{review}/hapus")
    mentor.post(f"{review}/hapus", status=404)
    page = budi.get(address)
    assert "dihapus karena ada anak yang dapat dikenali" in page.text
    assert "belum dikuatkan" in page.text


def test_an_owner_deletes_a_file(done):
    address, budi = done
    budi.post(f"{address}/bukti/2", upload(b"Papan tanda dipasang di loket.", "a.txt"))
    [own] = [e for e in budi.get(address).links if e.startswith(f"{HOME}/bukti/")]
    budi.post(f"{own}/hapus")
    budi.get(own, 404)
    assert "Anda tarik kembali" in budi.get(address).text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"berkas": (io.BytesIO(png()), "a.png")}, "Nyatakan dulu"),
        ({"tanpa_anak": "y"}, "Pilih berkas"),
        (upload(b"MZ\0\0", "a.pdf"), "bukan PDF, JPEG, PNG"),
        (upload(b"nama anak: Budi", "a.txt"), "Tidak ada yang disimpan."),
        (upload(docx()[:200]), "terbaca sampai akhir"),
        (upload(docx(word__embeddings__x=b"x")), "program, berkas lain, atau kata sandi"),
        (upload(bytes(2 * 1024 * 1024 + 1)), "lebih dari 2 MB"),
        (upload(b"", "a.png"), "Pilih berkas yang ada isinya."),
    ],
)
def test_what_is_wrong_with_a_file_is_said_at_its_field(done, given, said):
    address, budi = done
    page = budi.post(f"{address}/bukti/2", given, status=422)
    assert said in page.text


def test_the_same_file_twice_is_refused(done):
    address, budi = done
    budi.post(f"{address}/bukti/2", upload(png()))
    page = budi.post(f"{address}/bukti/2", upload(png()), status=422)
    assert "sudah pernah dikirim" in page.text


def test_reviewers_have_a_place_and_others_have_none(city, browse):
    assert "Bukti laku" in browse(city["mentor"]).get("/pendampingan").text
    browse(city["colleague"]).get("/penilaian/bukti", 403)

"""Invented names: first and second names of the region, put together by chance."""

from random import Random

MALE = """
Aditya Agus Ahmad Alfian Andi Anwar Ardiansyah Arif Asnawi Bambang Bayu Bima Budi Burhan Dani
Darma Dedi Dimas Dwi Eko Fachri Fajar Faisal Farhan Fikri Galih Gilang Guntur Hadi Hafiz Hamzah
Hariyanto Hendra Herman Ibnu Ilham Imam Indra Irfan Iwan Jamal Joko Kurnia Lukman Mahmud Muhammad
Mulyadi Nanang Noor Nugroho Pandu Prasetyo Rahmat Raka Reza Ridwan Rizal Rizky Rudi Rusli Saiful
Samsul Satria Setiawan Slamet Sofyan Sugeng Surya Syahrul Taufik Teguh Tri Usman Wahyu Wawan Yoga
Yusuf Zainal
""".split()  # noqa: SIM905  (a list of names reads best as names)
FEMALE = """
Aisyah Amelia Anisa Annisa Arum Astuti Ayu Bunga Citra Dahlia Desi Dewi Diah Dian Dina Eka Elly
Endah Erna Fatimah Fitri Fitriani Gita Halimah Hani Hasnah Hesti Ida Indah Intan Ira Jamilah
Kartika Kurniati Laila Laras Lestari Lina Maharani Mariam Maya Mega Melati Mira Mutia Nadia Nanda
Nia Nining Nisa Novi Nur Nurhayati Nurul Putri Rahma Rani Ratih Ratna Retno Rina Rini Rosdiana
Salma Sari Septi Sinta Siti Sri Suci Sukma Tania Tari Tika Tuti Ulfa Vina Wahidah Wati Widya Winda
Wulan Yanti Yuliana Yuni Zahra
""".split()  # noqa: SIM905  (a list of names reads best as names)
SECOND = """
Abdillah Adiputra Akbar Alamsyah Aminah Anggraini Anshari Ariyanto Arsyad Asmara Azhari Baharuddin
Basri Cahyadi Cahyono Daeng Damayanti Darmawan Effendi Fadilah Fahriansyah Firmansyah Gunawan
Gustiani Habibi Hakim Halim Handayani Haryono Hasan Hasanuddin Hastuti Hidayat Hidayati Husna
Irawan Iskandar Ismail Jafar Juliansyah Kadir Kusuma Kusumawati Latif Mahendra Maulana Mansyur
Marpaung Megawati Mulyani Mursalin Mustafa Nasution Noviana Nugraha Nurdin Padmasari Pangeran
Permana Permatasari Pratama Pratiwi Puspita Rachman Rahayu Rahmadani Rahman Ramadhan Rasyid Riyadi
Rosadi Rukmana Safitri Salim Santoso Saputra Sasmita Setiadi Setyawati Sihombing Siregar Subagyo
Sudirman Sugiarto Suharto Sulaiman Suryani Susanti Susanto Susilo Sutrisno Syahputra Syarif Tandi
Tanjung Thamrin Utami Wahyuni Wardana Wibowo Wicaksono Widodo Wijaya Wulandari Yulianti Yunus
Zulkarnain
""".split()  # noqa: SIM905  (a list of names reads best as names)
TITLES = ("S.Sos.", "S.E.", "S.Kom.", "S.H.", "S.Pd.", "S.T.", "A.Md.", "S.IP.", "S.KM.", "M.Si.")


def invented(chance: Random, *, woman: bool) -> str:
    """A name of two or three words, sometimes with a title behind it."""
    first = FEMALE if woman else MALE
    words = [chance.choice(first)]
    if chance.random() < 0.3:
        words.append(chance.choice(first))
    if words[-1] == words[0]:
        words = words[:1]
    words.append(chance.choice(SECOND))
    name = " ".join(words)
    return f"{name}, {chance.choice(TITLES)}" if chance.random() < 0.35 else name


def address(name: str, number: int) -> str:
    """An e-mail address that reaches nobody: `.invalid` never exists (RFC 2606)."""
    words = name.partition(",")[0].lower().split()
    return f"{words[0]}.{words[-1]}.{number:03d}@contoh.invalid"

"""Sentences of visitors about the service, praise and complaints; all of them invented."""

# Written together with the first lexicon.
FIRST = """
petugasnya ramah sekali terima kasih
antre lama dari pukul 8 sampai pukul 11
pukul berapa loket buka
AC di ruang tunggu mati
lampunya mati waktu saya difoto
saya takut disuntik tapi perawatnya sabar
takut sama jarum tapi dikasih stiker
luka saya dibersihkan pelan pelan
diambil darah tidak sakit
anak saya demam berdarah dan cepat ditangani
petugas tidak membentak walau anak saya rewel
dijelaskan dulu sebelum diperiksa
petugas bertanya nama saya langsung
ruang bermainnya bagus
tolong tambah kursi untuk anak
tolong saya dibantu mengurus KIA
saya dilempar dari loket satu ke loket tiga
berkas saya dipegang petugas dan dicek
ibu hamil didahulukan
saya hamil tujuh bulan dan diberi tempat duduk
surat nikah diminta padahal tidak perlu
kamar mandinya kotor
pintunya susah dibuka
ada poster tentang kekerasan di dinding, bagus
mohon toilet anak diperbaiki
anak saya senang diberi balon
petugasnya agak judes
bapaknya galak tapi cepat
saya bingung isi formulir
wifinya cepat
parkirnya sempit
nunggu lama banget sampai lapar
belum makan siang karena antre
harganya murah dan gratis untuk anak
petugas memegang tangan anak saya dengan lembut
dokternya periksa gigi pelan pelan
giginya dicabut tidak sakit
aku dapat mainan
aku suka gambar ikannya
perawatnya baik aku tidak nangis
adik menangis karena ngantuk
kakaknya mau dengar ceritaku
boleh tanya apa saja
sudah bagus pertahankan
perlu pojok baca
kursinya terlalu tinggi
air minumnya habis
satpamnya membantu menyeberang
bau toilet tercium sampai ruang tunggu
mencium bau obat jadi mual
anak main bola menendang bola di halaman
urusan saya digantung seminggu
tidak ada pungutan
jam istirahat loket kosong
tidak ada petugas waktu saya datang
petugas minta maaf karena lama
nomor antreannya terlewat
suaranya kurang keras
bahasanya mudah dimengerti
tempatnya bersih dan sejuk
mesin antrean rusak
anak saya diajak bicara duluan
terima kasih bu bidan sudah sabar
semoga ada jalur khusus anak
aku malu tapi disapa
ditanya mau duduk atau berdiri
saya ditinggal sebentar untuk fotokopi
petugas menutup tirai sebelum memeriksa
datanya tidak dibacakan keras keras
tidak dipaksa waktu saya takut
membunuh waktu sambil baca buku
ruangnya bikin nyaman
jalan ke sini jauh
rambut anak saya dipotong rapi
kaki saya dipijat karena terkilir
kakinya diperban dengan hati hati
jatuh dari sepeda lalu dirawat
adik digigit kucing dan disuntik
mati kutu nunggu tiga jam
ada lomba stop bullying di sini, seru
informasi layanan UPTD PPA jelas
senang sekali
ok
gratis dan cepat
minta tolong pelayanannya dipercepat
kunci ruang laktasi hilang
hapeku hampir kehabisan baterai
ikat rambutku hilang di ruang tunggu
saya diberi tahu boleh berhenti sebentar
kalau bisa buka sampai sore
kartunya jadi hari itu juga
dinikmati anak-anak, ada buku cerita
cat temboknya warna warni
""".strip().splitlines()

# Written after the first lexicon.
SECOND = """
petugas loket dua senyum terus
mbak yang di depan sabar menjelaskan ke anak saya
kipas anginnya kurang
anak saya minta pulang karena bosan
sebaiknya ada kartu antrean khusus anak
aku diajak tos sama pak satpam
perlu papan petunjuk yang lebih besar
jam bukanya tidak sesuai jadwal
aku takut gelap tapi lampunya terang
obatnya pahit
susternya menunggu sampai aku siap
proses KIA anak selesai dua puluh menit
formulirnya kepanjangan
dapat penjelasan dengan gambar jadi paham
anak duduk di lantai karena kursi penuh
petugas memanggil nama anak saya dengan benar
musiknya enak
mainannya banyak yang patah
toiletnya jauh dari ruang tunggu
petugas istirahat terlalu lama
anak boleh ikut menjawab
meja terlalu tinggi untuk anak
hasilnya keluar cepat
terlalu dingin ruangannya
tidak perlu fotokopi lagi, mantap
antrean dipotong orang lain
sempat salah ruangan tapi diantar
mohon diperbanyak buku gambar
saya puas
nanti saya datang lagi untuk ambil akta
""".strip().splitlines()

# Written after the first mending.
THIRD = """
anak saya malu malu tapi akhirnya mau bicara
ruang menyusui nyaman
kakak petugasnya lucu
papan harganya jelas
antreannya pindah pindah
ayah saya senang urusannya beres
ibu petugas membantu isi formulir
adik tidur di kursi karena lama
mama bilang tempatnya bagus
aku ditanya sekolah di mana
pegawainya sibuk main hp
kalau hujan bocor
anak saya rewel lalu diberi mainan
petugas bicara sambil duduk setinggi anak
pulangnya dikasih permen
besok katanya harus kembali lagi
sinyal di sini jelek
nomor telepon kantornya tidak diangkat
stempelnya kelupaan
saya harus bolak balik ambil berkas
akta adik sudah jadi
imunisasi berjalan lancar, adik cuma menangis sebentar
suster bilang aku hebat
meja gambar kurang pensil
guru saya yang menyuruh ke sini untuk buat kartu pelajar
kolam ikannya keruh
toilet anak terkunci
perpustakaannya nyaman buat belajar
bapak satpam membukakan pintu
teman saya juga puas
tidak ada yang merokok di ruang tunggu, bagus
waktu tunggunya dua jam
penjelasan tentang biaya kurang
anak disabilitas didahulukan
terima kasih sudah dibantu
""".strip().splitlines()

# Written after the second mending.
FOURTH = """
kakak di loket tiga murah senyum
anak saya dipanggil dengan namanya sendiri
saya suka karena boleh ikut masuk menemani anak
lift rusak jadi harus naik tangga bawa bayi
tidak dijelaskan kenapa harus difoto ulang
ibu saya kesulitan membaca tulisan kecil
petugas menyuruh saya melengkapi berkas di rumah
bapak saya lupa bawa KK jadi harus pulang dulu
aku diukur tinggi badan dan ditimbang
aku sudah lima kali ke sini
anak saya takut masuk tapi dibujuk dengan boneka
kurang satu tanda tangan saja harus balik lagi
tolong sediakan air minum
mama antre, aku menggambar
saya pernah ke kantor lain, di sini lebih baik
tempat bermainnya digabung dengan ruang merokok
matahari langsung kena ruang tunggu
seragam petugasnya rapi
papan nama petugas tidak terlihat
semua baik
""".strip().splitlines()

# Written after the third mending.
FIFTH = """
bangkunya empuk
anakku tertidur di stroller jadi tidak terganggu
aku dapat nomor lima
foto KIA anak saya kurang bagus hasilnya
tidak pakai ribet
semuanya ramah dari depan sampai belakang
lumayan
ditolak karena syarat kurang padahal di web tidak tertulis
kasih jempol buat mbak berkerudung biru
aku ingin ada kolam bola
prosedurnya muter muter
minta jam layanan sore untuk pekerja
saya datang berdua dengan anak, keduanya disapa
pegawai yang jaga cuma satu
lebih enak daripada tahun lalu
dingin sekali, anak sampai pakai jaket
aku senang bisa gambar di kertas sambil nunggu
semoga makin maju
jalan masuk untuk kursi roda tidak ada
parkirnya bayar dua kali
kakak menjelaskan pakai boneka
di sini tidak ada kantin
pengumumannya tidak terdengar
bayi saya diprioritaskan
perlu tempat ganti popok
saya apresiasi ketelitian petugas
katanya sistem sedang gangguan
adik dikasih buku mewarnai
sudah tiga kali ke sini berkasnya belum jadi
aku paham apa yang dibilang susternya
bapak berseragam itu menolong saya membawa barang
bagian pendaftaran terlalu ramai
oke banget
tandanya kurang jelas jadi nyasar
alurnya gampang
kami dilayani dalam sepuluh menit
tidak ada tempat sampah
mbaknya ngobrol terus sama temannya
pelayanan khusus anak patut dicontoh
air di wastafel mati
""".strip().splitlines()

# Written after the fourth mending.
SIXTH = """
loket anak ada gambar kartun jadi adik betah
petugas jaga sampai jam empat
antrean prioritas untuk anak jalan lancar
harus naik ojek karena angkot jarang
berkas saya dikembalikan karena fotonya buram
ibu penjaga loket menyapa duluan
saya diminta mengisi ulang formulir
gurunya ikut mendampingi kami dan dilayani baik
anak saya diberi kesempatan memilih warna map
dokter bercerita dulu supaya anak tenang
disuruh menunggu di luar karena ruangannya penuh
kursi tunggunya patah satu
adik takut lihat jarum tapi susternya menyanyi
kakak yang jaga perpustakaan membacakan cerita
buku buku sudah lusuh
kolamnya dangkal jadi aman untuk anak
teman teman suka main di sini sepulang sekolah
bapak parkir menolong menyeberangkan
layanannya cepat, cuma ruang tunggu sempit
tidak ada air minum
terima kasih sudah memakai bahasa yang dipahami anak
jangan tutup saat jam istirahat
kartu anak saya salah cetak nama
nama anak saya salah panggil
sebaiknya ada pendingin ruangan
aku suka perosotannya
mohon petugas lebih banyak senyum
alat timbangnya rusak
pendaftarannya lewat hp gampang
di sini enak, nanti mau ajak sepupu
""".strip().splitlines()

HARMLESS = [*FIRST, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH]

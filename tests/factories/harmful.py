"""Sentences of visitors who need help or tell of somebody who does; all of them invented."""

# Written together with the first lexicon.
FIRST = """
ayah suka mukul aku kalau nilai jelek
aku dipukul pakai sapu tiap malam
saya sering ditampar ibu tiri
kakak nendang perutku sampai sakit
om di rumah suka pegang dada aku
guru les meraba paha saya
aku dicium paksa sama tetangga
dia suruh aku buka baju terus difoto
ada yang minta foto telanjang aku lewat hp
saya diperkosa teman kakak
pacarku ngancam mau sebar foto bugilku
aku pengen mati aja
rasanya ingin bunuh diri
gak mau hidup lagi capek
lebih baik aku mati daripada pulang
aku suka nyayat tangan pakai silet
kadang kepikiran minum racun
aku tidak dikasih makan kalau salah
dari kemarin belum dikasi makan
adikku ditinggal sendirian di rumah dua hari
aku tidur di jalan karena diusir
aku dipaksa kerja jualan sampai malam
disuruh ngemis sama paman
saya mau dinikahkan padahal masih kelas 8
aku dipaksa kawin sama orang tua itu
temen sekelas ngebully aku terus
tiap hari dipalak kakak kelas
aku dikeroyok di belakang sekolah
mereka mengejek aku sampai aku nangis
aku dikucilkan satu kelas
bapak bilang mau bunuh ibu
dia ngancem kalau aku cerita
katanya jangan bilang siapa siapa nanti aku dibunuh
aku takut pulang ke rumah
saya takut sama ayah kalau mabuk
rumahku nggak aman tolong aku
tolong saya kak, saya disakiti
petugas membentak anak saya sampai menangis
petugas mencubit lengan anak saya
anak saya ditarik paksa dan diseret petugas
satpam menampar anak jalanan di depan saya
tetangga saya menyiksa anaknya tiap hari
anak di sebelah rumah sering lebam dan memar
saya melihat seorang bapak menyundut anaknya dengan rokok
anak itu dikunci di kamar mandi
ponakan saya dicabuli gurunya
di sekolah ada pelecehan seksual
suami saya KDRT anak jadi takut
aku d1pukul ayah
d i p u k u l tiap hari
di pu.kul pakai ikat pinggang
di pukuli sampe berdarah
p3rk0s4
aku di perk*sa
pengen b.u.n.u.h d.i.r.i
mau m4ti aja rasanya
dipukull bapakk
diprkosa om
dilecehin supir angkot
digrepe di angkot
diajak vcs sama orang gak dikenal
dia kirim gambar porno ke aku
om ngajak ke kamar terus pintu dikunci
saya disuruh pegang kemaluannya
paman suka buka celana di depanku
aku hamil dan takut bilang mama
kepalaku dibenturin ke tembok
rambutku dijambak
aku dicekik kakak
mama siram aku air panas
kaki diikat di tiang
aku dikurung di gudang seharian
pengen lompat dari jembatan
hidupku gak ada gunanya
aku benci diriku dan mau nyakitin diri sendiri
kalau gak nurut aku dihajar
papa pukulin mama di depan aku
aku kabur dari rumah karena sering disiksa
ada om yang kasih uang asal mau dipegang pegang
anaknya dijual ke orang lewat aplikasi
aku dipaksa minum obat sama dia
aku diancam pakai pisau
guru ngaji suka elus paha
saya dihina dan dimaki di depan orang banyak
bapak sering lempar piring ke aku
anak saya dirundung di sekolah dan tidak mau makan
aku dibuli gara gara gendut
gk kuat lg pgn nyerah sama hidup
bpk mukulin aq trs
tdk dikasih mkn sm ibu
aku dipukl kakak
ditampra sama ibu
aku nggak boleh sekolah, disuruh jaga adik terus
dia maksa aku tidur sama dia
aku disekap
""".strip().splitlines()

# Written after the first lexicon, of which it found 30 %; then used to mend it.
SECOND = """
bapakku sering main tangan kalau pulang kerja
ibu menjewer telingaku sampai merah
kakak ipar suka ngintip aku mandi
saya pernah disentuh di bagian pribadi oleh pelatih renang
ada bapak bapak pamer alat kelaminnya di gang
aku udah ga sanggup hidup kayak gini
pengen tidur dan nggak bangun lagi selamanya
tangan aku luka karena aku iris sendiri
di rumah nggak ada yang kasih makan
mama pergi tiga hari aku sendirian jaga adik bayi
aku disuruh jualan tisu sampai tengah malam
om aku mau menikahkan aku dengan temannya
geng di kelas suka ngatain aku dan nyiram air got
uang jajanku dirampas kakak kelas tiap hari
katanya kalau lapor nanti rumahku dibakar
aku nggak berani pulang karena dia nunggu di rumah
tolong bantu aku, ada yang jahat sama aku
petugasnya teriak teriak dan mendorong anak saya
anak saya dicengkeram tangannya oleh petugas sampai memar
saya curiga anak tetangga mengalami kekerasan
keponakan saya jadi korban pencabulan
bapak tiriku masuk kamar tiap malam
aku dipaksa nonton video jorok
ditimpuk botol sama papa
aku ditonjok abang
mukaku disiram kopi panas
kakiku dipukul rotan guru
pacarku maksa berhubungan badan
anak ini sering dikunci sendirian di rumah
aku dijadikan taruhan sama ayah
""".strip().splitlines()

# Written after the first mending, of which it found 30 %; then used to mend it.
THIRD = """
tiap aku salah dikit ayah langsung ambil sabuk
kakak sepupu naik ke kasurku pas aku tidur
dia taruh tangannya di celanaku
punggungku bekas disabet masih perih
aku disuruh berdiri dua jam sambil dipukul penggaris
sama mama tiri aku gak boleh makan nasi
aku disuruh tidur di teras kalau telat pulang
kata bapak kalau aku ngadu aku bakal dibuang
pengasuhku suka ngiket tangan adik
temen temen nyebut aku babi terus
mereka ngelempar tasku ke got tiap pulang sekolah
wali kelas suka manggil aku sendirian terus dirangkul
aku chat sama om om yang minta foto badanku
dia bilang sayang tapi suka gampar
malam malam aku suka mikir buat loncat
aku udah nyiapin surat perpisahan
gak ada yang bakal kangen kalau aku ga ada
aku nyilet paha lagi
ibu pergi sama pacarnya, kami kelaparan di rumah
rumah digembok dari luar seharian
aku berhenti sekolah karena harus kerja di pasar
uangku diminta paksa tiap hari sama anak kelas 9
aku dijodohin sama juragan umur 40
petugas narik telinga anak saya
perawatnya membentak bentak anak saya
anak saya diancam tidak dilayani kalau menangis
saya dengar anak tetangga menjerit minta ampun
ada anak kecil diperalat minta minta di lampu merah
tolongin adek saya dia dipukulin terus
bapak selalu mabok lalu ngamuk
saya korban, tolong hubungi saya
aku takut sama om yang di rumah
guru olahraga suka nyolek nyolek
aku pernah diajak nonton bokep sama paman
badanku biru biru
aku mau cerita tapi takut dimarahin dia
teman saya hamil dan mau digugurkan
aku gak nyaman dipeluk terus sama ayah tiri
adik dicekokin miras sama preman
kemarin aku ditodong pisau
""".strip().splitlines()

# Written after the second mending, of which it found 50 %; then used to mend it.
FOURTH = """
abang ojek megang pinggangku terus aku turun
aku dikasih minuman lalu pusing dan bangun di kamar dia
papa buang semua bukuku lalu ngancurin hp
tanteku bilang aku anak sial tiap hari
sering kepikiran gimana kalau aku ketabrak aja
aku pengin kabur tapi nggak tahu ke mana
di asrama senior nyuruh kami push up sampai pingsan
bu guru menyobek buku dan melempar penghapus ke kepalaku
kakekku suka minta dipijat sambil dia nggak pakai baju
pundak anak saya didorong satpam sampai jatuh
kepala anak saya ditoyor di depan loket
saya lihat ada anak dipaksa mengamen tiap sore di simpang
ada yang nyebar aibku di grup sekolah
akun palsu pakai fotoku buat jualan
mamaku sakit jiwa dan kadang nyerang aku
aku nahan lapar karena uangnya dipakai ayah judi
kami bertiga ditinggal ibu sejak lebaran
adikku demam tinggi tapi bapak melarang dibawa berobat
tetangga bilang jangan ngomong sama polisi
aku males bangun tiap pagi, semuanya gelap
kayaknya dunia lebih enak tanpa aku
aku pingin istirahat selamanya
aku sering ngebenturin kepala sendiri ke dinding
cowokku ngatur semua dan gak bolehin aku ketemu siapa pun
pelatih suka masuk ruang ganti waktu kami ganti baju
anak umur enam tahun kok dibiarkan di warung sampai subuh
dia nyimpen fotoku pas mandi
kalau nggak transfer katanya fotoku dikirim ke sekolah
orang itu ngikutin aku pulang tiap sore
aku benar benar butuh bantuan sekarang
""".strip().splitlines()

# Written after the third mending, of which it found 73 %; then used to mend it.
FIFTH = """
kakak tiriku naruh kamera di kamar mandi
aku nangis sendirian tiap istirahat karena ga ada yang mau temenan
bapak ngunci aku di luar pas hujan
ada guru yang nge-chat aku tengah malam minta ketemu
aku pengen semuanya selesai
dia narik jilbabku terus ketawa sama gengnya
katanya aku anak haram
ibu ngancem mau ninggalin aku di panti
om itu kasih aku duit biar diem
aku diturunin di pinggir jalan karena ga punya ongkos sama mama
petugas itu melotot dan menunjuk muka anak saya
anak saya ditahan di ruangan sendirian tanpa saya
perawat menahan tangan anak saya kuat kuat sampai biru
tiap minum ayah jadi lain orang
aku ga tau harus cerita ke siapa
saya menemukan anak menangis penuh bekas rokok
dia ngerekam aku diam diam
di panti kami dikasih nasi basi
aku jadi pembantu di rumah bude dan gak sekolah
dipanggil budek sama guru karena aku susah dengar
tolong cek rumah nomor 7, ada anak yang selalu teriak
adik kelas dipaksa jongkok berjam jam
saya ketahuan pacaran lalu rambut dicukur paksa bapak
aku gak mau pulang
gak usah tanya kenapa tanganku begini
kalau aku pergi kayaknya semua lebih bahagia
kak tolong
dia bilang ini permainan rahasia kita
aku dicolek terus waktu antre sama bapak bapak
anak dibiarkan merokok dan mabuk di belakang kantor
""".strip().splitlines()

# Written after the fourth mending, of which it found 87 %; then used to mend it.
SIXTH = """
ayah tiri suka masuk pas aku ganti baju
aku dikata katain monyet sama satu kelas
di rumah aku tidur di lantai, anak kandungnya di kasur
pamanku mengajari aku hal yang katanya cuma buat orang dewasa
habis itu aku disuruh diam dan dikasih cokelat
aku gemetaran kalau dengar motor bapak datang
waktu mama pergi, dia suka minta aku duduk di pangkuannya
rasanya badan ini bukan punyaku lagi
aku sudah capek pura pura bahagia
ingin kecelakaan supaya selesai semua
pengurus panti mukul kami pakai gesper
guru piketnya ngelempar penghapus kena mataku
temanku cerita kalau dia sering dipegang supir jemputan
tolong periksa anak di rumah nomor lima, badannya kurus dan banyak luka
saya lihat ibu menyeret anaknya sambil memukul di parkiran
petugas mengunci anak saya di ruangan karena berisik
perawat menampar tangan anak saya saat mau disuntik
satpamnya menendang anak yang jualan tisu
anak saya dipaksa buka masker dan difoto lalu ditertawakan petugas
petugas bilang anak saya idiot
aku dikurung kalau nggak hafal
kakakku dijual ke luar kota katanya kerja di kafe
di tempat kerja aku nggak boleh pulang dan KTP ditahan
aku lima belas tahun disuruh kawin minggu depan
adik bayi ditinggal di kos sendirian dari pagi
sudah dua hari cuma minum air
bapak mabuk terus banting barang
katanya aku bakal diracun kalau lapor
mereka rekam aku di kamar mandi sekolah lalu disebar
aku butuh orang buat diajak ngomong, aku takut
""".strip().splitlines()

HARMFUL = [*FIRST, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH]

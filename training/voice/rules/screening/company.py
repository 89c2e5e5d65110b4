"""Words that mean little alone and much together: somebody close, and something that hurts."""

import re

_CLOSE = re.compile(
    r"\b(?:ayah|bapak|papa|papi|abah|bapa|ibu|mama|mami|emak|mak|bunda|om|paman|pakde|"
    r"pakle|bude|"
    r"tante|bibi|kakek|nenek|kakak|abang|guru|pacar|mantan|ustadz?|ustaz|pelatih|tetanga|suami|"
    r"istri|sepupu|saudara|senior|geng|preman|majikan|bos|supir|sopir|orang ?tua|ortu|"
    r"temen|teman|"
    r"anak|adik|keponakan|ponakan|satpam|petugas\w*|cowok|dia|mereka)(?: ?ku|nya)?\b"
)
_HURTS = re.compile(
    r"\bmain (?:tangan|fisik)|\bkasar(?:i|in)? (?:sama|ke|pada|terhadap|dengan|anak|aku|saya)|"
    r"\bdi ?kasar|\bmarah marah terus|\bngamuk|\bteriak teriak|\bdi ?teriak|\bmeneriak|"
    r"\bneriak|"
    r"\bd[oi] ?dorong|\bmendorong|\bndorong|cengk[er]*am|\bcekal|\bdi ?tarik tarik|\brotan\b|"
    r"\bikat pingang|\bgagang|\bsapu\b|\bpentung|\bjahat|\bkejam|\bsadis|\bngintip|\bintip|"
    r"\b(?:masuk|ke) kamar (?:ku|aku|saya|tiap|malam|pas)|\btiap malam|\bmalam malam|"
    r"\bmabuk|\bjudi\b|\btiri\w* (?:suka|sering|selalu)|\btakut banget|\bgemetar|\btrauma|"
    r"\bnangis terus|\bmenangis terus|\bnangis tiap|\bmerah merah|\bbenjol|\bpatah|"
    r"\bbabak belur|"
    r"\brampas|\bdi ?rampas|\bmeras|\bpemeras|\bngatain|\bkatain|\bngata ngatai|\bdi ?musuh|"
    r"\bmacam macam sama|\bmacem macem|\bkurang ajar sama|\bmesum|\bgoda(?:in|i)? (?:aku|"
    r"saya|anak)|"
    r"\bgenit|\bnyium|\bpangku|\bpeluk peluk|\bmeluk meluk|\bkorban\b|\bancaman|"
    r"\bdi ?siram|\bnyiram|"
    r"\bkabur\b|\bpergi (?:dua|tiga|berhari|\d)|\btidak pulang pulang|\btidak pernah pulang|"
    r"\bsendirian (?:di|jaga|ngurus|terus)|\btidak (?:di ?)?(?:urus|rawat|peduli)"
)


def in_bad_company(reading: str) -> bool:
    """Whether somebody close stands in the same text as something that hurts."""
    return bool(_CLOSE.search(reading) and _HURTS.search(reading))

"""How people say that they have no e-mail address or phone number."""

import re

from web.input.text_cleaning import fold

# What people write who have none, in the languages of the form; no address or number looks so.
_NONE = {
    fold(word)
    for words in (
        "keine, kein, keins, nein, ohne, nicht vorhanden, nichts, nix, k.a, ka, keine angabe",
        "keine e-mail, keine email, keine mail, kein telefon",
        "habe keine, hab keine, habe ich nicht",
        "no, none, n/a, nothing, no email, no e-mail, no phone",
        "yok, hayır",
        "нет, не имею, нету",
        "ні, немає, нема",
        "لا, لا يوجد, ليس لدي",
        "nie, brak, nie mam",
    )
    for word in words.split(", ")
}
_STROKES = re.compile(r"[-–—_/.x]+")
_NO_ADDRESS = re.compile(
    r"((habe?-?)?keine?(-?e?-?mail)?|nein|ohne|k\.?a|nicht|none)@|(?P<no>no|nix|nie|yok|brak|x+)@(?P=no)\b"
)
_LONGEST_NONE = 40


def means_none(text: str) -> bool:
    """Return whether the text says "I have none", as in "keine", "k. A." or "keine@keine.de"."""
    if len(text) > _LONGEST_NONE:
        return False
    said = fold(text).replace("k. a", "k.a")
    return (
        said.rstrip(".!") in _NONE
        or bool(_STROKES.fullmatch(said))
        or bool(_NO_ADDRESS.match(said.replace(" ", "")))
    )

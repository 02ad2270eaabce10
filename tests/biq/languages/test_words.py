"""Words that readers of the languages have put right: they do not come back."""

import re

import pytest

from biq.languages.catalog_checks import forms
from biq.languages.catalogs import catalog

WRONG = {
    "en": (
        r"Please change something|stop telling me|^Tell me|Please by |not paid yet, you no longer"
        r"|get in without steps\.$|it works again|to be told"
    ),
    "tr": r"Telefon istiyorsunuz|bir şeyi daha düzeltin|ertelendi|semt dairesi",
    "uk": r"сходин",
}
# Buttons and links speak to people as "siz"; these are the forms for "sen".
INFORMAL = re.compile(r"\b(bak|ol|gönder|kaydet|değiştir|onayla|aç|gör|dön|git|geç|ekle|çıkar)\b")


@pytest.mark.parametrize("language", WRONG)
def test_what_was_put_right_stays_right(language):
    said = [form for message in catalog(language) if message.id for form in forms(message)]
    assert [text for text in said if re.search(WRONG[language], text)] == []


def test_turkish_buttons_are_polite():
    said = [form for message in catalog("tr") if message.id for form in forms(message)]
    short = [text for text in said if len(text.split()) <= 6]
    assert [text for text in short if INFORMAL.search(text.lower())] == []


@pytest.mark.parametrize("language", ["ar", "tr", "ru", "uk", "en", "pl"])
def test_institutions_are_named_as_people_find_them_on_the_door(language):
    [text] = [
        message.string
        for message in catalog(language)
        if isinstance(message.id, str) and "das Ortsamt, Kirchen" in message.id
    ]
    assert [text.count(f"({name})") for name in ("Ortsamt", "Quartiersmanagement")] == [1, 1]


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_the_button_for_one_person_says_no_number(language):
    [text] = [one.string for one in catalog(language) if one.id == "Anmeldung absenden"]
    assert "people" not in text

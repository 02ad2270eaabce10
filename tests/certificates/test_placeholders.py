import pytest
from django.core.exceptions import ValidationError

from certificates import placeholders
from certificates.models import Kind


def test_known_names_are_replaced_once_and_values_are_never_looked_into():
    values = {"name": "{kurs}", "kurs": "BIQ <b>2027</b>"}
    assert placeholders.fill("{name} im {kurs}, {kurs.title} {name!r}", values) == (
        "{kurs} im BIQ <b>2027</b>, {kurs.title} {name!r}"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{nachname}", "Den Platzhalter {nachname} gibt es hier nicht. Möglich sind: {name},"),
        ("{thema}", "Den Platzhalter {thema} gibt es hier nicht."),
        ("{0}", "Den Platzhalter {0} gibt es hier nicht."),
        ("{{ name }}", "Eine Klammer steht allein."),
        ("{% now 'Y' %}", "Eine Klammer steht allein."),
        ("{name", "Eine Klammer steht allein."),
        ("{name.__class__}", "Eine Klammer steht allein."),
    ],
)
def test_an_unknown_placeholder_is_refused_in_german(text, message):
    with pytest.raises(ValidationError) as refused:
        placeholders.check(text, Kind.CERTIFICATE)
    assert refused.value.messages[0].startswith(message)


@pytest.mark.parametrize("title", ["Zertifikat für {name}", "Zertifikat {", "Zertifikat }"])
def test_a_title_has_no_placeholders(title):
    with pytest.raises(ValidationError) as refused:
        placeholders.check_title(title)
    assert refused.value.messages == [
        "In der Überschrift gibt es keine Platzhalter. Bitte schreiben Sie sie ohne { und }."
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_first_words_of_every_kind_are_allowed(kind):
    for text in placeholders.FIRST_WORDS[kind].values():
        placeholders.check(text, kind)


def test_a_line_of_its_own_is_the_course_and_what_follows_an_empty_line_is_small():
    text = "hat im Kurs\n{kurs}\ngelernt.\n\nIn {stadtteil}"
    assert placeholders.lines(text, {"kurs": "BIQ", "stadtteil": "Walle"}) == [
        ("deed", "hat im Kurs"),
        ("course", "BIQ"),
        ("deed", "gelernt."),
        ("note", "In Walle"),
    ]

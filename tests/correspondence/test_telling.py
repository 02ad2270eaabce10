from uuid import UUID

import pytest
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.utils import translation

from correspondence import occasions
from correspondence.models import Message
from correspondence.occasions import Occasion, UnknownOccasion
from correspondence.telling import Recipient, tell

KEY = UUID(int=7)
PROBE = Occasion("probe", "Probe")
WORDLESS = Occasion("ohne_worte", "ohne Worte")
WAYS = {"email": "p@example.org", "phone": "030 23125 001", "post_address": "Probeweg 1\nBremen"}


@pytest.fixture(autouse=True)
def occasion(settings, tmp_path, monkeypatch):
    """An occasion called "probe", with templates as a room would bring them, and one without."""
    for one in (PROBE, WORDLESS):
        monkeypatch.setitem(occasions._by_slug, one.slug, one)
    folder = tmp_path / "correspondence"
    folder.mkdir()
    (folder / "probe.subject.txt").write_text("Platz für {{ name }}")
    (folder / "probe.body.txt").write_text(
        '{% extends "correspondence/base.txt" %}'
        "{% block message %}{{ name }}: {{ x }}{% endblock %}"
    )
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]


def person(name="Gülşen Işık", channel="email", *, confirmed=True, **ways):
    ways = ways or WAYS
    return Recipient(key=KEY, name=name, channel=channel, email_confirmed=confirmed, **ways)


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("email", "p@example.org"),
        ("phone", "030 23125 001"),
        ("post", "Probeweg 1\nBremen"),
    ],
)
def test_everybody_is_told_by_their_channel(db, channel, address):
    message = tell(person(channel=channel), PROBE)
    assert (message.channel, message.address) == (channel, address)
    assert (message.recipient_key, message.occasion, message.state) == (KEY, "probe", "open")


def test_who_has_no_address_for_the_channel_is_told_by_another(db):
    message = tell(person(channel="email", phone="030 1"), PROBE)
    assert (message.channel, message.address) == ("phone", "030 1")


def test_who_cannot_be_reached_is_not_told(db):
    assert tell(Recipient(key=KEY, name="Ayşe", channel="email"), PROBE) is None
    assert Message.objects.count() == 0


def test_a_mail_greets_by_name_and_says_whom_to_call(db, settings):
    body = tell(person(), PROBE, {"x": "morgen"}).body
    assert body.startswith("Guten Tag Gülşen Işık,\n\nGülşen Işık: morgen\n\n")
    assert f"Rufen Sie uns gern an: {settings.CONTACT_PHONE}." in body


def test_nothing_that_the_sender_wrote_goes_to_an_unconfirmed_address(db):
    message = tell(person(confirmed=False), PROBE, {"x": "morgen"})
    assert message.unconfirmed is True
    assert message.subject == "Platz für"
    assert message.body.startswith("Guten Tag,\n\n: morgen\n\n")
    assert message.recipient_name == "Gülşen Işık"


@pytest.mark.parametrize("channel", ["phone", "post"])
def test_a_letter_and_a_call_greet_by_name_whatever_the_mail_address(db, channel):
    message = tell(person(channel=channel, confirmed=False), PROBE)
    assert message.unconfirmed is False
    assert message.body.startswith("Guten Tag Gülşen Işık,\n")


def test_staff_read_the_german_words_of_a_message_in_another_language(db):
    recipient = Recipient(key=KEY, name="Ada", channel="phone", language="ar", phone="030 1")
    message = tell(recipient, PROBE, {"x": "1"})
    assert (message.language, message.german_subject) == ("ar", "Platz für Ada")
    assert message.german_body.startswith("Guten Tag Ada,\n")
    assert message.body_for_staff == message.german_body


def test_a_german_message_needs_no_second_text(db):
    message = tell(person(), PROBE, {"x": "1"})
    assert (message.german_subject, message.german_body) == ("", "")
    assert message.subject_for_staff == "Platz für Gülşen Işık"


def test_a_message_knows_what_it_is_about(db, make_registration):
    message = tell(person(), PROBE, {"registration": make_registration(), "link": "https://x/"})
    assert (message.reference, message.link) == ("HEM1-001", "https://x/")


@pytest.mark.parametrize(
    "name", ["{{ 3|add:4 }}", "{% load nothing %}", "<b>Erna</b> & Co", 'O’Neill "O\'Neill"']
)
def test_a_name_is_text_and_never_a_template_or_html(db, name):
    message = tell(person(name), PROBE, {"x": name})
    assert message.subject == f"Platz für {name}"
    assert message.body.startswith(f"Guten Tag {name},\n\n{name}: {name}\n")


@pytest.mark.parametrize(
    "name", ["Gewinn auf boese.example", "https://x", "ruf 030 123456 an", "a@b"]
)
def test_a_name_that_is_an_advertisement_is_not_greeted(db, name):
    assert tell(person(name), PROBE).body.startswith("Guten Tag,\n")


@pytest.mark.parametrize("name", ["Ayşe", "Dr. Erna Müller-Lüdenscheidt", "Nguyễn Thị Ánh", "محمد"])
def test_every_real_name_is_greeted(name):
    assert person(name).greeted_as == name


def test_a_very_long_name_makes_a_subject_that_fits(db):
    subject = tell(person("ä" * 250), PROBE).subject
    assert (len(subject), subject[-1]) == (200, "…")


def test_a_subject_is_one_line(db):
    assert tell(person("Erna\r\nBcc: x"), PROBE).subject == "Platz für Erna Bcc: x"


def test_an_occasion_without_words_is_a_mistake_of_ours(db):
    with pytest.raises(TemplateDoesNotExist):
        tell(person(), WORDLESS)


@pytest.mark.parametrize(
    "stranger", [Occasion("gibt_es_nicht", "Probe"), Occasion("probe", "ein anderer Anlass")]
)
def test_an_occasion_that_no_room_registered_is_refused_by_name(db, stranger):
    with pytest.raises(UnknownOccasion, match=f"“{stranger.slug}” is not registered"):
        tell(person(), stranger)
    assert Message.objects.count() == 0


def test_an_unknown_occasion_is_refused_even_where_nobody_can_be_reached(db):
    with pytest.raises(UnknownOccasion):
        tell(Recipient(key=KEY, name="Ayşe", channel="email"), Occasion("gibt_es_nicht", "x"))


def test_telling_costs_one_query(db, django_assert_num_queries):
    tell(person(), PROBE)
    with django_assert_num_queries(1):
        tell(person(), PROBE)


@pytest.mark.parametrize(
    ("wanted", "ways", "taken"),
    [
        ("post", WAYS, "post"),
        ("post", {"email": "a@b.example", "phone": "1"}, "email"),
        ("email", {"phone": "1", "post_address": "Weg 1"}, "phone"),
        ("phone", {"post_address": "Weg 1"}, "post"),
        ("phone", {"email": ""}, None),
    ],
)
def test_the_wanted_channel_goes_first_then_mail_phone_and_post(wanted, ways, taken):
    assert person(channel=wanted, **ways).reached_by == taken


def test_only_a_mail_to_an_address_that_nobody_confirmed_is_unconfirmed():
    ways = [(channel, sure) for channel in ("email", "phone") for sure in (True, False)]
    found = [person(channel=channel, confirmed=sure).is_unconfirmed for channel, sure in ways]
    assert found == [False, True, False, False]


def test_a_fact_never_replaces_the_name_or_the_address_of_the_foundation(db, settings):
    message = tell(person(confirmed=False), PROBE, {"name": "Gewinn", "email": "x@evil.example"})
    assert (message.subject, message.body.count("Gewinn")) == ("Platz für", 0)
    assert message.body.count("x@evil.example") == 0


def test_a_message_is_written_in_the_running_transaction_and_not_without_it(db):
    with transaction.atomic():
        tell(person(), PROBE)
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


def test_the_language_of_whoever_tells_stays_as_it_was(db):
    with translation.override("pl"):
        tell(Recipient(key=KEY, name="Ada", channel="phone", language="ar", phone="1"), PROBE)
        assert translation.get_language() == "pl"


def test_our_number_is_isolated_where_text_runs_from_right_to_left(db, settings):
    isolated = f"\u2066{settings.CONTACT_PHONE}\u2069"
    bodies = [
        tell(Recipient(KEY, "Ada", "email", language, email="a@b.example"), PROBE).body
        for language in ("ar", "en")
    ]
    assert [body.count(isolated) for body in bodies] == [2, 0]
    assert [body.count(settings.CONTACT_PHONE) for body in bodies] == [2, 2]


def test_a_name_that_is_too_long_is_cut_in_the_list(db):
    assert len(tell(person("ä" * 250), PROBE).recipient_name) == 200


def test_a_part_that_says_nothing_leaves_no_gap_in_the_text(db):
    body = tell(person(), PROBE, {"x": "\n\n\n\n\nmorgen\n\n"}).body
    assert body.startswith("Guten Tag Gülşen Işık,\n\nGülşen Işık: \n\nmorgen\n\n")
    assert (body.count("\n\n\n"), body[-1], body[-2] == "\n") == (0, "\n", False)

"""The staff's page of a template: choose, word, sign, look, save; and what is refused."""

import errno
import os
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from certificates.issuing.printing import TOO_LONG
from certificates.models import Kind, Template
from certificates.template_editor import sample_certificates
from documents import pictures
from tests.certificates.design.test_rendering import text_of
from tests.certificates.template_editor.editor import filled_in, page
from tests.sent_form import sent

LOGO = {"alt": "Logo der Stiftung", "picture": "0" * 64 + ".png"}


def told(response):
    return [str(message) for message in response.context["messages"]]


def picture(name="sign.png", color="navy"):
    out = BytesIO()
    Image.new("RGB", (200, 80), color).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def test_saving_the_default_makes_a_version_and_says_so(as_staff, db, staff):
    sent = filled_in(as_staff, design="modern", certificate_title="Urkunde")
    response = as_staff.post(page(verb="_save"), sent, follow=True)
    assert told(response) == [
        "Standard-Vorlage, Fassung\N{NO-BREAK SPACE}1 ist gespeichert."
        " Was schon ausgestellt ist, bleibt, wie es ist."
    ]
    saved = Template.objects.get()
    assert (saved.design, saved.words["certificate"]["title"]) == ("modern", "Urkunde")
    assert (saved.made_by, saved.course, saved.version) == (staff, None, 1)


def test_the_form_as_it_stands_saves_what_was_there(as_staff, course):
    before = Template(course=course)
    as_staff.post(page(course, "_save"), filled_in(as_staff, course))
    saved = Template.objects.get()
    assert (saved.words, saved.logos) == (before.words, before.logos)
    assert saved.signatories == before.signatories


def test_a_course_gets_its_own_and_can_go_back(as_staff, course):
    as_staff.post(page(course, "_save"), filled_in(as_staff, course, design="large"))
    assert Template.objects.in_force(course).design == "large"
    response = as_staff.post(page(course, "_drop"), follow=True)
    assert told(response)[-1] == "Für diesen Kurs gilt jetzt die Standard-Vorlage."
    assert Template.objects.in_force(course).design == "classic"
    assert [row.version for row in Template.objects.versions_of(course)] == [2, 1]


def test_signatures_and_logos_are_drawn_anew_kept_and_removed(as_staff, db):
    sent = filled_in(
        as_staff,
        sign0_name="Lea Leit",
        sign0_picture=picture("../../etc/passwd"),
        logo0_picture=picture(),
        logo0_alt="Logo der Stiftung",
    )
    as_staff.post(page(verb="_save"), sent)
    first = Template.objects.get()
    (logo,) = first.logos
    assert (logo["alt"], first.signatories[0]["picture"]) == ("Logo der Stiftung", logo["picture"])
    as_staff.post(page(verb="_save"), filled_in(as_staff))
    assert Template.objects.versions_of(None)[0].logos == first.logos
    as_staff.post(page(verb="_save"), filled_in(as_staff, logo0_remove="on"))
    newest = Template.objects.versions_of(None)[0]
    assert (newest.version, newest.logos) == (3, [])
    assert newest.signatories == first.signatories


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"certificate_text": "Liebe {anrede}"},
            "certificate_text",
            "Den Platzhalter {anrede} gibt es hier nicht.",
        ),
        ({"thanks_text": "{tage}"}, "thanks_text", "Den Platzhalter {tage} gibt es hier nicht."),
        (
            {"thanks_title": "Dank an {name}"},
            "thanks_title",
            "In der Überschrift gibt es keine Platzhalter.",
        ),
        ({"certificate_title": ""}, "certificate_title", "Bitte schreiben Sie eine Überschrift."),
        ({"certificate_text": " "}, "certificate_text", "Bitte schreiben Sie einen Text."),
        ({"thanks_title": "W" * 41}, "thanks_title", "Bitte kürzen Sie: höchstens 40 Zeichen."),
        ({"certificate_text": "a\n" * 8 + "b"}, "certificate_text", "Bitte höchstens 8 Zeilen."),
        (
            {"sign0_picture": SimpleUploadedFile("x.png", b"<svg/>")},
            "sign0_picture",
            "Diese Datei ist kein Bild, das wir lesen können.",
        ),
        ({"logo0_picture": picture()}, "logo0_alt", "Bitte beschreiben Sie das Logo in Worten."),
    ],
)
def test_what_is_refused_says_what_to_do_and_saves_nothing(as_staff, db, changes, field, message):
    response = as_staff.post(page(verb="_save"), filled_in(as_staff, **changes))
    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(message)
    assert Template.objects.count() == 0


def test_a_second_click_makes_no_second_version(as_staff, db):
    form = sent(as_staff.get(page()), page(verb="_save"), design="modern")
    as_staff.post(page(verb="_save"), form)
    response = as_staff.post(page(verb="_save"), form, follow=True)
    assert told(response)[-1].startswith("Standard-Vorlage, Fassung\N{NO-BREAK SPACE}1 ist")
    assert Template.objects.count() == 1


def test_what_two_change_in_different_places_comes_together(as_staff, db):
    older = sent(as_staff.get(page()), page(verb="_save"), sign0_name="Lea Leit")
    as_staff.post(page(verb="_save"), filled_in(as_staff, design="modern"))
    as_staff.post(page(verb="_save"), older)
    newest = Template.objects.versions_of(None)[0]
    assert (newest.version, newest.design) == (2, "modern")
    assert newest.signatories[0]["name"] == "Lea Leit"


def test_the_same_words_changed_by_two_are_shown_with_both(as_staff, db):
    older = sent(as_staff.get(page()), page(verb="_save"), certificate_title="Urkunde")
    as_staff.post(page(verb="_save"), filled_in(as_staff, certificate_title="Zeugnis"))
    answer = as_staff.post(page(verb="_save"), older)
    [words] = answer.context["form"].errors["certificate_title"]
    assert (answer.status_code, Template.objects.count()) == (409, 1)
    assert words.startswith("Hier steht inzwischen „Zeugnis“. Geändert: Vera Wal, am ")
    as_staff.post(page(verb="_save"), sent(answer, page(verb="_save")))
    titles = [row.words["certificate"]["title"] for row in Template.objects.versions_of(None)]
    assert titles == ["Urkunde", "Zeugnis"]


def test_a_picture_that_somebody_put_there_meanwhile_is_not_replaced_unseen(as_staff, db):
    mine = sent(as_staff.get(page()), page(verb="_save")) | {"sign0_picture": picture()}
    theirs = filled_in(as_staff, sign0_name="Lea", sign0_picture=picture(color="red"))
    as_staff.post(page(verb="_save"), theirs)
    [first] = Template.objects.versions_of(None)
    answer = as_staff.post(page(verb="_save"), mine)
    [words] = answer.context["form"].errors["sign0_picture"]
    assert (answer.status_code, Template.objects.count()) == (409, 1)
    assert words.startswith("Hier steht inzwischen „ein neues Bild“. Geändert: Vera Wal, am ")
    as_staff.post(page(verb="_save"), sent(answer, page(verb="_save")))
    newest = Template.objects.versions_of(None)[0]
    assert newest.version == 2
    assert newest.signatories[0]["picture"] not in ("", first.signatories[0]["picture"])


def test_after_two_pictures_for_one_spot_the_newer_one_can_be_taken(as_staff, db):
    mine = sent(as_staff.get(page()), page(verb="_save")) | {"sign0_picture": picture()}
    theirs = filled_in(as_staff, sign0_name="Lea", sign0_picture=picture(color="red"))
    as_staff.post(page(verb="_save"), theirs)
    answer = as_staff.post(page(verb="_save"), mine)
    taken = sent(answer, page(verb="_save")) | {"theirs-sign0_picture": "ja", "design": "modern"}
    as_staff.post(page(verb="_save"), taken)
    newest, first = Template.objects.versions_of(None)
    assert newest.design == "modern"
    assert newest.signatories[0]["picture"] == first.signatories[0]["picture"]


def test_pictures_in_different_spots_come_together(as_staff, db):
    mine = sent(as_staff.get(page()), page(verb="_save")) | {"sign1_picture": picture()}
    theirs = filled_in(as_staff, sign0_name="Lea", sign0_picture=picture(color="red"))
    as_staff.post(page(verb="_save"), theirs)
    as_staff.post(page(verb="_save"), mine)
    newest = Template.objects.versions_of(None)[0]
    assert [bool(row["picture"]) for row in newest.signatories] == [True, True]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("subject", sample_certificates.HARD_CASES)
def test_hard_cases_can_be_looked_at_unsaved(as_staff, db, kind, subject):
    sent = filled_in(as_staff, kind=kind, subject=subject, certificate_title="Urkunde")
    response = as_staff.post(page(verb="_look"), sent)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "Muster" in text_of(response.content)
    assert Template.objects.count() == 0


def test_a_look_that_cannot_be_printed_says_why(as_staff, db):
    response = as_staff.post(page(verb="_look"), filled_in(as_staff, certificate_title="龍"))
    assert response.status_code == 422
    assert response.context["form"].non_field_errors()[0].startswith("Das Zeichen ‚龍‘")


LONG_TEXT = "\n".join(["W" * 61] * 8)


def test_a_text_that_needs_two_pages_is_refused_where_it_stands(as_staff, db):
    sent = filled_in(as_staff, design="large", certificate_text=LONG_TEXT)
    answers = [as_staff.post(page(verb=verb), sent) for verb in ("_look", "_save")]
    assert [(answer.status_code, answer.context["form"].errors) for answer in answers] == [
        (422, {"certificate_text": [TOO_LONG]})
    ] * 2
    assert Template.objects.count() == 0


def test_saving_tries_the_fullest_of_the_certificates_whose_words_are_new(as_staff, db):
    sent = filled_in(as_staff, thanks_text="Danke.\n" * 5, confirmation_text="Danke.")
    form = as_staff.post(page(verb="_look"), sent | {"kind": "nichts"}).context["form"]
    assert list(form.errors) == ["kind"]
    assert form.fullest() == Kind.THANKS


def test_a_page_that_is_refused_keeps_what_was_uploaded(as_staff, db):
    sent = filled_in(as_staff, certificate_text="", sign0_picture=picture(), logo0_alt="Logo")
    form = as_staff.post(page(verb="_save"), sent).context["form"]
    (kept,) = [path.name for path in pictures.folder().iterdir()]
    assert (form["sign0_kept"].value(), form["sign1_kept"].value()) == (kept, "")
    assert form["sign0_picture"].help_text.startswith("Das Bild ist schon hier.")
    again = filled_in(as_staff, sign0_kept=form["sign0_kept"].value())
    as_staff.post(page(verb="_save"), again)
    assert Template.objects.get().signatories[0]["picture"] == kept


def test_a_picture_that_finds_no_room_is_said_so_beside_it_and_leaves_nothing(
    as_staff, db, monkeypatch
):
    def refuse(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    sent = filled_in(as_staff, sign0_picture=picture())
    answer = as_staff.post(page(verb="_save"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors["sign0_picture"] == [
        "Das Bild konnte nicht gespeichert werden, vielleicht ist der Speicherplatz voll."
        " Bitte sagen Sie der Technik Bescheid. Alles andere können Sie ohne das Bild speichern."
    ]
    assert list(pictures.folder().iterdir()) == []


def test_what_was_uploaded_and_kept_can_be_taken_back(as_staff, db):
    kept = pictures.take_in(picture())
    as_staff.post(page(verb="_save"), filled_in(as_staff, sign0_kept=kept, sign0_remove="on"))
    assert Template.objects.get().signatories[0]["picture"] == ""


@pytest.mark.parametrize("name", ["0" * 64 + ".png", "../biq.sqlite3", "x"])
def test_only_what_was_kept_can_be_named(as_staff, db, name):
    response = as_staff.post(page(verb="_save"), filled_in(as_staff, logo1_kept=name))
    assert response.context["form"].errors["logo1_picture"] == [
        "Das Bild ist nicht mehr da. Bitte wählen Sie es noch einmal aus."
    ]


def test_only_the_preview_may_be_framed_and_only_by_us(as_staff, db):
    shown, seen = as_staff.get(page()), as_staff.post(page(verb="_look"), filled_in(as_staff))
    policies = [answer["Content-Security-Policy"].split("; ") for answer in (shown, seen)]
    framing = [[part for part in policy if part.startswith("frame")] for policy in policies]
    assert [sorted(parts) for parts in framing] == [
        ["frame-ancestors 'none'", "frame-src 'self'"],
        ["frame-ancestors 'self'"],
    ]
    assert [answer["X-Frame-Options"] for answer in (shown, seen)] == ["DENY", "SAMEORIGIN"]


HOSTILE = "<b>fett</b> <img src=file:///etc/passwd> &amp; {name}"


def test_hostile_text_is_printed_as_text(as_staff, db):
    sent = filled_in(as_staff, certificate_text=HOSTILE, sign0_name="<script>x</script>")
    text = text_of(as_staff.post(page(verb="_look"), sent).content)
    shown = ("<b>fett</b> <img src=file:///etc/passwd> &amp;", "<script>x</script>")
    assert [part in text for part in shown] == [True, True]


def test_the_page_asks_the_same_for_one_and_for_many_versions(
    as_staff, course, django_assert_num_queries
):
    as_staff.get(page(course))
    for version in (1, 2, 3):
        Template.objects.create(course=course, version=version)
        with django_assert_num_queries(10):
            as_staff.get(page(course))

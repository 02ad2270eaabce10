"""The staff's page of a template: choose, word, sign, look, save; and what is refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.formats import date_format
from PIL import Image

from certificates.design.printed_course import countable_days
from certificates.issuing.printing import TOO_LONG
from certificates.models import Kind, Template
from certificates.template_editor import sample_certificates
from documents import pictures
from tests.certificates.design.test_rendering import text_of
from tests.sent_form import sent

LOGO = {"alt": "Logo der Stiftung", "picture": "0" * 64 + ".png"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page(course=None, verb=""):
    name = "template" if course else "default_template"
    return reverse(f"certificates:{name}{verb}", args=[course.slug] if course else [])


def filled_in(client, course=None, **changes):
    """Return what a browser sends for the form as it stands."""
    form = client.get(page(course)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | changes).items() if value is not None}


def told(response):
    return [str(message) for message in response.context["messages"]]


def picture(name="sign.png"):
    out = BytesIO()
    Image.new("RGB", (200, 80), "navy").save(out, "PNG")
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


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("subject", sample_certificates.HARD_CASES)
def test_hard_cases_can_be_looked_at_unsaved(as_staff, db, kind, subject):
    sent = filled_in(as_staff, kind=kind, subject=subject, certificate_title="Urkunde")
    response = as_staff.post(page(verb="_look"), sent)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "Muster" in text_of(response.content)
    assert Template.objects.count() == 0


def test_a_real_person_of_the_course_can_be_looked_at(as_staff, course_over):
    person = course_over.registrations.get(participant__name="Gülşen Işık")
    sent = filled_in(as_staff, course_over, subject=str(person.pk), certificate_title="Urkunde")
    text = text_of(as_staff.post(page(course_over, "_look"), sent).content)
    assert "Urkunde Gülşen Işık hat im Kurs" in text


def look_at(client, course, **chosen):
    return client.post(page(course, "_look"), filled_in(client, course, **chosen))


def test_a_real_person_is_shown_with_the_days_that_are_their_own(as_staff, course_over):
    person = course_over.registrations.get(participant__name="Cem Drei")
    text = text_of(
        look_at(as_staff, course_over, subject=str(person.pk), kind="certificate").content
    )
    assert "an 3 von 12 Kurstagen" in text
    text = text_of(
        look_at(as_staff, course_over, subject=str(person.pk), kind="confirmation").content
    )
    days = [day.date for day in countable_days(course_over)]
    shown = [f"{day.day}. {date_format(day, 'F Y')}" for day in days]
    assert [text.split("An diesen Tagen dabei")[1].count(day) for day in shown] == [1] * 3 + [0] * 9
    assert Template.objects.count() == 0


def test_thanks_are_shown_for_what_was_contributed(as_staff, course_over, contribute):
    given = f"dank-{contribute().pk}"
    text = text_of(look_at(as_staff, course_over, subject=given, kind="thanks").content)
    assert "Herzlichen Dank Sportverein Probe hat zum Kurs" in text
    assert "„Ehrenamt im Verein“" in text


def test_thanks_are_for_those_who_contribute_and_for_nobody_else(as_staff, course_over, contribute):
    given, person = f"dank-{contribute().pk}", str(course_over.registrations.first().pk)
    wrong = [{"subject": person, "kind": "thanks"}, {"subject": given, "kind": "certificate"}]
    answers = [look_at(as_staff, course_over, **chosen).context["form"] for chosen in wrong]
    assert [form.non_field_errors()[0].split(".")[0] for form in answers] == [
        "Eine Dankurkunde bekommt, wer zum Kurs etwas beigetragen hat",
        "Wer etwas beigetragen hat, bekommt eine Dankurkunde",
    ]


def test_the_default_is_looked_at_with_the_newest_course_that_has_people(
    as_staff, course_over, other_course, contribute
):
    contribute()
    groups = sample_certificates.sample_subjects(None)
    names = [(heading, [label for _key, label in pairs]) for heading, pairs in groups]
    assert names == [
        ("Teilnehmende", ["Cem Drei", "Gülşen Işık", "Ben Neun", "Dora Null"]),
        ("Schwierige Namen", [label for label, _name in sample_certificates.HARD_CASES.values()]),
        ("Dankurkunde für", ["Sportverein Probe"]),
    ]
    first = groups[0][1][1][0]
    assert "Gülşen Işık" in text_of(look_at(as_staff, None, subject=first).content)


def test_people_of_other_courses_are_not_shown(as_staff, course, course_over):
    stranger = course_over.registrations.first()
    sent = filled_in(as_staff, course, subject=str(stranger.pk))
    response = as_staff.post(page(course, "_look"), sent)
    assert list(response.context["form"].errors) == ["subject"]


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


def test_the_page_asks_the_same_for_one_and_for_many_people(
    as_staff, past_course, be_there, django_assert_num_queries
):
    for number in range(3):
        be_there(f"Person {number}", days=9)
        as_staff.get(page(past_course))
        with django_assert_num_queries(13):
            as_staff.get(page(past_course))

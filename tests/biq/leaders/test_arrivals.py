from django.contrib.messages import get_messages

from participants.models import DayGuest, Status


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def sheet(day):
    return f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/"


def test_a_guest_is_noted_counted_and_taken_off_again(day, as_leader):
    response = as_leader.post(f"{sheet(day)}gast/", {"name": "  Gast\N{NO-BREAK SPACE}Muster "})
    assert (response.status_code, response.url) == (303, f"{sheet(day)}?neu#gaeste")
    assert said(response) == ["Als Gast notiert: Gast Muster."]
    guest = DayGuest.objects.get()
    page = as_leader.get(sheet(day)).content.decode()
    assert "Ohne Platz dabei (1)" in page
    assert said(as_leader.post(f"{sheet(day)}gast/{guest.pk}/weg/"))[-1] == (
        "Nicht mehr auf der Liste: Gast Muster."
    )
    assert DayGuest.objects.count() == 0


def test_the_page_after_a_guest_was_noted_is_kept_nowhere(day, as_leader):
    kept = [as_leader.get(sheet(day) + query).has_header("X-Kept-For") for query in ("", "?neu")]
    assert kept == [True, False]


def test_a_guest_needs_a_name(day, as_leader):
    assert (
        as_leader.post(f"{sheet(day)}gast/", {"name": " \N{ZERO WIDTH SPACE}"}).status_code == 303
    )
    assert DayGuest.objects.count() == 0


def test_who_waits_is_admitted_or_noted_for_staff(day, past_course, enrol, as_leader, as_staff):
    past_course.capacity = 1
    past_course.save()
    _ada, bo = enrol("Ada", "Bo")
    as_leader.force_login(past_course.leaders.get())
    assert "Ist heute da" in as_leader.get(sheet(day)).content.decode()
    response = as_leader.post(f"{sheet(day)}platz/{bo.pk}/")
    assert said(response) == [
        "Es ist kein Platz frei. Bo steht als Gast auf der Liste."
        " Die Verwaltung sieht es und entscheidet."
    ]
    past_course.capacity = 2
    past_course.save()
    DayGuest.objects.all().delete()
    as_leader.post(f"{sheet(day)}platz/{bo.pk}/")
    bo.refresh_from_db()
    assert bo.status == Status.ENROLLED

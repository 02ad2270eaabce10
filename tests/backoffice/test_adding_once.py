"""A form that adds a row and is sent twice adds one, whoever is first."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.models import Course, Venue
from web.form_key import new_key

VENUES = "/verwaltung/courses/venue/"
HALL = {"name": "Saal Probe", "city": "Bremen", "step_free": "yes"}
KEY = re.compile(r'<input type="hidden" name="form_key" value="([0-9a-f-]{36})">')


def key_on(page):
    [key] = KEY.findall(page.content.decode())
    return key


@pytest.fixture
def typed(as_staff):
    """The form for a new venue as somebody filled it in."""
    return HALL | {"form_key": key_on(as_staff.get(f"{VENUES}add/"))}


def may_be_added(user, rf):
    request = rf.get("/")
    request.user = user
    return [one for one in admin.site._registry.values() if one.has_add_permission(request)]


def test_every_form_that_adds_a_row_has_a_key_of_its_own(client, lead, rf):
    client.force_login(lead)
    pages = may_be_added(lead, rf)
    names = [f"admin:{one.opts.app_label}_{one.opts.model_name}_add" for one in pages]
    answers = [client.get(reverse(name)) for name in names]
    keys = {key_on(page) for page in answers if page.status_code == 200}
    assert len(keys) == len([page for page in answers if page.status_code == 200]) >= 6


def test_a_form_sent_twice_adds_one_row_and_is_answered_alike(as_staff, typed):
    first, second = (as_staff.post(f"{VENUES}add/", typed) for _ in range(2))
    assert [(one.status_code, one["Location"]) for one in (first, second)] == [(302, VENUES)] * 2
    assert Venue.objects.filter(name="Saal Probe").count() == 1


def test_a_new_course_sent_twice_is_one_and_both_lead_to_its_cockpit(as_staff, district):
    page = as_staff.get("/verwaltung/courses/course/add/")
    typed = {"form_key": key_on(page), "district": district.pk, "first_day": "14.01.2028"}
    typed |= {"capacity": 16, "admission": "automatic", "offer_days": 7, "fee": "50,00"}
    answers = [as_staff.post("/verwaltung/courses/course/add/", typed) for _ in range(2)]
    [course] = Course.objects.all()
    cockpit = reverse("staff:cockpit", args=[course.slug])
    assert [answer["Location"] for answer in answers] == [cockpit] * 2


def test_a_refused_form_does_not_use_its_key_up(as_staff, typed):
    refused = as_staff.post(f"{VENUES}add/", typed | {"name": ""})
    assert (refused.status_code, key_on(refused)) == (200, typed["form_key"])
    as_staff.post(f"{VENUES}add/", typed)
    assert Venue.objects.filter(name="Saal Probe").count() == 1


def test_a_row_beside_a_choice_is_chosen_also_at_the_second_click(as_staff, typed):
    in_a_window = typed | {"_popup": "1"}
    first, second = (as_staff.post(f"{VENUES}add/?_popup=1", in_a_window) for _ in range(2))
    venue = Venue.objects.get(name="Saal Probe")
    chosen = f"&quot;value&quot;: &quot;{venue.pk}&quot;"
    assert [chosen in one.content.decode() for one in (first, second)] == [True, True]


def test_where_the_row_is_gone_the_second_click_leads_to_the_list(as_staff, typed):
    as_staff.post(f"{VENUES}add/", typed)
    Venue.objects.filter(name="Saal Probe").delete()
    assert as_staff.post(f"{VENUES}add/", typed)["Location"] == VENUES
    assert Venue.objects.filter(name="Saal Probe").count() == 0


def test_two_forms_add_two_rows(as_staff, typed):
    as_staff.post(f"{VENUES}add/", typed)
    as_staff.post(f"{VENUES}add/", HALL | {"form_key": str(new_key())})
    assert Venue.objects.filter(name="Saal Probe").count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_the_same_moment_add_one_row(staff):
    for number in range(5):
        typed = HALL | {"name": f"Saal {number}", "form_key": str(new_key())}
        start = Barrier(4)
        with ThreadPoolExecutor(4) as threads:
            clicks = [threads.submit(click, start, staff, typed) for _ in range(4)]
        assert [one.result() for one in clicks] == [302] * 4
        assert Venue.objects.filter(name=f"Saal {number}").count() == 1


def click(start, staff, typed):
    try:
        client = Client()
        client.force_login(staff)
        start.wait()
        return client.post(f"{VENUES}add/", typed).status_code
    finally:
        connection.close()

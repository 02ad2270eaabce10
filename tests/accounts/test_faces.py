import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.door import FaceMiddleware

OPEN = "open"
DOOR = "to the door"
CLOSED = "closed"
ROLES = ("nobody", "stranger", "leader", "staff", "both")
FACES = {
    "/": (OPEN, OPEN, OPEN, OPEN, OPEN),
    "/kurse/hemelingen/": (OPEN, OPEN, OPEN, OPEN, OPEN),
    "/kursleitung/": (DOOR, CLOSED, OPEN, CLOSED, OPEN),
    "/kursleitung/tage/1/": (DOOR, CLOSED, OPEN, CLOSED, OPEN),
    "/verwaltung/": (DOOR, CLOSED, CLOSED, OPEN, OPEN),
    "/verwaltung/accounts/user/": (DOOR, CLOSED, CLOSED, OPEN, OPEN),
    "/konto/login/": (OPEN, OPEN, OPEN, OPEN, OPEN),
}
CELLS = [
    (path, role, outcome)
    for path, outcomes in FACES.items()
    for role, outcome in zip(ROLES, outcomes, strict=True)
]


def knock(rf, path, user):
    request = rf.get(path)
    request.user, request.session = user, {}
    try:
        response = FaceMiddleware(None).process_view(request, None, (), {})
    except PermissionDenied:
        return CLOSED
    return OPEN if response is None else response.url


@pytest.mark.parametrize(("path", "role", "outcome"), CELLS)
def test_every_face_is_open_to_its_role_only(rf, request, db, path, role, outcome):
    user = AnonymousUser() if role == "nobody" else request.getfixturevalue(role)
    expected = f"/konto/login/?next={path}" if outcome == DOOR else outcome
    assert knock(rf, path, user) == expected


def test_staff_without_a_second_factor_are_led_to_set_it_up(rf, settings, staff):
    settings.STAFF_NEED_SECOND_FACTOR = True
    assert knock(rf, "/verwaltung/", staff) == reverse("mfa_activate_totp")


def test_staff_who_also_lead_courses_need_it_there_too(rf, settings, both):
    settings.STAFF_NEED_SECOND_FACTOR = True
    assert knock(rf, "/kursleitung/", both) == reverse("mfa_activate_totp")


def test_leaders_need_it_too(rf, settings, leader):
    settings.STAFF_NEED_SECOND_FACTOR = True
    assert knock(rf, "/kursleitung/", leader) == reverse("mfa_activate_totp")


def test_staff_can_let_a_leader_in_without_it_but_not_themselves(rf, settings, leader, both):
    settings.STAFF_NEED_SECOND_FACTOR = True
    leader.may_skip_second_factor = both.may_skip_second_factor = True
    assert knock(rf, "/kursleitung/", leader) == OPEN
    assert knock(rf, "/kursleitung/", both) == reverse("mfa_activate_totp")


def test_staff_who_set_it_up_come_in(rf, settings, staff):
    settings.STAFF_NEED_SECOND_FACTOR = True
    TOTP.activate(staff, "JBSWY3DPEHPK3PXP")
    assert knock(rf, "/verwaltung/", staff) == OPEN


def test_a_disabled_user_is_out_at_once(as_staff, staff):
    assert as_staff.get("/verwaltung/").status_code == 200
    staff.is_active = False
    staff.save()
    response = as_staff.get("/verwaltung/")
    assert response.url == "/konto/login/?next=/verwaltung/"


def test_who_lost_the_role_is_out_at_once(as_staff, staff):
    staff.is_staff = False
    staff.save()
    assert as_staff.get("/verwaltung/").status_code == 403

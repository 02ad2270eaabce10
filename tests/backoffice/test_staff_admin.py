import pytest

from accounts.models import User
from backoffice.staff_admin import CappedPaginator


def test_a_list_that_fits_is_counted_exactly(lead, staff):
    paginator = CappedPaginator(User.objects.all(), 50)
    assert (paginator.count, paginator.is_capped) == (2, False)


def test_a_longer_list_is_counted_as_far_as_people_turn_pages(
    lead, staff, leader, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(CappedPaginator, "most", 2)
    paginator = CappedPaginator(User.objects.all(), 50)
    with django_assert_num_queries(1):
        assert (paginator.count, paginator.is_capped) == (2, True)


def test_text_is_cleaned_as_staff_type_it(as_staff, outbox):
    new = {"name": "  Gu\u0308ls\u0327en\u200b \n Is\u202e ", "email": "g@example.org"}
    as_staff.post("/verwaltung/accounts/user/add/", new)
    assert User.objects.get(email="g@example.org").name == "Gülşen Is"


def test_the_admin_has_no_door_of_its_own(as_staff):
    assert as_staff.get("/verwaltung/login/").url == "/verwaltung/"


def test_nothing_is_deleted_where_nobody_said_so(as_staff, leader):
    page = as_staff.get(f"/verwaltung/accounts/user/{leader.pk}/change/")
    assert page.context["has_delete_permission"] is False


def test_beside_a_choice_something_is_added_and_nothing_else(as_staff, course):
    page = as_staff.get("/verwaltung/courses/venue/add/").content.decode()
    assert page.count("Ausgewählte") == 0
    form = as_staff.get(f"/verwaltung/courses/course/{course.pk}/change/")
    widget = form.context["adminform"].form.fields["leaders"].widget
    assert (widget.can_add_related, widget.can_change_related, widget.can_view_related) == (
        True,
        False,
        False,
    )


def test_an_address_on_the_web_is_called_that(as_staff, course):
    page = as_staff.get(f"/verwaltung/courses/course/{course.pk}/change/")
    form = as_staff.get("/verwaltung/courses/course/add/").context["adminform"].form
    assert form.fields["slug"].label == "Web-Adresse"
    assert "Web-Adresse:" in page.content.decode()
    assert "Web-Adresse" in as_staff.get("/verwaltung/biq/page/").content.decode()


@pytest.mark.parametrize("chosen", ["x", "", "1.5", "-1e9", "9" * 40, "\0", "None"])
def test_rows_that_there_cannot_be_are_no_choice(as_staff, leader, chosen):
    for model in ("correspondence/message", "partners/partner", "participants/interest"):
        for action in ("note_done", "delete_selected", "unknown"):
            data = {"action": action, "_selected_action": [chosen, str(leader.pk)], "index": "0"}
            assert as_staff.post(f"/verwaltung/{model}/", data).status_code == 400

"""Staff decide about the certificate against the rule, with a reason."""

import pytest

from participants.models import Status


def test_an_exception_needs_a_reason(post, make_registration):
    registration = make_registration()
    refused = post(registration, "ausnahme", granted="ja", reason="")
    post(registration, "ausnahme", granted="ja", reason="war im Krankenhaus")
    assert refused.status_code == 422
    decision = registration.eligibility_overrides.get()
    assert (decision.granted, decision.reason) == (True, "war im Krankenhaus")


@pytest.mark.parametrize(
    ("before", "granted", "after"),
    [
        ("enrolled", "ja", Status.ENROLLED),
        ("enrolled", "nein", Status.ENROLLED),
        ("completed", "nein", Status.NOT_COMPLETED),
        ("not_completed", "ja", Status.COMPLETED),
        ("completed", "ja", Status.COMPLETED),
        ("not_completed", "nein", Status.NOT_COMPLETED),
    ],
)
def test_after_the_course_the_status_follows_the_decision(
    post, make_registration, staff, before, granted, after
):
    registration = make_registration()
    type(registration).objects.filter(pk=registration.pk).update(status=before)
    moves = registration.status_changes.count()
    answer = post(registration, "ausnahme", granted=granted, reason="Krankenhaus")
    assert (answer.status_code, registration.status) == (302, after)
    assert registration.eligibility_overrides.get().granted is (granted == "ja")
    new = registration.status_changes.all()[moves:]
    noted = [(change.after, change.by, change.why) for change in new]
    assert noted == ([] if after == before else [(after, staff, "Krankenhaus")])


def test_who_never_took_part_gets_no_exception(post, small_course, make_registration):
    make_registration("Erste Person", course=small_course)
    waiting = make_registration("Ada Beispiel", course=small_course)
    post(waiting, "ausnahme", granted="ja", reason="Krankenhaus")
    assert waiting.eligibility_overrides.count() == 0

"""Several people arrive at once: all are stored or nobody, each with everything of their own."""

from datetime import date

import pytest

from correspondence.models import Message
from participants.models import Consent, Participant, Registration, Status
from participants.registration.arrival import (
    Application,
    digest_of_answers,
    receipt_address,
    register_all,
)
from web.form_key import find_spent_key, new_key


def person(name, **values):
    contact = {"phone": "+49421123456", "channel": "phone"}
    return Application(person={"name": name, **contact, **values.pop("person", {})}, **values)


def statuses(registrations):
    return [registration.status for registration in registrations]


def test_a_couple_gets_two_registrations_with_everything_of_their_own(course):
    ada, bo = register_all(course, [person("Ada", consents=["alumni"]), person("Bo")])
    assert statuses([ada, bo]) == [Status.ENROLLED, Status.ENROLLED]
    assert (ada.sequence, bo.sequence) == (1, 2)
    assert (ada.balance(), bo.balance()) == (course.fee, course.fee)
    assert (ada.consents.count(), bo.consents.count()) == (1, 0)
    assert list(Message.objects.order_by("pk").values_list("recipient_name", flat=True)) == [
        "Ada",
        "Bo",
    ]
    assert (ada.party, bo.party) == (None, None)


def test_who_wants_to_come_only_together_shares_a_party(course):
    ada, bo = register_all(course, [person("Ada"), person("Bo")], together=True)
    assert ada.party == bo.party is not None
    (alone,) = register_all(course, [person("Cem")], together=True)
    assert alone.party is None


def test_one_bad_entry_stores_nobody(transactional_db, course):
    with pytest.raises(TypeError):
        register_all(course, [person("Ada"), person("Bo", answers={"unknown": 1})])
    assert (Registration.objects.count(), Participant.objects.count()) == (0, 0)


def test_the_receipt_of_one_person_is_their_own_page(course):
    key = new_key()
    (ada,) = register_all(course, [person("Ada")], [key])
    assert find_spent_key(key).receipt == receipt_address([ada.token]) == ada.get_absolute_url()


def test_the_receipt_of_several_names_them_all(course):
    keys = [new_key(), new_key()]
    ada, bo = register_all(course, [person("Ada"), person("Bo")], keys)
    assert receipt_address([ada.token, bo.token]) == f"/danke/{ada.token}.{bo.token}/"
    assert {find_spent_key(key).receipt for key in keys} == {f"/danke/{ada.token}.{bo.token}/"}


def test_the_digest_tells_every_answer_and_who_comes_together(course):
    keys = [new_key(), new_key()]
    both = [person("Ada"), person("Bo")]
    register_all(course, both, keys, together=True)
    assert [find_spent_key(key).digest for key in keys] == [
        digest_of_answers(one, together=True) for one in both
    ]
    others = [
        digest_of_answers(both[0]),
        digest_of_answers(both[1], together=True),
        digest_of_answers(person("Ada ")),
        "",
    ]
    assert find_spent_key(keys[0]).digest not in others


def test_a_consent_on_paper_keeps_its_date_and_language(course):
    signed = date(2026, 11, 3)
    paper = person("Ada", consents=["alumni"], channel="paper", signed_on=signed)
    register_all(course, [paper])
    consent = Consent.objects.get()
    assert (consent.signed_on, consent.language, consent.channel) == (signed, "de", "paper")


def test_a_consent_is_written_in_the_language_of_the_person(course):
    english = person("Ada", consents=["alumni"], person={"language": "en"})
    register_all(course, [english])
    assert Consent.objects.get().language == "en"

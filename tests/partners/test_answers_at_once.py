"""Two answers, or two who ask, in the same moment: one of them counts, and is told once."""

import pytest

from correspondence.models import Message
from partners import answering, inviting
from partners.models import Invitation
from tests.courses.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = 8


def loaded():
    return Invitation.objects.with_course().get()


def test_yes_and_no_at_once_leave_one_answer_that_agrees_with_the_contribution(invitation):
    states = {"yes": "agreed", "no": "declined"}
    for _ in range(ROUNDS):
        first, second = loaded(), loaded()
        answers = at_once(
            lambda row=first: answering.accept(row), lambda row=second: answering.decline(row)
        )
        assert answers == [None, None]
        row = loaded()
        assert states[row.answer] == row.contribution.state


def test_the_same_answer_at_once_is_told_once(invitation):
    rows = [loaded() for _ in range(4)]
    assert at_once(*[lambda row=row: answering.accept(row) for row in rows]) == [None] * 4
    assert Message.objects.filter(occasion="partner_answered").count() == 1


def test_of_two_who_ask_at_once_one_is_refused(contribution, contact, staff):
    for _ in range(ROUNDS):
        Invitation.objects.all().delete()
        Message.objects.all().delete()
        outcomes = at_once(*[lambda: inviting.invite(contribution, contact, "email", staff)] * 2)
        refused = [str(one) for one in outcomes if not isinstance(one, Message)]
        assert len(refused) == 1
        assert "schon gefragt" in refused[0]
        assert Message.objects.filter(state="open").count() == 1

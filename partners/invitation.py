"""The invitation to contribute, and the link that opens its page without an account."""

from datetime import date, timedelta
from hmac import compare_digest
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from correspondence.models import Channel
from courses.models import Course, CourseStatus
from partners.partner import ContactPerson
from web.link_token import new_token

# So long an invitation to a block can be answered whose day is still open.
OPEN_DAYS = 60
LONGEST_WORDS = 500
_SEAL = 22


class Answer(models.TextChoices):
    """What a partner answered; `NONE` while nothing is known."""

    NONE = "", "noch keine Antwort"
    YES = "yes", "sagt zu"
    NO = "no", "sagt ab"
    PROPOSAL = "proposal", "schlägt einen anderen Termin vor"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def with_course(self) -> Self:
        return self.select_related(
            "contribution__block__course__district",
            "contribution__day__venue",
            "contribution__partner",
            "contact__partner",
        )

    def by_token(self, token: str) -> "Invitation | None":
        """Return the invitation that the link opens; None when it opens nothing.

        Whoever left the partner does not answer for it any more."""
        present = self.filter(contact__left_on=None)
        found = present.filter(lookup_key=token[:-_SEAL]).first()
        return found if found and compare_digest(found.seal(), token[-_SEAL:]) else None

    def settle_proposal(self, contribution: models.Model) -> None:
        """Note that somebody decided about the contribution, and so about what was proposed."""
        proposed = self.filter(contribution=contribution.pk, answer=Answer.PROPOSAL)
        proposed.filter(settled_at=None).update(settled_at=timezone.now())

    def open_proposals(self) -> Self:
        """Those with another day or time that nobody has decided about."""
        alive = (CourseStatus.DRAFT, CourseStatus.PUBLISHED)
        proposed = self.filter(answer=Answer.PROPOSAL, settled_at=None)
        return proposed.filter(contribution__block__course__status__in=alive)


def topic_of(invitation: "Invitation") -> str:
    """Return the topic of all messages about the invitation."""
    return f"invitation:{invitation.pk}"


def _new_lookup_key() -> str:
    return new_token()[:8]


class Invitation(models.Model):
    """What a partner was asked for one contribution, and what they answered (Einladung).

    The secret part of its link is not stored: it is a seal over the invitation and the person whom
    it was sent to, so that every message can name it and no copy of the database opens a page."""

    contribution = models.OneToOneField(
        "partners.Contribution", models.CASCADE, related_name="invitation", verbose_name="Beitrag"
    )
    contact = models.ForeignKey(
        ContactPerson,
        models.SET_NULL,
        null=True,
        related_name="invitations",
        verbose_name="Ansprechperson",
    )
    lookup_key = models.CharField(
        max_length=8, unique=True, default=_new_lookup_key, editable=False
    )
    channel = models.CharField("Weg", max_length=10, choices=Channel)
    asked_at = models.DateTimeField("zuerst gefragt am", default=timezone.now)
    sent_at = models.DateTimeField("zuletzt gefragt am", default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="gefragt durch",
    )
    answer = models.CharField(
        "Antwort", max_length=10, choices=Answer, default=Answer.NONE, blank=True
    )
    answered_at = models.DateTimeField("geantwortet am", null=True)
    # Why not, or what is to be different, in the partner's own words.
    words = models.TextField(
        "Worte dazu", blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)]
    )
    proposed_date = models.DateField("vorgeschlagener Tag", null=True)
    proposed_time = models.TimeField("vorgeschlagene Uhrzeit", null=True)
    needs_projector = models.BooleanField("braucht einen Beamer", default=False)
    needs_step_free = models.BooleanField("braucht einen Weg ohne Stufen", default=False)
    needs_other = models.TextField(
        "braucht sonst", blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)]
    )
    settled_at = models.DateTimeField("Vorschlag entschieden am", null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="entschieden durch",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"

    def __str__(self) -> str:
        return f"{self.contribution}: {self.get_answer_display()}"

    def get_absolute_url(self) -> str:
        return reverse("invitation", args=[self.token])

    def seal(self) -> str:
        """Return the secret part of the link: another person to ask makes it void."""
        text = f"{self.lookup_key} {self.contact_id}"
        digest = salted_hmac("partners.invitation", text, algorithm="sha256").hexdigest()
        return digest[:_SEAL]

    @property
    def token(self) -> str:
        return self.lookup_key + self.seal()

    def link(self) -> str:
        """Return the whole address of the page, in German, as messages name it."""
        with translation.override(settings.LANGUAGE_CODE):
            return settings.BASE_URL + self.get_absolute_url()

    @property
    def course(self) -> Course:
        return self.contribution.block.course

    @property
    def last_day(self) -> date:
        """The last day on which the link can be answered: that of the contribution, and as long as
        none is chosen 60 days after the last message."""
        day = self.contribution.day
        return day.date if day else timezone.localdate(self.sent_at) + timedelta(days=OPEN_DAYS)

    def is_expired(self, today: date) -> bool:
        return today > self.last_day

    def is_closed(self, today: date) -> bool:
        """Return whether nobody can answer any more."""
        return self.is_over or self.is_expired(today)

    @property
    def is_over(self) -> bool:
        """True when there is nothing left to answer: it took place, or does not take place."""
        return (
            self.contribution.is_held
            or self.course.status in (CourseStatus.COMPLETED, CourseStatus.CANCELLED)
            or self._is_called_off
            or self._is_day_cancelled
        )

    @property
    def _is_called_off(self) -> bool:
        """True when not the partner but staff or leaders declined the contribution."""
        return self.contribution.is_declined and self.answer != Answer.NO

    @property
    def _is_day_cancelled(self) -> bool:
        day = self.contribution.day
        return day is not None and day.is_cancelled

    @property
    def stands(self) -> Answer:
        """Return the answer that counts now; `NONE` when the question is open (again)."""
        if self.contribution.is_declined:
            return Answer.NO
        if self.contribution.is_asked:
            return Answer.PROPOSAL if self.has_open_proposal else Answer.NONE
        return Answer.YES

    @property
    def has_open_proposal(self) -> bool:
        return self.answer == Answer.PROPOSAL and self.settled_at is None

    @property
    def needs(self) -> list[str]:
        """Return what the partner needs, in German, for staff and leaders."""
        said = [
            (self.needs_projector, "einen Beamer"),
            (self.needs_step_free, "einen Weg ohne Stufen"),
            (bool(self.needs_other), self.needs_other),
        ]
        return [words for is_needed, words in said if is_needed]

    @property
    def proposal(self) -> str:
        """Return the day and time that were proposed, in German; empty without any."""
        day = f"{self.proposed_date:%d.%m.%Y}" if self.proposed_date else ""
        at = f"{self.proposed_time:%H:%M} Uhr" if self.proposed_time else ""
        return ", ".join(filter(None, (day, at)))

    def note_answer(self, answer: Answer, **said: Any) -> bool:
        """Store the answer; `said` are other fields, what is not said is empty.

        Returns False, and writes nothing, when it is known already."""
        plain = {"words": "", "proposed_date": None, "proposed_time": None}
        values = {**plain, **said, "answer": answer}
        if all(getattr(self, name) == value for name, value in values.items()):
            return False
        for name, value in values.items():
            setattr(self, name, value)
        self.answered_at, self.settled_at, self.settled_by = timezone.now(), None, None
        self.save()
        return True

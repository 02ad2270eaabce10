from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from courses.models import Block, CourseDay, ProgrammeItem
from partners.invitation import Answer, Invitation
from partners.partner import NAMELESS, ContactPerson, Kind, Partner, World
from partners.searchable import Searchable, with_keys
from partners.thanks import Thanks
from web.public_version import PublicContent, PublicContentQuerySet

__all__ = [
    "NAMELESS",
    "Answer",
    "ContactPerson",
    "Contribution",
    "ContributionState",
    "Invitation",
    "Kind",
    "Partner",
    "Thanks",
    "World",
]


class ContributionState(models.TextChoices):
    ASKED = "asked", "angefragt"
    AGREED = "agreed", "zugesagt"
    DECLINED = "declined", "abgesagt"
    HELD = "held", "hat stattgefunden"


class ContributionQuerySet(PublicContentQuerySet):
    def coming(self) -> "ContributionQuerySet":
        """Those to count on, and those that took place: all that were not declined."""
        return self.exclude(state=ContributionState.DECLINED)

    def to_ask_again(self) -> "ContributionQuerySet":
        """Those whose partner can be asked for another course: not declined, not forgotten."""
        return self.coming().filter(partner__forgotten_at=None)

    def on_day(self, day: CourseDay) -> "ContributionQuerySet":
        """Those to count on that day, and those of its block whose day is still open."""
        of_block = models.Q(day=None, block=day.block_id)
        return self.coming().filter(models.Q(day=day) | of_block)

    def certain(self) -> "ContributionQuerySet":
        """Those that may be shown to the public: agreed or held."""
        return self.filter(state__in=(ContributionState.AGREED, ContributionState.HELD))

    def with_proposals(self) -> "ContributionQuerySet":
        """Add `has_proposal`: whether the partner proposed another day, and nobody decided yet."""
        proposals = Invitation.objects.open_proposals().filter(contribution=models.OuterRef("pk"))
        return self.annotate(has_proposal=models.Exists(proposals))

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        return super().bulk_create(with_keys(objs), *args, **kwargs)


class Contribution(Searchable, PublicContent):
    """One partner's part in one block (Beitrag)."""

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="contributions", verbose_name="Kooperationspartner"
    )
    block = models.ForeignKey(
        Block, models.CASCADE, related_name="contributions", verbose_name="Block"
    )
    day = models.ForeignKey(
        CourseDay,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name="Kurstag",
        help_text="Leer, solange der Tag noch offen ist.",
    )
    item = models.OneToOneField(
        ProgrammeItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contribution",
        verbose_name="Programmpunkt",
        help_text="Leer, solange der Beitrag noch keinen Platz im Tagesablauf hat.",
    )
    topic = models.CharField("Thema", max_length=200, blank=True)
    state = models.CharField(
        "Stand", max_length=10, choices=ContributionState, default=ContributionState.ASKED
    )
    asked_at = models.DateTimeField("angefragt am", default=timezone.now, editable=False)
    history = HistoricalRecords(excluded_fields=["search_key"])

    objects = ContributionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["block__number", "pk"]
        verbose_name = "Beitrag"
        verbose_name_plural = "Beiträge"

    def __str__(self) -> str:
        return f"{self.partner}: {self.topic}" if self.topic else str(self.partner)

    def searched_in(self) -> list[str]:
        return [self.topic]

    @property
    def is_asked(self) -> bool:
        return self.state == ContributionState.ASKED

    @property
    def is_declined(self) -> bool:
        return self.state == ContributionState.DECLINED

    @property
    def is_held(self) -> bool:
        return self.state == ContributionState.HELD

    def clean(self) -> None:
        if self.day and self.block_id and self.day.block_id != self.block_id:
            raise ValidationError({"day": "Dieser Kurstag gehört zu einem anderen Block."})
        if self.item and self.item.day_id != self.day_id:
            raise ValidationError({"day": "Im Ablauf steht der Beitrag an einem anderen Kurstag."})

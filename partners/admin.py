from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from backoffice.signs import ATTENTION, GOOD, WRONG, signed
from backoffice.staff_admin import StaffAdmin
from courses.course_names import district_and_year, first_day_of
from courses.models import Block, Course, CourseDay, CourseStatus
from courses.staff.course_filter import CourseFilter
from courses.staff.views import cockpit_of
from partners.contribution_slots import settle
from partners.models import Contribution, ContributionState, Invitation, Partner
from partners.staff.partner_admin import PartnerAdmin

__all__ = ["ContributionAdmin", "PartnerAdmin"]

PREPARED = (CourseStatus.DRAFT, CourseStatus.PUBLISHED)
# No primary key has more digits than the widest column.
LONGEST_KEY = 18
STATE_SIGNS: dict[str, str] = {
    ContributionState.ASKED: ATTENTION,
    ContributionState.AGREED: GOOD,
    ContributionState.HELD: GOOD,
    ContributionState.DECLINED: WRONG,
}


class BlockChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Block) -> str:
        return str(obj)


class CourseOfBlockFilter(CourseFilter):
    course_path = "block__course"


@admin.register(Contribution)
class ContributionAdmin(StaffAdmin):
    """What a partner gives to a block. The cockpit leads here with the block already chosen."""

    list_display = ["partner", "course_name", "block", "topic", "day", "sign"]
    list_filter = ["state", CourseOfBlockFilter]
    list_select_related = ["partner", "block__course__district", "day"]
    search_fields = ["partner__name", "topic"]
    search_help_text = "Kooperationspartner oder Thema"
    fields = ["partner", "block", "day", "topic", "state"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Contribution | None = None
    ) -> tuple[str, ...]:
        """What has a place in a running order changes its day there."""
        return ("block", "day") if obj and obj.item_id else ()

    def lock(self, request: HttpRequest, object_id: str) -> None:
        """Queue for the course first, as every verb about its programme does."""
        if found := self.get_object(request, object_id):
            Course.objects.locked(found.block.course_id)
        super().lock(request, object_id)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and "state" in form.changed_data:
            settle(obj)
            Invitation.objects.settle_proposal(obj)
        super().save_model(request, obj, form, change)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contribution]:
        return super().get_queryset(request).annotate(first_day=first_day_of("block__course"))

    @admin.display(description="Durchlauf", ordering="block__course")
    def course_name(self, contribution: Any) -> str:
        return district_and_year(contribution.block.course.district, contribution.first_day)

    @admin.display(description="Stand", ordering="state")
    def sign(self, contribution: Contribution) -> SafeString:
        return signed(contribution.get_state_display(), STATE_SIGNS.get(contribution.state, ""))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A contribution is added at its block: who comes without one is led to the courses."""
        if _asked_block(request) is None:
            self.message_user(
                request,
                "Bitte öffnen Sie einen Durchlauf."
                " Dort steht bei jedem Block „Partner hinzufügen“.",
                messages.WARNING,
            )
            return redirect("admin:courses_course_changelist")
        return super().add_view(request, form_url, extra_context)

    def get_form(
        self,
        request: HttpRequest,
        obj: Contribution | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[forms.ModelForm]:
        request.block = obj.block if obj else _asked_block(request)  # type: ignore[attr-defined]
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer the blocks of this course, the days of this block, and partners with a name.

        What comes back may name a day of another block: the model says what is wrong with it."""
        block = getattr(request, "block", None)
        if db_field.name == "partner":
            kwargs["queryset"] = Partner.objects.named()
        if block and db_field.name == "block":
            kwargs |= {"form_class": BlockChoice, "queryset": block.course.blocks.all()}
        if block and db_field.name == "day":
            whole = {"block__course": block.course}
            wanted = whole if request.method == "POST" else {"block": block}
            kwargs["queryset"] = CourseDay.objects.filter(**wanted)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def response_post_save_add(
        self, request: HttpRequest, obj: Contribution
    ) -> HttpResponseRedirect:
        return redirect(cockpit_of(obj.block.course, "programm"))

    response_post_save_change = response_post_save_add


def _asked_block(request: HttpRequest) -> Block | None:
    """Return the block that a new contribution is for, while its course is prepared or runs; else
    None."""
    asked = request.POST.get("block") or request.GET.get("block") or ""
    if not asked.isdecimal() or len(asked) > LONGEST_KEY:
        return None
    blocks = Block.objects.select_related("course").filter(course__status__in=PREPARED)
    return blocks.filter(pk=asked).first()

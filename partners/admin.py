from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, ManyToManyField, Q, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from backoffice.staff_admin import StaffAdmin, StaffInline
from backoffice.stored_rows import StoredRowForm
from courses.models import Block, CourseDay, CourseStatus
from partners.models import ContactPerson, Contribution, Partner
from web.public_version import PublicVersion

PREPARED = (CourseStatus.DRAFT, CourseStatus.PUBLISHED)


class ContactPersonForm(StoredRowForm):
    def logged_with(self) -> Partner:
        return self.instance.partner


class ContactPersonInline(StaffInline):
    model = ContactPerson
    form = ContactPersonForm
    deletable = True


@admin.register(Partner)
class PartnerAdmin(StaffAdmin):
    list_display = ["name", "world", "kind"]
    list_filter = ["world", "kind", "districts"]
    search_fields = ["name", "contact_persons__name"]
    search_help_text = "Name oder Ansprechperson"
    inlines = [ContactPersonInline]

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        PublicVersion.bump()


class BlockChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Block) -> str:
        return f"{obj.course.code} · {obj}"


class DayChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: CourseDay) -> str:
        block = obj.block
        return f"{block.course.code} · Block\N{NO-BREAK SPACE}{block.number} · {obj}"


@admin.register(Contribution)
class ContributionAdmin(StaffAdmin):
    """What a partner gives to a block. The cockpit leads here with the block already chosen."""

    list_display = ["partner", "block", "topic", "day", "state"]
    list_filter = ["state"]
    list_select_related = ["partner", "block", "day"]
    search_fields = ["partner__name", "topic"]
    search_help_text = "Kooperationspartner oder Thema"
    fields = ["partner", "block", "day", "topic", "state"]

    def get_form(
        self,
        request: HttpRequest,
        obj: Contribution | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[forms.ModelForm]:
        request.contribution = obj  # type: ignore[attr-defined]
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kept = getattr(request, "contribution", None)
        if db_field.name == "block":
            kwargs |= {"form_class": BlockChoice, "queryset": _blocks(kept)}
        if db_field.name == "day":
            kwargs |= {"form_class": DayChoice, "queryset": _days(kept)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def response_post_save_add(
        self, request: HttpRequest, obj: Contribution
    ) -> HttpResponseRedirect:
        return redirect("staff:cockpit", obj.block.course.slug)

    response_post_save_change = response_post_save_add


def _blocks(kept: Contribution | None) -> QuerySet[Block]:
    """Blocks of courses that are still being prepared or running, and the one chosen before."""
    wanted = Q(course__status__in=PREPARED) | Q(pk=kept.block_id if kept else None)
    return Block.objects.filter(wanted).select_related("course").order_by("course__code", "number")


def _days(kept: Contribution | None) -> QuerySet[CourseDay]:
    """Like `_blocks`, for days."""
    wanted = Q(block__course__status__in=PREPARED) | Q(pk=kept.day_id if kept else None)
    days = CourseDay.objects.filter(wanted).select_related("block__course")
    return days.order_by("block__course__code", "date")

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.shortcuts import redirect

from backoffice.staff_admin import StaffAdmin, StaffInline
from courses.models import Block, CourseDay, CourseStatus
from partners.models import ContactPerson, Contribution, Partner
from web.public_version import PublicVersion

PREPARED = (CourseStatus.DRAFT, CourseStatus.PUBLISHED)


class ContactPersonInline(StaffInline):
    model = ContactPerson
    deletable = True


@admin.register(Partner)
class PartnerAdmin(StaffAdmin):
    list_display = ["name", "world", "kind"]
    list_filter = ["world", "kind", "districts"]
    search_fields = ["name", "contact_persons__name"]
    search_help_text = "Name oder Ansprechperson"
    inlines = [ContactPersonInline]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        PublicVersion.bump()


class BlockChoice(forms.ModelChoiceField):
    def label_from_instance(self, block):
        return f"{block.course.code} · {block}"


class DayChoice(forms.ModelChoiceField):
    def label_from_instance(self, day):
        return f"{day.block.course.code} · Block\N{NO-BREAK SPACE}{day.block.number} · {day}"


@admin.register(Contribution)
class ContributionAdmin(StaffAdmin):
    """What a partner gives to a block. The cockpit leads here with the block already chosen."""

    list_display = ["partner", "block", "topic", "day", "state"]
    list_filter = ["state"]
    list_select_related = ["partner", "block", "day"]
    search_fields = ["partner__name", "topic"]
    search_help_text = "Kooperationspartner oder Thema"
    fields = ["partner", "block", "day", "topic", "state"]

    def get_form(self, request, obj=None, **kwargs):
        request.contribution = obj
        return super().get_form(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kept = getattr(request, "contribution", None)
        if db_field.name == "block":
            kwargs |= {"form_class": BlockChoice, "queryset": _blocks(kept)}
        if db_field.name == "day":
            kwargs |= {"form_class": DayChoice, "queryset": _days(kept)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def response_post_save_add(self, request, obj):
        return redirect("staff:cockpit", obj.block.course.slug)

    response_post_save_change = response_post_save_add


def _blocks(kept):
    """Blocks of courses that are still being prepared or running, and the one chosen before."""
    wanted = Q(course__status__in=PREPARED) | Q(pk=kept and kept.block_id)
    return Block.objects.filter(wanted).select_related("course").order_by("course__code", "number")


def _days(kept):
    wanted = Q(block__course__status__in=PREPARED) | Q(pk=kept and kept.day_id)
    days = CourseDay.objects.filter(wanted).select_related("block__course")
    return days.order_by("block__course__code", "date")

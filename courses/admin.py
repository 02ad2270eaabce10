"""Courses, their programme and venues: what is typed in. The verbs are in the cockpit."""

from math import prod
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.db.models import ManyToManyField, Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from backoffice.forms import DateInput, StaffDateField
from backoffice.staff_admin import StaffAdmin
from courses.certificate_days import too_many_certificate_days, usual_certificate_days
from courses.course_code import read_code
from courses.default_programme import BLOCKS, DAYS_OF_A_BLOCK, WEEKS_BETWEEN_BLOCKS
from courses.models import (
    Block,
    Course,
    CourseDay,
    CourseStatus,
    District,
    Venue,
    programme_length,
)
from courses.programme import lay_out
from web.public_version import PublicVersion

PERIOD = ["registration_opens", "registration_closes"]
SHAPE = ["blocks", "days_of_a_block"]
# The one page of a certificate has room for the titles of so many blocks.
MOST_BLOCKS = 10
MOST_DAYS_OF_A_BLOCK = 3
FIELDSETS = [
    (None, {"fields": ["title", "district", "slug", "code"]}),
    ("Anmeldung", {"fields": [*PERIOD, "capacity", "admission", "offer_days"]}),
    ("Gebühr und Zertifikat", {"fields": ["fee", "certificate_days"]}),
    ("Zum ersten Kurstag", {"fields": ["bring"]}),
    ("Kursleitung", {"fields": ["leaders"]}),
    ("Ansprechperson", {"fields": ["contact_name", "contact_phone", "contact_email"]}),
]


class CourseForm(forms.ModelForm):
    class Meta:
        field_classes = dict.fromkeys(PERIOD, StaffDateField)
        widgets = {name: DateInput() for name in PERIOD}
        localized_fields = ["fee"]

    def clean_code(self) -> str:
        return read_code(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        """Refuse more days for the certificate than the course has."""
        super().clean()
        needed, planned = self.cleaned_data.get("certificate_days"), self.planned_days()
        if needed and planned and needed > planned:
            self.add_error("certificate_days", too_many_certificate_days(needed, planned))
        return self.cleaned_data

    def planned_days(self) -> int:
        """Return how many days the programme has; 0 while that is not known."""
        return programme_length(self.instance.days())


class NewCourseForm(CourseForm):
    """A course with its shape: staff may leave it as the default programme has it."""

    first_day = StaffDateField(
        label="Erster Kurstag",
        help_text=f"Alle {WEEKS_BETWEEN_BLOCKS} Wochen beginnt ein Block."
        " Jeden Tag können Sie danach verschieben.",
    )
    blocks = forms.IntegerField(
        label="Blöcke", required=False, initial=len(BLOCKS), min_value=1, max_value=MOST_BLOCKS
    )
    days_of_a_block = forms.IntegerField(
        label="Kurstage in jedem Block",
        required=False,
        initial=DAYS_OF_A_BLOCK,
        min_value=1,
        max_value=MOST_DAYS_OF_A_BLOCK,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certificate_days"].required = False
        self.fields["certificate_days"].help_text += " Leer: drei Viertel der Kurstage."
        self.initial["certificate_days"] = None

    def clean_blocks(self) -> int:
        return self.cleaned_data["blocks"] or len(BLOCKS)

    def clean_days_of_a_block(self) -> int:
        return self.cleaned_data["days_of_a_block"] or DAYS_OF_A_BLOCK

    def clean(self) -> dict[str, Any]:
        """Fill in the usual number of days for the certificate where none was typed."""
        super().clean()
        planned = self.planned_days()
        if planned and self.cleaned_data.get("certificate_days", planned) is None:
            self.cleaned_data["certificate_days"] = usual_certificate_days(planned)
        return self.cleaned_data

    def planned_days(self) -> int:
        shape = (self.cleaned_data.get(name, 0) for name in ("blocks", "days_of_a_block"))
        return prod(shape)


class ChangedFieldsOnly(StaffAdmin):
    """Writes the changed fields alone, so that no verb of the same moment is undone."""

    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool
    ) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        current = type(obj)._default_manager.select_for_update().get(pk=obj.pk)
        columns = {field.name for field in obj._meta.concrete_fields}
        typed = [name for name in form.changed_data if name in columns]
        for name in typed:
            setattr(current, name, getattr(obj, name))
        current.save(update_fields=typed)


@admin.register(Course)
class CourseAdmin(ChangedFieldsOnly):
    """The list leads to the cockpits; here is what is typed in about a course."""

    list_display = ["title", "code", "district", "status", "capacity"]
    list_filter = ["status", "district"]
    list_select_related = ["district"]
    search_fields = ["title", "code"]
    search_help_text = "Titel oder Kurzzeichen"
    prepopulated_fields = {"slug": ["title"]}
    filter_horizontal = ()

    def get_form(
        self, request: HttpRequest, obj: Course | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        kwargs["form"] = CourseForm if obj else NewCourseForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Course | None = None) -> Any:
        if obj:
            return FIELDSETS
        return [("Termine", {"fields": ["first_day", *SHAPE]}), *FIELDSETS]

    def get_readonly_fields(self, request: HttpRequest, obj: Course | None = None) -> list[str]:
        """What people were given stays: the public address, and the code in their numbers."""
        kept = {
            "slug": obj is not None and obj.status != CourseStatus.DRAFT,
            "code": obj is not None and obj.registrations.exists(),
        }
        return [name for name, is_kept in kept.items() if is_kept]

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Course | None = None
    ) -> dict[str, Any]:
        return {} if obj else self.prepopulated_fields

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """The only such field is the one for the leaders: a box for each of them."""
        leaders = get_user_model().objects.filter(is_leader=True, is_active=True)
        kwargs |= {"queryset": leaders, "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CockpitList

    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            shape = {name: form.cleaned_data[name] for name in ("first_day", *SHAPE)}
            lay_out(obj, **shape)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        PublicVersion.bump()

    def response_add(
        self, request: HttpRequest, obj: Course, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._to_cockpit(request, obj, "ist als Entwurf angelegt.")

    def response_change(self, request: HttpRequest, obj: Course) -> HttpResponse:
        return self._to_cockpit(request, obj, "ist geändert.")

    def _to_cockpit(self, request: HttpRequest, course: Course, what: str) -> HttpResponse:
        self.message_user(request, f"„{course}“ {what}")
        return redirect("staff:cockpit", course.slug)

    def has_delete_permission(self, request: HttpRequest, obj: Course | None = None) -> bool:
        """Only a draft can go, and only while nobody is registered for it."""
        return obj is not None and self.has_view_permission(request, obj) and _is_blank(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name no permission as missing: blocks and days go together with their draft."""
        to_delete, counts, _, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set(), protected


def _is_blank(course: Course) -> bool:
    return course.status == CourseStatus.DRAFT and not course.registrations.exists()


class CockpitList(ChangeList):
    def url_for_result(self, result: Model) -> str:
        return reverse("staff:cockpit", args=[cast(Course, result).slug])


class CoursePartAdmin(ChangedFieldsOnly):
    """Part of a course: reached from its cockpit, and leads back there."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def course_of(self, obj: Any) -> Course:
        raise NotImplementedError

    def response_post_save_change(self, request: HttpRequest, obj: Model) -> HttpResponseRedirect:
        return redirect("staff:cockpit", self.course_of(obj).slug)

    response_post_save_add = response_post_save_change


@admin.register(Block)
class BlockAdmin(CoursePartAdmin):
    list_display = ["number", "title", "course"]
    list_select_related = ["course"]
    search_fields = ["title"]
    fields = ["title", "subtitle", "topic"]

    def course_of(self, obj: Block) -> Course:
        return obj.course

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(CourseDay)
class CourseDayAdmin(CoursePartAdmin):
    list_display = ["date", "block", "venue", "state"]
    list_select_related = ["block", "venue"]
    list_filter = ["state"]
    date_hierarchy = None
    fields = ["teaching_units"]

    def course_of(self, obj: CourseDay) -> Course:
        return obj.block.course

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Venue)
class VenueAdmin(StaffAdmin):
    list_display = ["name", "street", "district", "step_free"]
    list_filter = ["step_free", "district"]
    list_select_related = ["district"]
    search_fields = ["name", "street"]
    search_help_text = "Name oder Straße"


@admin.register(District)
class DistrictAdmin(StaffAdmin):
    """Bremen's districts are seeded; they are neither added nor renamed by hand."""

    list_display = ["name"]
    fields = ["name"]
    readonly_fields = ["name"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

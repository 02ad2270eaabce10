"""Courses, their programme and venues: what is typed in. The verbs are in the cockpit."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.db.models import F, ManyToManyField, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString

from backoffice.folded_search import FoldedSearch
from backoffice.signs import ATTENTION, GOOD, WRONG, signed
from backoffice.staff_admin import StaffAdmin
from courses.course_names import district_and_year, first_day_of
from courses.holidays import holiday_warning
from courses.models import (
    Block,
    Course,
    CourseDay,
    CourseStatus,
    District,
    SchoolHoliday,
    Venue,
)
from courses.programme import lay_out
from courses.staff.course_forms import (
    FIELDSETS,
    HOURS,
    NAMES,
    SHAPE,
    CourseForm,
    NewCourseForm,
)
from web.public_version import PublicVersion

STATUS_SIGNS: dict[str, str] = {
    CourseStatus.PUBLISHED: GOOD,
    CourseStatus.DRAFT: ATTENTION,
    CourseStatus.CANCELLED: WRONG,
}


@admin.register(Course)
class CourseAdmin(FoldedSearch, StaffAdmin):
    """The list leads to the cockpits; here is what is typed in about a course."""

    list_display = ["name", "code", "sign", "begins", "capacity"]
    list_filter = ["status", "district"]
    list_select_related = ["district"]
    search_fields = ["title", "code", "district__name"]
    search_help_text = "Titel, Kurzzeichen oder Stadtteil"
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Course]:
        return super().get_queryset(request).annotate(first_day=first_day_of())

    @admin.display(description="Durchlauf", ordering="district__sort_key")
    def name(self, course: Any) -> str:
        return district_and_year(course.district, course.first_day)

    @admin.display(description="Stand", ordering="status")
    def sign(self, course: Course) -> SafeString:
        return signed(course.get_status_display(), STATUS_SIGNS.get(course.status, ""))

    @admin.display(description="Beginn", ordering=F("first_day").asc(nulls_last=True))
    def begins(self, course: Any) -> str:
        return f"{course.first_day:%d.%m.%Y}" if course.first_day else "–"

    def get_form(
        self, request: HttpRequest, obj: Course | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        kwargs["form"] = CourseForm if obj else NewCourseForm
        return super().get_form(request, obj, change, **kwargs)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who creates a course in the moment in which another gets its names is heard once more:
        then what was left empty gets other names, and what was typed is refused on the page."""
        try:
            return super().add_view(request, *args, **kwargs)
        except IntegrityError:
            return super().add_view(request, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Course | None = None) -> Any:
        if obj:
            return FIELDSETS
        programme = [
            ("Stadtteil und Termine", {"fields": ["district", "first_day", *SHAPE, *HOURS]})
        ]
        return [*programme, ("Namen", {"fields": NAMES}), *FIELDSETS[1:]]

    def get_readonly_fields(self, request: HttpRequest, obj: Course | None = None) -> list[str]:
        """What people were given stays: the public address, and the code in their numbers."""
        kept = {
            "slug": obj is not None and obj.status != CourseStatus.DRAFT,
            "code": obj is not None and obj.registrations.exists(),
        }
        return [name for name, is_kept in kept.items() if is_kept]

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
            lay_out(obj, **shape, hours=form.hours)  # type: ignore[attr-defined]
            if warning := holiday_warning(day.date for day in obj.days()):
                self.message_user(request, warning, messages.WARNING)

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


class CoursePartAdmin(StaffAdmin):
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
    fields = ["title", "subtitle", "topic", "goals"]

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
class VenueAdmin(FoldedSearch, StaffAdmin):
    list_display = ["name", "street", "district", "step_free"]
    list_filter = ["step_free", "district"]
    list_select_related = ["district"]
    search_fields = ["name", "street", "district__name"]
    search_help_text = "Name, Straße oder Stadtteil"


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(StaffAdmin):
    """Written down once a year, so that the composer can name course days in the holidays."""

    list_display = ["name", "first_day", "last_day"]
    search_fields = ["name"]
    search_help_text = "Name"
    deletable = True


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

"""People, registrations and bookings as lists. What changes over time changes by verbs only."""

import re
from functools import partial

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Q
from django.forms import ModelForm
from django.urls import reverse
from django.utils.html import format_html

from backoffice.forms import DateInput, StaffDateField
from backoffice.staff_admin import CappedPaginator, StaffAdmin
from courses.models import Course, CourseStatus, District
from participants.interested.interest import Interest
from participants.ledger import unbalanced, undecided_wishes
from participants.people.contact import phone_for_people
from participants.people.person import Participant
from participants.public.fields import PhoneField
from participants.registration.models import Registration
from participants.registration.status import SEEKING

REFERENCE = re.compile(r"[A-Za-z0-9]+-\d+")


class PersonForm(ModelForm):
    phone = PhoneField(label="Telefonnummer", required=False)

    class Meta:
        field_classes = {"date_of_death": partial(StaffDateField, future=False)}
        widgets = {"date_of_death": DateInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["phone"] = phone_for_people(self.instance.phone)

    def clean(self):
        cleaned = super().clean()
        renamed = "name" in self.changed_data and "sort_name" not in self.changed_data
        if renamed:
            cleaned["sort_name"] = ""
        if "email" in self.changed_data:
            self.instance.email_confirmed_at = None
        return cleaned


@admin.register(Participant)
class ParticipantAdmin(StaffAdmin):
    """Who the people are and how they are reached. They come in by registering."""

    form = PersonForm
    list_display = ["name", "email", "phone_text", "channel"]
    search_fields = ["search_key"]
    search_help_text = "Name, E-Mail-Adresse oder Telefonnummer"
    fieldsets = [
        (None, {"fields": ["name", "sort_name"]}),
        ("So erreichen wir die Person", {"fields": ["channel", "email", "phone"]}),
        ("Anschrift", {"fields": ["street", "postal_code", "city"]}),
        ("Anmeldungen", {"fields": ["registered", "date_of_death"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """A death is noted by the verb, which ends everything; here its date is put right."""
        is_dead = obj is not None and obj.date_of_death is not None
        return ["registered"] if is_dead else ["registered", "date_of_death"]

    def has_add_permission(self, request):
        return False

    def get_search_results(self, request, queryset, search_term):
        return (queryset.filter(pk__in=matching(search_term)) if search_term else queryset), False

    @admin.display(description="Telefon")
    def phone_text(self, person):
        return person.phone_text

    @admin.display(description="Kurse")
    def registered(self, person):
        rows = person.registrations.select_related("course")
        return format_html_links(
            (_page_of(row), f"{row.reference}, {row.course}: {row.get_status_display()}")
            for row in rows
        )


def matching(text):
    """Return the ids of the people whom a search finds, no more than a list has pages for.

    The limit also keeps the database from reading everybody in the order of the list until enough
    of them match: it asks the index of the words first."""
    return Participant.objects.search(text).order_by().values("pk")[: CappedPaginator.most + 1]


def format_html_links(links):
    """Return the (address, text) pairs as links, each on its own line."""
    rows = [format_html('<a href="{}">{}</a>', *link) for link in links]
    return format_html("<br>".join(["{}"] * len(rows)), *rows) if rows else "–"


def _page_of(registration):
    return reverse("staff:registration", args=[registration.reference])


class AccountFilter(admin.SimpleListFilter):
    title = "Konto"
    parameter_name = "konto"

    def lookups(self, request, model_admin):
        return [("offen", "noch zu zahlen"), ("guthaben", "zurückzuzahlen")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        side = {"sum__gt": 0} if self.value() == "offen" else {"sum__lt": 0}
        return queryset.filter(pk__in=unbalanced().filter(**side).values("registration"))


class WishFilter(admin.SimpleListFilter):
    title = "Ermäßigung"
    parameter_name = "ermaessigung"

    def lookups(self, request, model_admin):
        return [("offen", "noch nicht entschieden")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(pk__in=undecided_wishes(SEEKING).values("registration"))


class CourseFilter(admin.SimpleListFilter):
    """The courses of today; an older one is reached from its cockpit and stays chosen here."""

    title = "Durchlauf"
    parameter_name = "kurs"

    def lookups(self, request, model_admin):
        shown = Q(status__in=(CourseStatus.DRAFT, CourseStatus.PUBLISHED)) | Q(slug=self.value())
        return Course.objects.filter(shown).order_by("-pk").values_list("slug", "title")[:50]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(course__slug=self.value())


class RegistrationList(ChangeList):
    """Every line leads to the page with the verbs."""

    def url_for_result(self, result):
        return _page_of(result)


@admin.register(Registration)
class RegistrationAdmin(StaffAdmin):
    list_display = ["reference", "participant", "course", "status", "arrived_at"]
    list_filter = ["status", AccountFilter, WishFilter, CourseFilter]
    list_select_related = ["participant", "course"]
    search_fields = ["reference"]
    search_help_text = "Name, E-Mail-Adresse, Telefonnummer oder Anmeldenummer"

    def get_changelist(self, request, **kwargs):
        return RegistrationList

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """The own page of a registration is where it changes; here is only the list."""
        return False

    def get_search_results(self, request, queryset, search_term):
        if REFERENCE.fullmatch(search_term.strip()):
            return queryset.filter(reference__startswith=search_term.strip().upper()), False
        if search_term:
            queryset = queryset.filter(participant__in=matching(search_term))
        return queryset, False


class InterestedDistrictFilter(admin.SimpleListFilter):
    """The districts that somebody waits for, each with how many do."""

    title = "Stadtteil"
    parameter_name = "stadtteil"

    def lookups(self, request, model_admin):
        counted = District.objects.annotate(people=Count("interests")).filter(people__gt=0)
        return [(row.slug, f"{row} ({row.people})") for row in counted.order_by("name")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(district__slug=self.value())


class WayFilter(admin.ChoicesFieldListFilter):
    """How people want to be told, in one word."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "Weg"


@admin.register(Interest)
class InterestAdmin(StaffAdmin):
    """Who wants to hear of the next course. They come by the form, and may end it by a call."""

    deletable = True
    list_display = ["created_at", "district", "name", "way", "is_confirmed", "ends_on"]
    list_filter = [InterestedDistrictFilter, ("channel", WayFilter)]
    list_select_related = ["district"]
    search_fields = ["name", "email"]
    fields = [
        *("district", "name", "channel", "email", "phone", "street", "postal_code", "city"),
        *("language", "consent_version", "consent_text", "created_at", "confirmed_at", "ends_on"),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="Weg", ordering="channel")
    def way(self, interest):
        return interest.get_channel_display()

    @admin.display(description="E-Mail bestätigt", ordering="confirmed_at")
    def is_confirmed(self, interest):
        if not interest.email:
            return "–"
        return "✓ ja" if interest.confirmed_at else "! noch nicht"

    def delete_model(self, request, obj):
        obj.end()

    def delete_queryset(self, request, queryset):
        for interest in queryset:
            interest.end()

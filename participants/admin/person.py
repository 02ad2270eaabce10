"""The people as a list, and the form of who somebody is and how they are reached."""

from collections.abc import Iterable
from functools import partial
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from backoffice.forms import DateInput, StaffDateField
from backoffice.staff_admin import CappedPaginator, StaffAdmin
from backoffice.stored_rows import StoredRowForm
from participants.people.languages import LANGUAGES
from participants.people.person import Participant
from participants.public.own_page.contact_correction import tell_correction
from participants.registration.models import Registration
from web.input.phone_field import PhoneField
from web.input.phone_numbers import phone_for_people
from web.stored_values import LastChange


class PersonForm(StoredRowForm):
    phone = PhoneField(label="Telefonnummer", required=False)
    language = forms.ChoiceField(label="Sprache", choices=list(LANGUAGES.items()), required=False)

    class Meta:
        field_classes = {"date_of_death": partial(StaffDateField, future=False)}
        widgets = {"date_of_death": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**(self.initial or {}), "phone": phone_for_people(self.instance.phone)}

    def last_change(self, name: str) -> LastChange | None:
        by_staff, at = super().last_change(name), self.instance.corrected_at(name)
        by_person = LastChange("die Person selbst, auf ihrer Seite", at) if at else None
        known = [change for change in (by_staff, by_person) if change]
        return max(known, key=attrgetter("at"), default=None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        renamed = "name" in self.changed_data and "sort_name" not in self.changed_data
        if renamed:
            cleaned["sort_name"] = ""
        if cleaned.get("email", "").lower() != self.initial["email"].lower():
            self.instance.email_confirmed_at = None
        return cleaned

    def clean_language(self) -> str:
        """What is not sent stays as it is."""
        return self.cleaned_data["language"] or self.instance.language


@admin.register(Participant)
class ParticipantAdmin(StaffAdmin):
    """Who the people are and how they are reached. They come in by registering."""

    form = PersonForm
    list_display = ["name", "email", "phone_text", "channel"]
    search_fields = ["search_key"]
    search_help_text = "Name, E-Mail-Adresse oder Telefonnummer"
    fieldsets = [
        (None, {"fields": ["name", "sort_name"]}),
        ("So erreichen wir die Person", {"fields": ["channel", "email", "phone", "language"]}),
        ("Anschrift", {"fields": ["street", "postal_code", "city"]}),
        ("Anmeldungen", {"fields": ["registered", "date_of_death"]}),
    ]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Participant | None = None
    ) -> list[str]:
        """A death is noted by the verb, which ends everything; here its date is put right."""
        is_dead = obj is not None and obj.date_of_death is not None
        return ["registered"] if is_dead else ["registered", "date_of_death"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Tell of another address as if the person had put it right on the own page."""
        before = Participant.objects.get(pk=obj.pk).recipient()
        super().save_model(request, obj, form, change)
        registration = obj.registrations.select_related("course__district").first()  # the newest
        if registration:
            registration.participant = obj
            tell_correction(registration, before)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return (queryset.filter(pk__in=matching(search_term)) if search_term else queryset), False

    @admin.display(description="Telefon")
    def phone_text(self, person: Participant) -> str:
        return person.phone_text

    @admin.display(description="Kurse")
    def registered(self, person: Participant) -> str:
        rows = person.registrations.select_related("course")
        return format_html_links(
            (page_of(row), f"{row.reference}, {row.course}: {row.get_status_display()}")
            for row in rows
        )


def matching(text: str) -> QuerySet:
    """Return the ids of the people whom a search finds, no more than a list has pages for.

    The limit also keeps the database from reading everybody in the order of the list until enough
    of them match: it asks the index of the words first."""
    return Participant.objects.search(text).order_by().values("pk")[: CappedPaginator.most + 1]


def format_html_links(links: Iterable[tuple[str, str]]) -> str:
    """Return the (address, text) pairs as HTML links, each on its own line; a dash for none."""
    rows = [format_html('<a href="{}">{}</a>', *link) for link in links]
    return format_html("<br>".join(["{}"] * len(rows)), *rows) if rows else "–"


def page_of(registration: Registration) -> str:
    """Return the address of the page with the verbs."""
    return reverse("staff:registration", args=[registration.reference])

"""The register of partners as staff keep it: who they are, whom to ask, what they contributed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import DateTimeField, ManyToManyField, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from backoffice.forms import DateInput, StaffDateField
from backoffice.staff_admin import StaffAdmin, StaffInline
from backoffice.stored_inlines import StoredInlineFormSet
from backoffice.stored_rows import StoredRowForm
from courses.course_names import first_day_of
from partners import removal
from partners.models import ContactPerson, Partner, Thanks
from web.input.phone_field import ShownPhoneField
from web.public_version import PublicVersion


class ContactPersonForm(StoredRowForm):
    phone = ShownPhoneField(label="Telefon", max_length=40, required=False)

    class Meta:
        field_classes = {"left_on": StaffDateField}
        widgets = {"left_on": DateInput()}

    def logged_with(self) -> Partner:
        return self.instance.partner


class ContactPersonFormSet(StoredInlineFormSet):
    """Who is deleted leaves no messages behind either."""

    def delete_existing(self, obj: ContactPerson, commit: bool = True) -> None:
        if commit:
            removal.delete_person(obj)


class ContactPersonInline(StaffInline):
    model = ContactPerson
    form = ContactPersonForm
    formset = ContactPersonFormSet
    deletable = True


@admin.register(Partner)
class PartnerAdmin(StaffAdmin):
    list_display = ["name", "world", "kind", "thanked_on"]
    list_filter = ["world", "kind", "districts"]
    search_fields = ["search_key"]
    search_help_text = "Name, Ansprechperson, Art, Stadtteil, Thema oder Notiz"
    inlines = [ContactPersonInline]
    fields = ["name", "world", "kind", "districts", "website", "notes", "contributed", "thanked_on"]
    readonly_fields = ["contributed", "thanked_on"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partner]:
        thanks = Thanks.objects.filter(partner=OuterRef("pk")).order_by("-at")
        newest = Subquery(thanks.values("at")[:1], output_field=DateTimeField())
        return super().get_queryset(request).annotate(thanked_at=newest)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        found: Any = queryset
        return (found.search(search_term) if search_term else found), False

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        PublicVersion.bump()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Of who asked to be forgotten nothing is written down any more."""
        is_forgotten = obj is not None and obj.forgotten_at is not None
        return super().has_change_permission(request, obj) and not is_forgotten

    @admin.display(description="Zuletzt gedankt", ordering="thanked_at")
    def thanked_on(self, partner: Any) -> str:
        at = getattr(partner, "thanked_at", None)
        return f"{timezone.localdate(at):%d.%m.%Y}" if at else "–"

    @admin.display(description="Beiträge")
    def contributed(self, partner: Partner) -> str:
        rows = partner.contributions.select_related("block__course__district", "day")
        rows = rows.annotate(first_day=first_day_of("block__course")).order_by("-pk")
        people = partner.contact_persons.all() if partner.pk else []
        context = {"rows": rows if partner.pk else [], "partner": partner, "people": people}
        return render_to_string("partners/staff/contributed.html", context)

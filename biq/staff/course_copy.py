"""A course is copied: its programme, and on demand its leaders and partners."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from backoffice.staff_pages import staff_page
from courses.holidays import holiday_warning
from courses.models import Course
from courses.staff.copy_form import CopyForm
from courses.staff.views import cockpit_of
from partners.taking_over import ask_again


class CopyWithPartnersForm(CopyForm):
    with_partners = forms.BooleanField(
        label="Kooperationspartner übernehmen",
        required=False,
        help_text="Ihre Beiträge stehen dann als „angefragt“ im neuen Kurs, noch ohne Tag.",
    )
    field_order = ("district", "first_day", "with_leaders", "with_partners")

    def act(self) -> str:
        said = super().act()
        if self.cleaned_data["with_partners"]:
            ask_again(self.source, self.copy)
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Course.objects.select_related("district"), slug=slug)
    form = CopyWithPartnersForm(request.POST or None, source=source)
    if request.method == "POST" and form.carry_out():
        messages.success(request, form.said)
        if warning := holiday_warning(day.date for day in form.copy.days()):
            messages.warning(request, warning)
        return redirect(cockpit_of(form.copy))
    context = {"title": "Kurs kopieren", "course": source, "form": form}
    return staff_page(request, "staff/copy.html", context, status=422 if form.errors else 200)

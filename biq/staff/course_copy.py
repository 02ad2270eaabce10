"""A course is copied: its programme, and on demand its leaders and partners."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backoffice.staff_pages import staff_page
from courses.copying import copy_running_orders
from courses.holidays import holiday_warning
from courses.models import Course
from courses.staff.copy_form import CopyForm
from courses.staff.views import cockpit_of
from participants.public.fields import KeyField
from partners.taking_over import ask_again
from web.form_key import new_key, receipt_for, spend


class CopyWithPartnersForm(CopyForm):
    """Sent twice, by a double click say, it makes one copy."""

    key = KeyField(initial=new_key)
    with_partners = forms.BooleanField(
        label="Kooperationspartner übernehmen",
        required=False,
        help_text="Ihre Beiträge stehen dann als „angefragt“ im neuen Kurs, noch ohne Tag.",
    )
    with_running_orders = forms.BooleanField(
        label="Tagesabläufe übernehmen",
        required=False,
        help_text="Wer anleitet, bleibt nur, wenn auch die Kursleitung mitkommt.",
    )
    field_order = (
        *("district", "first_day", "starts", "ends"),
        *("with_leaders", "with_partners", "with_running_orders"),
    )

    def carry_out(self) -> bool:
        """Return whether it worked; sent a second time it worked, too, and made nothing."""
        try:
            return super().carry_out()
        except IntegrityError:
            if receipt_for(self.cleaned_data["key"]) is None:
                raise
            self.said = "Der Kurs ist schon kopiert. Es ist kein zweiter dazugekommen."
            return True

    def act(self) -> str:
        spend(self.cleaned_data["key"], reverse("admin:courses_course_changelist"))
        said = super().act()
        if self.copy:
            self._take_along(self.copy)
        return said

    def _take_along(self, copy: Course) -> None:
        wanted = self.cleaned_data
        with_orders = wanted["with_running_orders"]
        places = copy_running_orders(self.source, copy) if with_orders else {}
        if wanted["with_partners"]:
            ask_again(self.source, copy, places)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Course.objects.select_related("district"), slug=slug)
    form = CopyWithPartnersForm(request.POST or None, source=source)
    if request.method == "POST" and form.carry_out():
        messages.success(request, form.said)
        if form.copy is None:
            return redirect("admin:courses_course_changelist")
        if warning := holiday_warning(day.date for day in form.copy.days()):
            messages.warning(request, warning)
        return redirect(cockpit_of(form.copy))
    context = {"title": "Kurs kopieren", "course": source, "form": form}
    return staff_page(request, "staff/copy.html", context, status=422 if form.errors else 200)

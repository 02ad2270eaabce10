"""How people pay: one text, so the list leads straight to it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from backoffice.staff_admin import StaffAdmin
from participants.ledger import PaymentAdvice


@admin.register(PaymentAdvice)
class PaymentAdviceAdmin(StaffAdmin):
    """Shown on people's own pages and in what they are told, while they owe something."""

    fields = ["account", "cash", "time"]
    deletable = True

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is one text: a second is never added."""
        if PaymentAdvice.current():
            return redirect("admin:participants_paymentadvice_changelist")
        return super().add_view(request, *args, **kwargs)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        advice = PaymentAdvice.current()
        if advice is None:
            return redirect("admin:participants_paymentadvice_add")
        return redirect("admin:participants_paymentadvice_change", advice.pk)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return redirect("admin:index")

    response_post_save_change = response_post_save_add

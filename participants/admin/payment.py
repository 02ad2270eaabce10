"""How people pay: one text, so the list leads straight to it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from backoffice.staff_admin import StaffAdmin
from participants.ledger import PaymentAdvice


@admin.register(PaymentAdvice)
class PaymentAdviceAdmin(StaffAdmin):
    """Shown on people's own pages and in what they are told, while they owe something."""

    fields = ["account", "cash", "time"]
    deletable = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and PaymentAdvice.current() is None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        advice = PaymentAdvice.current()
        if advice is None:
            return redirect("admin:participants_paymentadvice_add")
        return redirect("admin:participants_paymentadvice_change", advice.pk)

    def response_post_save_add(self, request: HttpRequest, obj: PaymentAdvice) -> HttpResponse:
        return redirect("admin:index")

    response_post_save_change = response_post_save_add

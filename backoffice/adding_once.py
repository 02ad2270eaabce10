"""A form of the admin that adds a row is taken once: a double click adds one."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse

from web.form_key import SpentKey, new_key, receipt_for, spend

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as Base
else:
    Base = object

FIELD = "form_key"


class AddsOnce(Base):
    """Its add form carries a one-time key. Who sends it a second time is answered like the first
    time, and nothing is added; who sends none, a program say, is asked for none."""

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        key = _sent_key(request)
        context = {FIELD: key or new_key(), **(extra_context or {})}
        if key is None:
            return super().add_view(request, form_url, context)
        try:
            return self._add_once(key, request, form_url, context)
        except IntegrityError:
            receipt = receipt_for(key)
            if receipt is None:
                raise
            return self._answer_again(request, receipt)

    def _add_once(self, key: UUID, *args: Any) -> HttpResponse:
        """Spend the key first: so a second sending waits for the first. A form that is refused does
        not use it up."""
        with transaction.atomic():
            spend(key, "")
            response = super().add_view(*args)
            if not receipt_for(key):
                transaction.set_rollback(True)
            return response

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Note with the key which row it added."""
        page = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        if key := _sent_key(request):
            SpentKey.objects.filter(key=key).update(receipt=page)
        return super().log_addition(request, obj, message)

    def _answer_again(self, request: HttpRequest, receipt: str) -> HttpResponse:
        """Return what was answered the first time; the list where the row is gone."""
        added = self.get_object(request, resolve(receipt).kwargs["object_id"])
        if added is None:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return self.response_add(request, added)


def _sent_key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None

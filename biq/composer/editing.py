"""How a form of the composer is shown, carried out, and kept for who was logged out meanwhile."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict

from accounts.kept.typed import in_words
from backoffice.forms import carry_out
from backoffice.staff_pages import tell_refusal
from biq.composer.access import composer_page, to_block
from courses.models import Block
from web.stored_values import status_of

TEMPLATE = "composer/form.html"


def form_answer(
    request: HttpRequest,
    block: Block,
    form: Any,
    context: Mapping[str, Any],
    section: str = "",
    template: str = TEMPLATE,
) -> HttpResponse:
    """Carry the form out when it was sent, and lead to its block; else show it.

    `section` is the part of the page of the block to lead to."""
    if form.is_bound:
        said = carry_out(form, form.act, (ValidationError,))
        if said is not None:
            messages.success(request, said)
            return to_block(request, block, section)
    shown = {"course": block.course, "this_block": block, "form": form, **context}
    return composer_page(request, template, shown, status_of(form))


def described(form: forms.BaseForm, data: QueryDict) -> list[tuple[str, str]]:
    """Return what was sent in the words of this very form."""
    sent = ((name, value) for name, values in data.lists() for value in values)
    return in_words(form.fields, sent)


def verb_answer(
    request: HttpRequest, block: Block, act: Callable[[], str], section: str = ""
) -> HttpResponse:
    """Do a verb without words, say what happened or why not, and lead to the block."""
    try:
        messages.success(request, act())
    except ValidationError as refusal:
        tell_refusal(request, refusal)
    return to_block(request, block, section)

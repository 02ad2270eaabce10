"""Addresses of the composer at the face where a page is shown."""

from django import template
from django.template.context import Context
from django.urls import reverse

from partners.models import ContributionState

register = template.Library()


@register.simple_tag(takes_context=True)
def composer_url(context: Context, name: str, *args: object) -> str:
    """Return the address of a page or verb of this course at this face."""
    return reverse(f"{context['face']}:{name}", args=[context["course"].slug, *args])


_STYLES: dict[str, str] = {
    ContributionState.ASKED: "status-waiting",
    ContributionState.AGREED: "status-good",
    ContributionState.HELD: "status-good",
    ContributionState.DECLINED: "status-wrong",
}
_AGREE = ("agree_contribution", "Zugesagt")
_DECLINE = ("decline_contribution", "Abgesagt")
_NEXT: dict[str, tuple[tuple[str, str], ...]] = {
    ContributionState.ASKED: (_AGREE, _DECLINE),
    ContributionState.AGREED: (("hold_contribution", "Hat stattgefunden"), _DECLINE),
    ContributionState.HELD: (("agree_contribution", "Doch nicht stattgefunden"),),
    ContributionState.DECLINED: (("ask_contribution", "Wieder angefragt"),),
}


@register.filter
def state_style(state: str) -> str:
    return _STYLES[state]


@register.filter
def next_states(state: str) -> tuple[tuple[str, str], ...]:
    """Return name of the address and label of each button that changes the state."""
    return _NEXT[state]

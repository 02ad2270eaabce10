"""Contributions of partners to a block: asked for, answered, given a place."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from accounts.kept.typed import described_by
from biq.composer.access import (
    STAFF,
    ComposerRequest,
    block_of,
    contributions_of,
    face_of,
    to_invitation,
)
from biq.composer.board import board
from biq.composer.editing import described, form_answer, verb_answer
from biq.composer.forms import NewContributionForm, PlanForm, TopicForm
from biq.composer.items import EDIT
from courses.formatting import long_date
from courses.models import Block
from partners import contribution_slots
from partners.models import Contribution, ContributionState, Partner

SECTION = "beitraege"


@EDIT
def add_contribution(request: ComposerRequest, slug: str, number: int) -> HttpResponse:
    """Write down on a POST who is asked, and lead on to the invitation."""
    block = block_of(request, slug, number)
    wanted = request.GET.get("suche", "").strip()[:100]
    data = request.POST if request.method == "POST" else None
    form = NewContributionForm(data, block=block, partners=_partners(request, wanted))
    context = {"title": "Partner anfragen", "button": "Als angefragt eintragen", "wanted": wanted}
    template = "composer/new_contribution.html"
    answer = form_answer(request, block, form, context, SECTION, template)
    if form.made is None:
        return answer
    return to_invitation(request, block.course, form.made)


def _partners(request: ComposerRequest, wanted: str) -> QuerySet[Partner]:
    """Return whom of the register the words mean; leaders do not search in the notes."""
    known = Partner.objects.named()
    is_staff = face_of(request) == STAFF
    return known.search(wanted) if is_staff else known.search_for_leaders(wanted)


@EDIT
def contribution(
    request: ComposerRequest, slug: str, number: int, contribution: int
) -> HttpResponse:
    block = block_of(request, slug, number)
    found = _contribution(block, contribution)
    form = TopicForm(request.POST if request.method == "POST" else None, instance=found)
    context = {"title": "Beitrag ändern", "about": found, "button": "Speichern"}
    return form_answer(request, block, form, context, SECTION)


def describe_plan(
    request: ComposerRequest, data: QueryDict, slug: str, number: int, contribution: int
) -> list[tuple[str, str]]:
    block = block_of(request, slug, number)
    form = PlanForm(contribution=_contribution(block, contribution), targets=_targets(block))
    return described(form, data)


@described_by(describe_plan)
@EDIT
def plan_contribution(
    request: ComposerRequest, slug: str, number: int, contribution: int
) -> HttpResponse:
    block = block_of(request, slug, number)
    found = _contribution(block, contribution)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, contribution=found, targets=_targets(block))
    context = {"title": "Beitrag einplanen", "about": found, "button": "Einplanen"}
    return form_answer(request, block, form, context, SECTION)


def _targets(block: Block) -> list[tuple[str, str]]:
    """Return where a contribution can stand: the places that are kept, then the end of each day."""
    [plan] = board(block.course, block.number).blocks
    kept = [
        (f"item-{line.item.pk}", f"freier Platz am {line.item.day}, {line.slot.starts:%H:%M} Uhr")
        for line in plan.open_items
    ]
    days = [one.day for one in plan.days if not one.day.is_cancelled]
    return kept + [(f"day-{day.pk}", f"am Ende von {long_date(day.date)}") for day in days]


def _contribution(block: Block, pk: int) -> Contribution:
    found = contributions_of(block).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _verb(act: Callable[[Contribution], Contribution]) -> Callable[..., HttpResponse]:
    """Return the view of a verb about a contribution."""

    @require_POST
    def view(request: ComposerRequest, slug: str, number: int, contribution: int) -> HttpResponse:
        block = block_of(request, slug, number)
        found = _contribution(block, contribution)

        def do() -> str:
            act(found)
            found.refresh_from_db()
            return _told(found)

        return verb_answer(request, block, do, SECTION)

    return view


def _told(contribution: Contribution) -> str:
    where = f", am {contribution.day}" if contribution.item_id else ""
    return f"{contribution.partner}: {contribution.get_state_display()}{where}."


def _become(state: ContributionState) -> Callable[..., HttpResponse]:
    return _verb(lambda contribution: contribution_slots.become(contribution, state))


agree = _become(ContributionState.AGREED)
decline = _become(ContributionState.DECLINED)
hold = _become(ContributionState.HELD)
ask_again = _become(ContributionState.ASKED)
take_out = _verb(contribution_slots.take_out)

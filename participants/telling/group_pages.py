"""The pages on which somebody writes to a group: the text, a look ahead, and who was written to.

Leaders and staff have the same pages, each in the frame of their face."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.models import User
from correspondence.letters import text_blocks
from courses.models import Course
from participants.telling import group_writing
from participants.telling.group_form import GroupForm, SendForm
from participants.telling.group_message import GroupMessage
from web.form_key import new_key

_Render = Callable[[HttpRequest, str, dict[str, Any], int], HttpResponse]


@dataclass(frozen=True)
class GroupPages:
    """The pages of one face. `face` names its addresses and its folder of templates; `most` is how
    many messages somebody may write there to a course within an hour, None for no limit."""

    face: str
    render: _Render
    most: int | None = None

    def write(self, request: HttpRequest, course: Course) -> HttpResponse:
        return self._write(request, course, GroupForm())

    def check(self, request: HttpRequest, course: Course, by: User) -> HttpResponse:
        """Show what would be sent to whom; a refused form comes back with what was typed."""
        form = GroupForm(request.POST)
        return self._look_ahead(request, course, by, form) or self._write(request, course, form)

    def send(self, request: HttpRequest, course: Course, by: User) -> HttpResponse:
        """Write to everybody; where that is refused, show what was typed once more."""
        sent = SendForm(request.POST)
        if sent.is_valid():
            try:
                return self._send(request, course, by, sent)
            except ValidationError as refusal:
                messages.warning(request, " ".join(refusal.messages))
        return self.check(request, course, by)

    def sent(self, request: HttpRequest, course: Course, pk: int) -> HttpResponse:
        """Show one message and who it went to, as long as that is known."""
        written = get_object_or_404(GroupMessage.objects.of_course(course), pk=pk)
        context = {"title": written.subject, "course": course, "written": written}
        return self._page(request, "sent", {**context, "people": list(written.messages())})

    def _send(self, request: HttpRequest, course: Course, by: User, sent: SendForm) -> HttpResponse:
        written = group_writing.write_to_group(
            course,
            sent.draft,
            by,
            key=sent.cleaned_data["key"],
            seen=sent.cleaned_data["seen"],
            most=self.most,
        )
        messages.success(request, f"Geschrieben an {written.in_numbers}.")
        return redirect(f"{self.face}:group_message", course.slug, written.pk)

    def _look_ahead(
        self, request: HttpRequest, course: Course, by: User, form: GroupForm
    ) -> HttpResponse | None:
        """Return the page that shows the people; None where the form has to be changed first."""
        if not form.is_valid():
            return None
        draft = form.draft
        try:
            found = group_writing.look_ahead(course, draft, by, self.most)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return None
        preview = group_writing.preview(draft, found, by)
        sent_along = {**asdict(draft), "key": new_key(), "seen": found.digest}
        context = {
            "title": "Vor dem Senden",
            "course": course,
            "form": form,
            "addressees": found,
            "preview": preview,
            "blocks": text_blocks(preview.body) if preview else [],
            "sending": SendForm(sent_along, auto_id=False),
        }
        return self._page(request, "check", context)

    def _write(self, request: HttpRequest, course: Course, form: GroupForm) -> HttpResponse:
        context = {
            "title": "An die Gruppe schreiben",
            "course": course,
            "form": form,
            "refusal": group_writing.refusal(course),
            "written": list(GroupMessage.objects.of_course(course)),
        }
        return self._page(request, "write", context, 422 if form.errors else 200)

    def _page(
        self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        shown = {**context, "face": self.face}
        return self.render(request, f"{self.face}/group_{name}.html", shown, status)

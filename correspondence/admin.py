from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from backoffice.signs import GOOD, WAITING, WRONG, signed
from backoffice.staff_admin import StaffAdmin
from backoffice.verbs import verb
from correspondence.models import ACCOUNT, Message, State
from correspondence.present_address import send_again

STATE_SIGNS: dict[str, str] = {
    State.OPEN: WAITING,
    State.SENT: GOOD,
    State.DONE: GOOD,
    State.FAILED: WRONG,
}


@admin.register(Message)
class MessageAdmin(StaffAdmin):
    """The calls and letters to do, and what the outbox did. Nothing is written here by hand."""

    list_display = ["name", "in_short", "channel", "sign", "created_at"]
    list_filter = ["state", "channel"]
    search_fields = ["recipient_name", "address", "subject", "german_subject"]
    fields = (
        *("recipient_name", "channel", "address", "subject", "words", "in_german"),
        *("state", "created_at", "finished_at", "tries", "due_at", "error"),
    )
    readonly_fields = fields
    ordering = ["-created_at", "-pk"]
    actions = ["note_done", "put_back"]
    verbs = ["done", "send_again"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may(self, name: str, request: HttpRequest, obj: Message) -> bool:
        return {"done": obj.may_be_done, "send_again": obj.may_be_sent_again}[name]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"title": "Nachricht", "show_save": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="An", ordering="recipient_name")
    def name(self, message: Message) -> str:
        return message.recipient_name or message.address or "–"

    @admin.display(description="Stand", ordering="state")
    def sign(self, message: Message) -> SafeString:
        return signed(message.get_state_display(), STATE_SIGNS.get(message.state, ""))

    @admin.display(description="Betreff", ordering="subject")
    def in_short(self, message: Message) -> str:
        return message.subject_for_staff

    @admin.display(description="Auf Deutsch")
    def in_german(self, message: Message) -> str:
        return message.german_body or "–"

    @admin.display(description="Text")
    def words(self, message: Message) -> str:
        if message.occasion == ACCOUNT:
            return "Der Text enthält einen persönlichen Link und wird hier nicht gezeigt."
        return message.body

    @verb("erledigt", "Erledigt")
    def done(self, request: HttpRequest, message: Message) -> str:
        if not message.note_done():
            raise ValidationError("Jemand hat das schon erledigt.")
        return "Als erledigt notiert."

    @verb("noch-einmal", "Noch einmal senden")
    def send_again(self, request: HttpRequest, message: Message) -> str:
        if not send_again(message):
            raise ValidationError(
                "Diese Nachricht ist schon wieder unterwegs, oder es gibt keine E-Mail-Adresse"
                " mehr, an die sie gehen kann."
            )
        message.refresh_from_db(fields=["address"])
        return f"Die E-Mail wird noch einmal gesendet, an {message.address}."

    @admin.action(description="Anrufe und Briefe: erledigt")
    def note_done(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self._say_how_many(request, "erledigt", [message.note_done() for message in queryset])

    @admin.action(description="Nicht zugestellte E-Mails noch einmal senden")
    def put_back(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        again = [send_again(message) for message in queryset]
        self._say_how_many(request, "wieder im Postausgang", again)

    def _say_how_many(self, request: HttpRequest, what: str, outcomes: list[bool]) -> None:
        level = messages.SUCCESS if all(outcomes) else messages.WARNING
        self.message_user(request, f"{sum(outcomes)} von {len(outcomes)}: {what}.", level)

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from backoffice.staff_admin import StaffAdmin
from backoffice.verbs import verb
from correspondence.models import ACCOUNT, Message


@admin.register(Message)
class MessageAdmin(StaffAdmin):
    """The call list, the letters to do and what the outbox did. Nothing is written here by hand."""

    list_display = ["created_at", "recipient_name", "in_short", "channel", "state"]
    list_filter = ["state", "channel"]
    search_fields = ["recipient_name", "address", "subject", "german_subject"]
    fields = ["recipient_name", "channel", "address", "subject", "words", "in_german"]
    fields += ["state", "created_at", "finished_at", "tries", "due_at", "error"]
    readonly_fields = fields
    ordering = ["-created_at", "-pk"]
    actions = ["note_done", "put_back"]
    verbs = ["done", "send_again"]

    def has_add_permission(self, request):
        return False

    def may(self, name, request, obj):
        return {"done": obj.may_be_done, "send_again": obj.may_be_sent_again}[name]

    def render_change_form(self, request, context, **kwargs):
        context |= {"show_save": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description="Betreff", ordering="subject")
    def in_short(self, message):
        return message.subject_for_staff

    @admin.display(description="Auf Deutsch")
    def in_german(self, message):
        return message.german_body or "–"

    @admin.display(description="Text")
    def words(self, message):
        if message.occasion == ACCOUNT:
            return "Der Text enthält einen persönlichen Link und wird hier nicht gezeigt."
        return message.body

    @verb("erledigt", "Erledigt")
    def done(self, request, message):
        if not message.done():
            raise ValidationError("Jemand hat das schon erledigt.")
        return "Als erledigt notiert."

    @verb("noch-einmal", "Noch einmal senden")
    def send_again(self, request, message):
        if not message.send_again():
            raise ValidationError("Diese Nachricht ist schon wieder unterwegs.")
        return "Die E-Mail wird noch einmal gesendet."

    @admin.action(description="Anrufe und Briefe: erledigt")
    def note_done(self, request, queryset):
        self._tell(request, "erledigt", [message.done() for message in queryset])

    @admin.action(description="Nicht zugestellte E-Mails noch einmal senden")
    def put_back(self, request, queryset):
        self._tell(request, "wieder im Postausgang", [message.send_again() for message in queryset])

    def _tell(self, request, what, outcomes):
        level = messages.SUCCESS if all(outcomes) else messages.WARNING
        self.message_user(request, f"{sum(outcomes)} von {len(outcomes)}: {what}.", level)

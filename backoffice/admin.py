from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.access_log import AccessKind, AccessRecord, record
from accounts.invitation import send_password_link
from accounts.models import User
from backoffice.staff_admin import StaffAdmin
from backoffice.stored_rows import StoredRowForm
from backoffice.verbs import verb

# What packages register and nobody here needs: who may what follows from the two roles alone.
for model in (Group, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


class UserForm(StoredRowForm):
    class Meta:
        model = User
        fields = ["name", "email", "is_leader", "is_staff", "is_superuser", "is_active"]
        fields += ["may_skip_second_factor"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        goes = not (values.get("is_superuser", True) and values.get("is_active", True))
        if self.instance.pk and goes and self.instance.is_only_lead():
            raise forms.ValidationError(
                "Das ist die letzte Leitung der Verwaltung. Bitte geben Sie zuerst einer anderen "
                "Person die Leitung."
            )
        return values


def _leads(request: HttpRequest) -> bool:
    """Return whether the person who asks leads the staff."""
    return getattr(request.user, "is_superuser", False)


@admin.register(User)
class UserAdmin(StaffAdmin):
    """Staff look after the leaders; only who leads the staff decides about staff."""

    form = UserForm
    list_display = ["name", "email", "is_leader", "is_staff", "is_active"]
    list_filter = ["is_leader", "is_staff", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["name", "pk"]
    verbs = ["send_link", "forget_second_factor"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        is_staff = getattr(request.user, "is_staff", False)
        return is_staff and (obj is None or _leads(request) or not obj.is_staff)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return [] if _leads(request) else ["is_staff", "is_superuser"]

    def lock(self, request: HttpRequest, object_id: str) -> None:
        """Lock all who lead first, as `is_only_lead` does, so that nobody waits in a circle."""
        User.objects.lock_leads()
        super().lock(request, object_id)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            send_password_link(obj)
            self.message_user(request, self._link_sent(obj))

    def may(self, name: str, request: HttpRequest, obj: User) -> bool:
        open_to = {
            "send_link": obj.is_active,
            "forget_second_factor": self._factors(obj).exists(),
        }
        return self.has_change_permission(request, obj) and open_to[name]

    @verb("passwort-link", "Link für ein neues Passwort schicken")
    def send_link(self, request: HttpRequest, user: User) -> str:
        send_password_link(user)
        return self._link_sent(user)

    @verb("zweiter-faktor", "Zweiten Faktor löschen")
    def forget_second_factor(self, request: HttpRequest, user: User) -> str:
        """For who lost the phone; at the next login a new one must be set up."""
        self._factors(user).delete()
        record(request, AccessKind.FACTOR_RESET, user, by=request.user)
        return f"{user} richtet beim nächsten Anmelden einen neuen zweiten Faktor ein."

    def _factors(self, user: User) -> QuerySet[Authenticator]:
        return Authenticator.objects.filter(user=user)

    def _link_sent(self, user: User) -> str:
        return f"{user} bekommt eine E-Mail mit einem Link, um ein Passwort zu wählen."


@admin.register(AccessRecord)
class AccessRecordAdmin(StaffAdmin):
    """The log of accesses: staff read it, nobody writes it here."""

    list_display = ["at", "kind", "user", "by", "subject", "connection"]
    list_filter = ["kind"]
    list_select_related = ["user", "by"]
    search_fields = ["user__name", "user__email", "subject", "connection"]
    date_hierarchy = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

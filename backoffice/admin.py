from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts.invitation import send_password_link
from accounts.models import User
from backoffice.staff_admin import StaffAdmin
from backoffice.verbs import verb

# What packages register and nobody here needs: who may what follows from the two roles alone.
for model in (Group, EmailAddress, Authenticator):
    admin.site.unregister(model)


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "email", "is_leader", "is_staff", "is_superuser", "is_active"]

    def clean(self):
        values = super().clean()
        goes = not (values.get("is_superuser", True) and values.get("is_active", True))
        if self.instance.pk and goes and self.instance.is_only_lead():
            raise forms.ValidationError(
                "Das ist die letzte Leitung der Verwaltung. Bitte geben Sie zuerst einer anderen "
                "Person die Leitung."
            )
        return values


@admin.register(User)
class UserAdmin(StaffAdmin):
    """Staff look after the leaders; only who leads the staff decides about staff."""

    form = UserForm
    list_display = ["name", "email", "is_leader", "is_staff", "is_active"]
    list_filter = ["is_leader", "is_staff", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["name", "pk"]
    verbs = ["send_link", "forget_second_factor"]

    def has_change_permission(self, request, obj=None):
        user = request.user
        return user.is_staff and (obj is None or user.is_superuser or not obj.is_staff)

    def get_readonly_fields(self, request, obj=None):
        return [] if request.user.is_superuser else ["is_staff", "is_superuser"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            send_password_link(obj)
            self.message_user(request, self._told(obj))

    def may(self, name, request, obj):
        open_to = {
            "send_link": obj.is_active,
            "forget_second_factor": request.user.is_superuser and self._factors(obj).exists(),
        }
        return self.has_change_permission(request, obj) and open_to[name]

    @verb("passwort-link", "Link für ein neues Passwort schicken")
    def send_link(self, request, user):
        send_password_link(user)
        return self._told(user)

    @verb("zweiter-faktor", "Zweiten Faktor löschen")
    def forget_second_factor(self, request, user):
        """For who lost the phone; at the next login a new one must be set up."""
        self._factors(user).delete()
        return f"{user} richtet beim nächsten Anmelden einen neuen zweiten Faktor ein."

    def _factors(self, user):
        return Authenticator.objects.filter(user=user)

    def _told(self, user):
        return f"{user} bekommt eine E-Mail mit einem Link, um ein Passwort zu wählen."

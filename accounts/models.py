from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone

from accounts.access_log import AccessRecord

__all__ = ["AccessRecord", "User", "UserManager", "display_name"]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create and save a user; None as password means that nobody can log in with one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create and save a user who may do everything (Leitung der Verwaltung)."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def lock_leads(self) -> list[int]:
        """Return the keys of all who lead the staff, locked until the transaction ends."""
        leads = self.filter(is_superuser=True, is_active=True).order_by("pk")
        return [lead.pk for lead in leads.select_for_update()]


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in: staff (Verwaltung), a course leader (Kursleitung), or both."""

    email = models.EmailField("E-Mail-Adresse", unique=True)
    name = models.CharField("Name", max_length=150)
    is_leader = models.BooleanField("Kursleitung", default=False)
    is_staff = models.BooleanField("Verwaltung", default=False)
    is_superuser = models.BooleanField(
        "Leitung der Verwaltung",
        default=False,
        help_text="Darf Zugänge der Verwaltung anlegen, ändern und sperren.",
    )
    is_active = models.BooleanField(
        "aktiv", default=True, help_text="Ohne Haken kann sich die Person nicht mehr anmelden."
    )
    may_skip_second_factor = models.BooleanField(
        "ohne zweiten Faktor",
        default=False,
        help_text="Mit Haken genügt der Kursleitung das Passwort. Die Verwaltung braucht immer "
        "beides.",
    )
    date_joined = models.DateTimeField("angelegt am", default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "Zugang"
        verbose_name_plural = "Zugänge"

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()
        self.is_staff = self.is_staff or self.is_superuser

    def is_only_lead(self) -> bool:
        """Return whether nobody could decide about staff without this user.

        Locks all who can until the transaction ends: two of them cannot demote each other."""
        return User.objects.lock_leads() == [self.pk]


def display_name(user: User) -> str:
    """Return how allauth names a user."""
    return str(user)

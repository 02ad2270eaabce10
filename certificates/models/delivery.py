"""Who got a certificate when, and in which way."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Way(models.TextChoices):
    """How a certificate reached somebody."""

    CEREMONY = "ceremony", "bei der Feier übergeben"
    HAND = "hand", "persönlich übergeben"
    POST = "post", "mit der Post"
    ONLINE = "online", "Link zur eigenen Seite"


class Delivery(models.Model):
    """A certificate reached somebody (Übergabe). Never edited: a correction is a new line."""

    certificate = models.ForeignKey(
        "certificates.Certificate", models.CASCADE, related_name="deliveries"
    )
    on = models.DateField("am")
    way = models.CharField("Weg", max_length=10, choices=Way)
    received_by = models.CharField("erhalten hat es", max_length=150, blank=True)
    noted_at = models.DateTimeField("notiert am", default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="notiert durch",
    )

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = "Übergabe"
        verbose_name_plural = "Übergaben"

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y}, {self.get_way_display()}"

"""That a partner was thanked after a course; when they were thanked last follows from it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from correspondence.models import Channel
from courses.models import Course
from partners.partner import Partner


class Thanks(models.Model):
    """One thank-you to one partner for one course (Dank)."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="thanks")
    course = models.ForeignKey(Course, models.CASCADE, related_name="thanks")
    at = models.DateTimeField("am", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    channel = models.CharField("Weg", max_length=10, choices=Channel)

    class Meta:
        ordering = ["-at"]
        verbose_name = "Dank"
        verbose_name_plural = "Dank"
        constraints = [
            models.UniqueConstraint(fields=["partner", "course"], name="one_thanks_a_course")
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.course}"

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest
from django.utils import translation

from backoffice.staff_admin import StaffAdmin
from pages.models import Page, Question

# Any language but German: all of them have the same texts of ours.
_ANOTHER = "en"
_ONLY_GERMAN = (
    "„%s“ ist jetzt nur noch auf Deutsch zu lesen, auch auf den Seiten in anderen Sprachen."
    " Übersetzt sind nur unsere ersten Texte."
)


class InOneLanguageAdmin(StaffAdmin):
    """Texts that stay German as soon as staff change them; saving says so."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        with translation.override(_ANOTHER):
            stays_german = obj.stays_german
        if stays_german:
            messages.warning(request, _ONLY_GERMAN % obj)


@admin.register(Page)
class PageAdmin(InOneLanguageAdmin):
    """The pages that the law asks for: their texts change, the pages themselves stay."""

    list_display = ["title", "address"]
    fields = ["title", "body"]

    @admin.display(description="Web-Adresse", ordering="slug")
    def address(self, page: Page) -> str:
        return page.slug

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Question)
class QuestionAdmin(InOneLanguageAdmin):
    list_display = ["question", "order"]
    fields = ["question", "answer", "order"]
    deletable = True

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from backoffice.staff_admin import StaffAdmin
from pages.models import Page, Question


@admin.register(Page)
class PageAdmin(StaffAdmin):
    """The pages that the law asks for: their texts change, the pages themselves stay."""

    list_display = ["title", "address"]
    fields = ["title", "body"]

    @admin.display(description="Web-Adresse", ordering="slug")
    def address(self, page: Page) -> str:
        return page.slug

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Question)
class QuestionAdmin(StaffAdmin):
    list_display = ["question", "order"]
    fields = ["question", "answer", "order"]
    deletable = True

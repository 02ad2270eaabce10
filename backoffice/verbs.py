"""Buttons on a staff page: each is one verb with one address, and answers only POST."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

if TYPE_CHECKING:
    # The checker may know that the mixin is only ever used with a ModelAdmin.
    Base = admin.ModelAdmin
else:
    Base = object


def verb(slug: str, label: str) -> Callable[[Callable], Callable]:
    """Make a method `(self, request, obj)` of a staff page a verb at `…/<pk>/<slug>/`.

    It may raise ValidationError to say why it does not work; what it returns is shown as success.
    The page lists its verbs' names in `verbs`, in the order of their buttons."""

    def mark(method: Any) -> Callable:
        method.slug, method.label = slug, label
        return method

    return mark


class VerbsMixin(Base):
    """An admin page with a button and an address for each of its `verbs`."""

    change_form_template = "admin/with_verbs.html"
    verbs: Sequence[str] = ()

    def may(self, name: str, request: HttpRequest, obj: Any) -> bool:
        """Return whether the verb would work now, and shows its button. Ask the model here."""
        return self.has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        return [self._verb_path(name) for name in self.verbs] + super().get_urls()

    def _verb_path(self, name: str) -> URLPattern:
        def view(request: HttpRequest, object_id: str) -> HttpResponse:
            return self._do(request, object_id, name)

        slug = getattr(self, name).slug
        guarded = self.admin_site.admin_view(require_POST(view))
        return path(f"<path:object_id>/{slug}/", guarded, name=self._url_name(name))

    def _url_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _do(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.may(name, request, obj):
            raise PermissionDenied
        try:
            self.message_user(request, getattr(self, name)(request, obj))
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        return redirect(reverse(f"admin:{self._url_name('change')}", args=[obj.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        context["verbs"] = self._buttons(request, obj) if obj else []
        return super().render_change_form(request, context, *args, **kwargs)

    def _buttons(self, request: HttpRequest, obj: Model) -> list[dict[str, str]]:
        return [
            {
                "label": getattr(self, name).label,
                "url": reverse(f"admin:{self._url_name(name)}", args=[obj.pk]),
            }
            for name in self.verbs
            if self.may(name, request, obj)
        ]

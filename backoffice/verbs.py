"""Buttons on a staff page: each is one verb with one address, and answers only POST."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST


def verb(slug, label):
    """Make a method `(self, request, obj)` of a staff page a verb at `…/<pk>/<slug>/`.

    It may raise ValidationError to say why it does not work; what it returns is told as success.
    The page lists its verbs' names in `verbs`, in the order of their buttons."""

    def mark(method):
        method.slug, method.label = slug, label
        return method

    return mark


class VerbsMixin:
    change_form_template = "admin/with_verbs.html"
    verbs = ()

    def may(self, name, request, obj):
        """Return whether the verb would work now, and shows its button. Ask the model here."""
        return self.has_change_permission(request, obj)

    def get_urls(self):
        return [self._verb_path(name) for name in self.verbs] + super().get_urls()

    def _verb_path(self, name):
        def view(request, object_id):
            return self._act(request, object_id, name)

        slug = getattr(self, name).slug
        view = self.admin_site.admin_view(require_POST(view))
        return path(f"<path:object_id>/{slug}/", view, name=self._url_name(name))

    def _url_name(self, name):
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _act(self, request, object_id, name):
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.may(name, request, obj):
            raise PermissionDenied
        self._say(request, obj, name)
        return redirect(reverse(f"admin:{self._url_name('change')}", args=[obj.pk]))

    def _say(self, request, obj, name):
        try:
            self.message_user(request, getattr(self, name)(request, obj))
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)

    def render_change_form(self, request, context, obj=None, **kwargs):
        context["verbs"] = self._buttons(request, obj) if obj else []
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def _buttons(self, request, obj):
        return [
            {
                "label": getattr(self, name).label,
                "url": reverse(f"admin:{self._url_name(name)}", args=[obj.pk]),
            }
            for name in self.verbs
            if self.may(name, request, obj)
        ]

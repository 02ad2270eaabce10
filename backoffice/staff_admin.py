"""What every list and form of the staff face has in common (the stock admin, in our manners)."""

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin import widgets
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from backoffice.adding_once import AddsOnce
from backoffice.fields import RowsField
from backoffice.navigation import places
from backoffice.stored_inlines import StoredInlineFormSet
from backoffice.stored_rows import StoredRowForm
from backoffice.verbs import VerbsMixin
from web.input.text_cleaning import LineField, LinesField
from web.stored_values import CONFLICT

if TYPE_CHECKING:
    # The checker may know what the permissions are mixed into: a page of the admin, or an inline.
    from django.contrib.admin.options import BaseModelAdmin as Base
else:
    Base = object


class StaffSite(admin.AdminSite):
    site_header = "Bürger im Quartier"
    site_title = "Verwaltung"
    index_title = "Was zu tun ist"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Every page of the staff face shows where one is, and where else one can go."""
        context = super().each_context(request)
        return context | {"places": places(request.path, context["available_apps"])}

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one door for everybody: who gets as far as this page has come through it."""
        return redirect("admin:index")


class CappedPaginator(Paginator):
    """Counts up to `most` rows and no further: a million rows open as fast as a hundred.

    Who looks for something older searches or filters."""

    most = 500
    object_list: models.QuerySet

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.most)

    @property
    def is_capped(self) -> bool:
        return self._counted > self.most

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by()[: self.most + 1].count()


class StaffPermissions(Base):
    """Every member of the staff may look, add and change; nobody deletes unless `deletable`."""

    deletable = False
    formfield_overrides: ClassVar[dict[type[models.Field], dict[str, Any]]] = {
        models.CharField: {"form_class": LineField, "widget": widgets.AdminTextInputWidget},
        models.SlugField: {"widget": widgets.AdminTextInputWidget},
        models.TextField: {"form_class": LinesField, "widget": widgets.AdminTextareaWidget},
        models.URLField: {"assume_scheme": "https", "widget": widgets.AdminURLFieldWidget},
    }

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Beside a choice nothing leads away from a form that is half filled in, and nothing is
        changed in passing; a new row can be added."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, widgets.RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """A primary key that there cannot be is refused before the database is asked."""
        options = {"form_class": RowsField, **kwargs}
        return super().formfield_for_manytomany(db_field, request, **options)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletable and self.has_view_permission(request, obj)


class StaffInline(StaffPermissions, admin.StackedInline):
    form = StoredRowForm
    formset = StoredInlineFormSet
    extra = 0
    max_num = 50

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """However many rows a request claims to send, no more are read than there may be."""
        return super().get_formset(request, obj, **{"absolute_max": self.max_num, **kwargs})


class StaffAdmin(AddsOnce, VerbsMixin, StaffPermissions, admin.ModelAdmin):
    form = StoredRowForm
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 50

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Raises BadRequest where rows are chosen that there cannot be."""
        self._check_chosen(request)
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, title | (extra_context or {}))

    def _check_chosen(self, request: HttpRequest) -> None:
        try:
            for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME):
                self.opts.pk.clean(chosen, None)
        except ValidationError as error:
            raise BadRequest("no primary key") from error

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What is sent is compared with the row, and nobody writes it in between."""
        if request.method != "POST":
            return super().change_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self.lock(request, unquote(object_id))
            return super().change_view(request, object_id, form_url, extra_context)

    def lock(self, request: HttpRequest, object_id: str) -> None:
        """Lock the row until the transaction ends; there may be none."""
        found = self.get_object(request, object_id)
        if found is not None:
            rows = self.model._default_manager.order_by().filter(pk=found.pk)
            rows.select_for_update(no_key=True, of=("self",)).get()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Where nothing was changed nothing is written, and no history either."""
        if form.has_changed() or not change:
            super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        forms = [context["adminform"].form, *formsets, *chain.from_iterable(formsets)]
        if any(form.is_bound and form.conflicts for form in forms):
            response.status_code = CONFLICT
        return response

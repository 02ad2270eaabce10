"""One stylesheet a face, joined from one file a component when static files are collected."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BASICS = ("layers", "tokens", "base")
SHARED = (*BASICS, "button", "field", "theirs", "error_summary", "notice", "table", "status")
PUBLIC = (
    "page",
    "public",
    "languages",
    "step",
    "course",
    "seats",
    "answers",
    "people",
    "question",
    "under_age",
)
STAFF = (
    "places",
    "tasks",
    "cockpit",
    "verb",
    "programme",
    "composer",
    "template",
    "calls",
    "papers",
)
FACES = {
    "residents.css": (*SHARED, *PUBLIC, "print"),
    "leaders.css": (*SHARED, "page", "day", "composer", "matrix", "sheet", "papers", "print"),
    "staff.css": ("stock", *SHARED, "seats", "matrix", "sheet", *STAFF, "print", "admin"),
}


def joined(name: str) -> str:
    """Return the text of one face's stylesheet; the order is that of the cascade."""
    folder = settings.BASE_DIR / "static" / "css"
    return "\n".join((folder / f"{part}.css").read_text() for part in FACES[name])


class StylesheetStorage(CompressedManifestStaticFilesStorage):
    """Joins the stylesheets, then names every file by its content and compresses it."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            for name in FACES:
                self.delete(name)
                self.save(name, ContentFile(joined(name).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

"""Decides what a document may load besides its own HTML: our assets, and nothing else.

`asset:fonts/<file>` is a font of ours, `asset:pictures/<name>` a picture that `documents.pictures`
drew, `asset:<path>` a file in `static/documents/`. Everything else (files of the server, the
network, data: addresses) is refused and noted.
"""

from collections.abc import Mapping
from mimetypes import guess_type
from pathlib import Path

from django.conf import settings
from weasyprint.urls import URLFetcher, URLFetcherResponse

from documents import fonts, pictures

SCHEME = "asset:"
ASSETS = settings.BASE_DIR / "static" / "documents"


class Fetcher(URLFetcher):
    """One fetcher a print job: `refused` lists what was asked for in vain."""

    _fail_on_errors = False

    def __init__(self) -> None:
        # Without super().__init__(), there is no opener for files, http or data at all.
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the asset. Raises ValueError, which WeasyPrint logs, for anything else."""
        path = locate(url)
        if path is None:
            self.refused.append(url)
            raise ValueError(f"Not an asset of ours: {url[:200]}")
        content_type = guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})

    __call__ = open = fetch


def locate(url: str) -> Path | None:
    """Return the path behind a `asset:` address; None if it is no existing asset of ours."""
    if not url.startswith(SCHEME):
        return None
    name = url.removeprefix(SCHEME)
    if name.startswith("fonts/"):
        return fonts.files().get(name.removeprefix("fonts/"))
    if name.startswith("pictures/"):
        return pictures.locate(name.removeprefix("pictures/"))
    path = (ASSETS / name).resolve()
    return path if path.is_relative_to(ASSETS.resolve()) and path.is_file() else None

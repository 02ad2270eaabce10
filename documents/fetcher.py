"""The only door through which a document gets anything from outside its own HTML.

`press:fonts/<file>` is a font of ours, `press:pictures/<name>` a picture that `documents.pictures`
drew, `press:<path>` a file in `static/documents/`. Everything else (files of the server, the
network, data: addresses) is refused and noted.
"""

from mimetypes import guess_type

from django.conf import settings
from weasyprint.urls import URLFetcher, URLFetcherResponse

from documents import fonts, pictures

SCHEME = "press:"
ASSETS = settings.BASE_DIR / "static" / "documents"


class Fetcher(URLFetcher):
    """One fetcher a print job: `refused` lists what was asked for in vain."""

    _fail_on_errors = False

    def __init__(self):
        # Without super().__init__(), there is no opener for files, http or data at all.
        self.refused = []

    def fetch(self, url, headers=None):
        """Return the asset. Raises ValueError, which WeasyPrint logs, for anything else."""
        path = locate(url)
        if path is None:
            self.refused.append(url)
            raise ValueError(f"Not an asset of the print shop: {url[:200]}")
        content_type = guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})

    __call__ = open = fetch


def locate(url):
    """Return the path behind a `press:` address; None if it is no existing asset of ours."""
    if not url.startswith(SCHEME):
        return None
    name = url.removeprefix(SCHEME)
    if name.startswith("fonts/"):
        return fonts.files().get(name.removeprefix("fonts/"))
    if name.startswith("pictures/"):
        return pictures.locate(name.removeprefix("pictures/"))
    path = (ASSETS / name).resolve()
    return path if path.is_relative_to(ASSETS.resolve()) and path.is_file() else None

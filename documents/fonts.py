"""The fonts of every document: one full file a weight.

Subset web-font files that share a family name make WeasyPrint draw wrong glyphs while the
extracted text looks right, so only whole TrueType files are used. Their families have names of
their own here, so that a font which happens to be installed cannot slip in between.

Source Serif Italic knows hardly more than Western Latin: never set names in italics.
"""

from importlib.util import find_spec
from pathlib import Path

from documents.errors import MissingFont

SERIF = "Source Serif"
SANS = "Source Sans"
FALLBACK = "DejaVu"
FAMILIES = {SERIF, SANS, FALLBACK}

DEJAVU_FOLDER = Path("/usr/share/fonts/truetype/dejavu")

# family, weight, style, file
FACES = [
    (SERIF, 400, "normal", "SourceSerifPro-Regular.ttf"),
    (SERIF, 400, "italic", "SourceSerifPro-It.ttf"),
    (SERIF, 600, "normal", "SourceSerifPro-Semibold.ttf"),
    (SERIF, 700, "normal", "SourceSerifPro-Bold.ttf"),
    (SANS, 400, "normal", "SourceSansPro-Regular.ttf"),
    (SANS, 400, "italic", "SourceSansPro-It.ttf"),
    (SANS, 600, "normal", "SourceSansPro-Semibold.ttf"),
    (SANS, 700, "normal", "SourceSansPro-Bold.ttf"),
    (FALLBACK, 400, "normal", "DejaVuSans.ttf"),
    (FALLBACK, 700, "normal", "DejaVuSans-Bold.ttf"),
]


def stylesheet() -> str:
    """Return the @font-face rules of all faces, as CSS."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f' src: url("asset:fonts/{file}"); }}'
        for family, weight, style, file in FACES
    )


def files() -> dict[str, Path]:
    """Return the faces' paths by file name. Raises MissingFont for one that is not there."""
    found = {file: _folder(file) / file for _family, _weight, _style, file in FACES}
    for path in found.values():
        if not path.is_file():
            raise MissingFont(str(path))
    return found


def _folder(file: str) -> Path:
    if file.startswith("DejaVu"):
        return DEJAVU_FOLDER
    package = "font_source_serif_pro" if "Serif" in file else "font_source_sans_pro"
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise MissingFont(file)
    return Path(spec.origin).parent / "files"

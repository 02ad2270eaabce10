"""Draw the pictures of names straight from the font files, with Pillow and without WeasyPrint.

    python -m tests.documents.names.draw

Then look at every picture that has changed, letter by letter, before it is kept.
"""

from functools import cache
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from documents import fonts

FOLDER = Path(__file__).parent

SCRIPTS = {
    "german": ["Jürgen GROẞMANN"],
    "turkish": ["Gülşen Işık"],
    "vietnamese": ["Nguyễn Thị Hạnh"],
    "cyrillic": ["Ольга Щербакова"],
    "greek": ["Ελένη Παπαδοπούλου"],
    "arabic": ["محمد الأمين"],
    "hebrew": ["שרה לוי"],
    # Of all languages of Europe in Latin letters, Sami, Welsh, Irish, Maltese and Azeri among them.
    "letters": [
        "ÀÁÂÃÄÅĀĂĄÆǼÇĆĈĊČÐĎĐÈÉ",
        "ÌÊÍËÎĒÏĔĨĖĪĘĮĚİƏĜĞĠĢǦǤĤĦ",
        "ĴĶǨĹĻĽĿŁÑŃŅŇŊÒÓÔÕÖŌŎŐØǾŒ",
        "ŔŖŘŚŜŞŠȘẞŢŤŦȚÙÚÛÜŨŪŬŮŰŲ",
        "ŴẀẂẄÝŶŸỲŹŻŽƷǮÞḂḊḞṀṖṠṪ",
        "àáâãäåāăąæǽçćĉċčðďđèéêëēĕėęěə",
        "ìĝíğîġïģĩǧīǥįĥıħĵķǩĸĺļľŀłñńņň",
        "ŋòóôõöōŏőøǿœŕŗřśŝşšșßţťŧțùúûü",
        "ũūŭůűųŵẁẃẅýŷÿỳźżžʒǯþḃḋḟṁṗṡṫ",
    ],
}

# What names are set in: family, weight, its file, and the file for letters that it does not know.
FACES = {
    # certificates, translations
    "serif-600": ("Source Serif", 600, "SourceSerifPro-Semibold.ttf", "DejaVuSans-Bold.ttf"),
    # letters
    "sans-400": ("Source Sans", 400, "SourceSansPro-Regular.ttf", "DejaVuSans.ttf"),
    # who signs a certificate, the list for the ceremony, the first line of an address
    "sans-600": ("Source Sans", 600, "SourceSansPro-Semibold.ttf", "DejaVuSans-Bold.ttf"),
    # certificates in large type
    "sans-700": ("Source Sans", 700, "SourceSansPro-Bold.ttf", "DejaVuSans-Bold.ttf"),
}

# In pixels at 144 dots an inch: type of 24 points, a row 48 points high and as long as the longest.
SIZE, HEIGHT, WIDTH = 48, 96, 864
# Drawn large and made small, so that hinting to the pixel grid does not show.
LARGE = 16


def draw(script, face):
    """Return the picture of a script in a face."""
    _family, _weight, file, fallback = FACES[face]
    return stack([draw_row(text, file, fallback) for text in SCRIPTS[script]])


def draw_row(text, file, fallback):
    canvas = Image.new("L", (WIDTH * LARGE, HEIGHT * LARGE), "white")
    pen, left, baseline = ImageDraw.Draw(canvas), SIZE * LARGE / 4, HEIGHT * LARGE * 0.7
    for is_known, letters in runs(text, file):
        font = font_of(file if is_known else fallback)
        pen.text((left, baseline), letters, fill="black", font=font, anchor="ls")
        left += font.getlength(letters)
    return ink(canvas).reduce(LARGE)


def runs(text, file):
    """Yield (whether the file knows them, letters). A space goes with the letter before it."""

    def is_known(place):
        return ord(text[place] if text[place] != " " else text[place - 1]) in known(file)

    for answer, places in groupby(range(len(text)), is_known):
        yield answer, "".join(text[place] for place in places)


@cache
def known(file):
    return TTFont(fonts.files()[file]).getBestCmap()


@cache
def font_of(file):
    return ImageFont.truetype(fonts.files()[file], SIZE * LARGE)


def ink(picture):
    """Return the part of a picture where something is drawn."""
    return picture.crop(picture.point(lambda grey: 255 * (grey < 128)).getbbox())


def stack(rows):
    """Return one picture of rows of ink under each other, each at the left upper corner."""
    picture = Image.new("L", (WIDTH, HEIGHT * len(rows)), "white")
    for nth, row in enumerate(rows):
        picture.paste(row, (0, HEIGHT * nth))
    return picture


def split(picture, height=HEIGHT):
    """Return the rows of a picture."""
    tops = range(0, picture.height, height)
    return [picture.crop((0, top, picture.width, top + height)) for top in tops]


def keep(picture, script, face):
    sixteen_greys = picture.point(lambda grey: round(grey / 17) * 17)
    sixteen_greys.save(path_of(script, face), optimize=True)


def path_of(script, face):
    return FOLDER / f"{script}-{face}.png"


if __name__ == "__main__":
    for script in SCRIPTS:
        for face in FACES:
            keep(draw(script, face), script, face)

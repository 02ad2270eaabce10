"""The sheet is for a phone in a room with bad Wi-Fi."""

import gzip
import re

from django.conf import settings

IMPORTED = re.compile(r'from "\./(\w+\.js)"')
FOLDER = settings.BASE_DIR / "static" / "js"
MOST_BYTES = 20_000


def needed(content):
    """Return the scripts of a page, with those that they import."""
    found = set(re.findall(r'src="/static/js/(\S+?)"', content))
    for name in list(found):
        imports = IMPORTED.findall((FOLDER / name).read_text())
        found |= {f"attendance/{one}" for one in imports}
    return found


def test_page_and_scripts_weigh_little(day, enrol, as_leader, past_course):
    past_course.capacity = 20
    past_course.save()
    enrol(*(f"Vorname Nachname-Muster {number}" for number in range(20)))
    page = as_leader.get(f"/kursleitung/vegesack-2026/anwesenheit/{day.pk}/").content
    scripts = needed(page.decode())
    assert scripts == {
        f"attendance/{name}.js" for name in ("queue", "sending", "sheet", "unsent", "logout")
    }
    parts = [page, *((FOLDER / name).read_bytes() for name in sorted(scripts))]
    parts.append((FOLDER / "service_worker.js").read_bytes())
    assert sum(len(gzip.compress(part)) for part in parts) < MOST_BYTES

"""The table of a paper as rows of words."""

import re


def rows_of(html):
    """Return the cells of every row of the table's body, without their tags."""
    body = re.search("<tbody>(.*?)</tbody>", html, re.S)[1]
    rows = re.findall("<tr[^>]*>(.*?)</tr>", body, re.S)
    cells = [re.findall("<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in rows]
    return [[" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in row] for row in cells]

"""What a browser sends for a form of a page, read from the HTML: also what nobody sees."""

from html.parser import HTMLParser


class Forms(HTMLParser):
    """`forms` holds for each form of the page a pair: its address, and the names with the values
    that are sent when nobody touches it."""

    def __init__(self, html):
        super().__init__()
        self.forms, self._fields, self._list, self._area = [], None, None, None
        self.feed(html.replace("\r\n", "\n"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._fields = {}
            self.forms.append((attrs.get("action") or "", self._fields))
        elif self._fields is not None:
            getattr(self, f"_{tag}", lambda attrs: None)(attrs)

    def _input(self, attrs):
        kind, name = attrs.get("type", "text"), attrs.get("name")
        is_choice = kind in ("checkbox", "radio")
        if name and kind not in ("submit", "file") and not (is_choice and "checked" not in attrs):
            self._put(name, attrs.get("value", "on" if is_choice else ""))

    def _select(self, attrs):
        self._list = attrs["name"]

    def _option(self, attrs):
        if "selected" in attrs or self._list not in self._fields:
            self._fields[self._list] = [attrs.get("value", "")]

    def _textarea(self, attrs):
        self._area = attrs["name"]
        self._fields[self._area] = [""]

    def handle_data(self, data):
        if self._area:
            self._fields[self._area][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # A browser leaves the first line break out, and sends the others as two characters.
            text = self._fields[self._area][0].removeprefix("\n")
            self._fields[self._area], self._area = [text.replace("\n", "\r\n")], None
        if tag == "form":
            self._fields = None

    def _put(self, name, value):
        self._fields.setdefault(name, []).append(value)


def sent(page, action=None, **changes):
    """Return what is sent for the form with that address, with some fields filled in otherwise.

    Without `action` it is the form with the most fields. None instead of a value: no tick."""
    found = Forms(page.content.decode()).forms
    named = [fields for address, fields in found if address == action]
    fields = named[0] if named else max((fields for _, fields in found), key=len)
    kept = {name: values for name, values in fields.items() if name not in changes}
    return kept | {name: value for name, value in changes.items() if value is not None}

"""The page of a template as a browser uses it."""

from django.urls import reverse


def page(course=None, verb=""):
    name = "template" if course else "default_template"
    return reverse(f"certificates:{name}{verb}", args=[course.slug] if course else [])


def filled_in(client, course=None, **changes):
    """Return what a browser sends for the form as it stands."""
    form = client.get(page(course)).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (sent | changes).items() if value is not None}

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError

from backoffice.staff_pages import back_to, tell_refusal


@pytest.mark.parametrize(
    ("wanted", "url"),
    [
        ("/verwaltung/anrufe/?weiter=3#anruf-3", "/verwaltung/anrufe/?weiter=3#anruf-3"),
        ("", "/zurueck/"),
        ("//example.org/", "/zurueck/"),
        ("https://example.org/", "/zurueck/"),
        ("javascript:alert(1)", "/zurueck/"),
        ("staff:home", "/zurueck/"),
    ],
)
def test_the_way_back_is_a_page_of_our_own(rf, wanted, url):
    assert back_to(rf.post("/", {"next": wanted}), "/zurueck/").url == url


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValidationError(["Das eine.", "Das andere."]), "Das eine. Das andere."),
        (ValueError("Das geht nicht."), "Das geht nicht."),
    ],
)
def test_a_refusal_is_told_in_its_own_words(rf, error, words):
    request = rf.get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    tell_refusal(request, error)
    assert [(message.level_tag, str(message)) for message in get_messages(request)] == [
        ("error", words)
    ]

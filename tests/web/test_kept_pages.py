"""Pages kept ready in memory."""

import pytest

from web import kept_pages
from web.kept_pages import KEY_GAP, forget_kept_pages, kept_page, kept_value


def test_a_page_is_rendered_once_for_the_same_facts():
    forget_kept_pages()
    rendered = []

    def ask(*facts):
        kept_page(facts, lambda: rendered.append(facts) or "<p>")

    ask("home", 1)
    ask("home", 1)
    ask("home", 2)
    assert rendered == [("home", 1), ("home", 2)]


def test_each_visitor_gets_an_own_key():
    forget_kept_pages()
    html = f"<{KEY_GAP}|ä|{KEY_GAP}>"
    answers = [kept_page(("gaps",), lambda: html) for _ in range(2)]
    parts = [answer.content.decode().strip("<>").split("|") for answer in answers]
    assert [len(part) for part in parts[0]] == [36, 1, 36]
    assert parts[0][0] == parts[0][2]
    assert parts[0][0] != parts[1][0]


def test_memory_stays_bounded():
    forget_kept_pages()
    for number in range(2 * kept_pages._MOST_KEPT + 3):
        kept_page(("page", number), lambda: "<p>")
    assert len(kept_pages._kept) == 3


def test_what_could_not_be_made_is_tried_again():
    forget_kept_pages()
    answers = iter([ValueError("kaputt"), "gut"])

    def make():
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    with pytest.raises(ValueError, match="kaputt"):
        kept_value("facts", make)
    assert [kept_value("facts", make) for _ in range(2)] == ["gut", "gut"]

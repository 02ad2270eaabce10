"""The pattern that every form follows, asked of the HTML that the template pack writes."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string

MISSING = "Bitte schreiben Sie Ihren Namen auf."


class Example(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Ihr Name",
        help_text="So, wie er auf dem Zertifikat stehen soll.",
        error_messages={"required": MISSING},
    )
    phone = forms.CharField(label="Telefonnummer", required=False)
    lives_here = forms.ChoiceField(
        label="Wohnen Sie hier?", choices=[("yes", "ja"), ("no", "nein")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Ich bin einverstanden.", help_text="Sie können das ändern.")

    def clean(self):
        raise forms.ValidationError("Das geht gerade nicht.")


def written(form, **options):
    helper = FormHelper()
    for name, value in options.items():
        setattr(helper, name, value)
    return render_crispy_form(form, helper)


@pytest.fixture
def fresh():
    return written(Example())


@pytest.fixture
def refused():
    return written(Example({"phone": "0421 <b>"}))


def ids(html):
    return re.findall(r'\sid="([^"]+)"', html)


def test_a_fresh_form_names_no_error(fresh):
    assert re.findall(r"error|invalid|role=", fresh) == []


def test_the_browser_checks_nothing_before_we_do(fresh):
    assert re.findall(r"<form [^>]*>", fresh) == ['<form  method="post" novalidate>']


def test_only_optional_fields_say_so(fresh):
    labels = re.findall(r"<(?:label|legend)[^>]*>(.*?)</(?:label|legend)>", fresh, re.S)
    optional = [label for label in labels if "(freiwillig)" in label]
    assert [re.sub(r"<[^>]+>", "", label).split() for label in optional] == [
        ["Telefonnummer", "(freiwillig)"]
    ]


def test_the_hint_stands_before_its_input(fresh):
    assert fresh.index('id="id_name_helptext"') < fresh.index('id="id_name"')


def test_every_id_stands_once_and_every_reference_leads_to_one(refused):
    there = ids(refused)
    links = re.findall(r'href="#([^"]+)"', refused)
    labels = re.findall(r'for="([^"]+)"', refused)
    described = " ".join(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', refused)).split()
    assert sorted(there) == sorted(set(there))
    assert {*links, *labels, *described} - set(there) == set()
    assert links == ["id_name", "id_lives_here_0", "id_agreed"]


def test_hint_and_error_describe_the_input(refused):
    tag = re.search(r'<input type="text" name="name"[^>]*>', refused).group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in tag
    assert 'aria-invalid="true"' in tag


def test_choices_stand_in_a_fieldset_that_its_error_describes(refused):
    start = '<fieldset class="field field-wrong" aria-describedby="id_lives_here_error">'
    inside = refused.split(start)[1].split("</fieldset>")[0]
    assert " ".join(re.search(r"<legend>(.*?)</legend>", inside, re.S).group(1).split()) == (
        "Wohnen Sie hier?"
    )
    assert inside.count('type="radio"') == 2


def test_the_summary_takes_the_focus_and_repeats_every_message(refused):
    summary = refused.split("</ul>")[0]
    assert re.findall(r'<div class="error-summary"([^>]*)>', summary) == [
        ' role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title"'
    ]
    lines = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>(.*?)</li>", summary)]
    assert lines == [
        "Das geht gerade nicht.",
        "Bitte füllen Sie dieses Feld aus.",
        MISSING,
        "Bitte füllen Sie dieses Feld aus.",
        "Bitte füllen Sie dieses Feld aus.",
    ]


def test_the_summary_stands_before_the_form(refused):
    assert refused.index("error-summary") < refused.index("<form")


def test_an_error_of_a_hidden_field_leads_nowhere(refused):
    assert 'href="#id_key"' not in refused


def test_what_was_typed_is_kept_and_shown_as_text(refused):
    assert re.findall(r'name="phone" value="([^"]*)"', refused) == ["0421 &lt;b&gt;"]


def test_the_pack_writes_no_styles_asterisks_or_placeholders(fresh, refused):
    assert re.findall(r"style=|placeholder=|\*", fresh + refused) == []


def test_the_fields_alone_bring_neither_form_nor_summary():
    html = render_to_string("biq/uni_form.html", {"form": Example({})})
    assert re.findall(r"<form|error-summary", html) == []
    assert html.count("field-wrong") == 3

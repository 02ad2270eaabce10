import pytest

from web.input.email_addresses import for_mail_server, meant_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Erna@gmial.com", "Erna@gmail.com"),
        ("erna@gmail.con", "erna@gmail.com"),
        ("erna@gmail.de", "erna@gmail.com"),
        ("erna@gmal.com", "erna@gmail.com"),
        ("erna@gmaill.com", "erna@gmail.com"),
        ("erna@GMX.dee", "erna@gmx.de"),
        ("erna@gxm.net", "erna@gmx.net"),
        ("erna@wep.de", "erna@web.de"),
        ("erna@tonline.de", "erna@t-online.de"),
        ("erna@hotmial.com", "erna@hotmail.com"),
        ("erna@firma.con", "erna@firma.com"),
    ],
)
def test_a_slip_of_the_keyboard_is_seen(typed, meant):
    assert meant_address(typed) == meant


@pytest.mark.parametrize(
    "address",
    [
        "erna@gmail.com",
        "erna@gmx.at",
        "erna@mail.de",
        "erna@example.org",
        "erna@bremer-heimstiftung.de",
        "erna@müller.de",
        "erna@o2.pl",
        "",
    ],
)
def test_an_address_that_looks_right_raises_no_question(address):
    assert meant_address(address) == ""


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Erna@müller.de", "Erna@xn--mller-kva.de"),
        ("erna@straße.example", "erna@xn--strae-oqa.example"),
        ("erna@post.МОСКВА.example", "erna@post.xn--80adxhks.example"),
        ("erna@Example.org", "erna@Example.org"),
    ],
)
def test_a_domain_with_umlauts_is_written_as_mail_servers_read_it(written, sent):
    assert for_mail_server(written) == sent

import pytest
from django.test import RequestFactory

from web.client_address import client_address, household, neighbourhood


def told(**headers):
    address = client_address(RequestFactory().get("/", **headers))
    return address and str(address)


def test_without_proxies_nobody_is_believed_what_they_say_of_themselves(settings):
    settings.TRUSTED_PROXIES = 0
    assert told(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.1") == "192.0.2.7"


@pytest.mark.parametrize(
    ("proxies", "heard", "client"),
    [
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (2, "10.9.9.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "192.0.2.7"),
        (1, "", "192.0.2.7"),
        (1, "unbekannt", None),
    ],
)
def test_our_own_proxies_name_the_client_and_nobody_before_them(settings, proxies, heard, client):
    settings.TRUSTED_PROXIES = proxies
    assert told(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=heard) == client


def test_a_unix_socket_tells_no_address(settings):
    settings.TRUSTED_PROXIES = 0
    assert told(REMOTE_ADDR="") is None


@pytest.mark.parametrize(
    ("address", "home", "around"),
    [
        ("192.0.2.7", "192.0.2.7/32", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.7/32", "192.0.2.0/24"),
        ("2001:db8:1:2ff::9", "2001:db8:1:2ff::/64", "2001:db8:1:200::/56"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/56"),
    ],
)
def test_who_shares_a_connection_and_a_network(address, home, around):
    found = client_address(RequestFactory().get("/", REMOTE_ADDR=address))
    assert (household(found), neighbourhood(found)) == (home, around)

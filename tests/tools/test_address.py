"""Where the demo listens."""

import pytest

from tools.bootstrap.address import Address, demo_address
from tools.bootstrap.failure import SetupError


def test_an_address_and_a_port_are_read():
    assert Address.parse("192.0.2.7:8080") == Address("192.0.2.7", 8080)


def test_an_ipv6_address_loses_its_brackets_and_gets_them_back():
    address = Address.parse("[::1]:8000")
    assert (address.host, str(address)) == ("::1", "[::1]:8000")


@pytest.mark.parametrize(
    "text", ["8000", ":8000", "host", "host:", "host:http", "host:0", "h:65536"]
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(SetupError, match=r"is not ADDRESS:PORT\. An example: 127\.0\.0\.1:8000"):
        Address.parse(text)


def test_without_an_argument_the_demo_listens_on_this_computer_only():
    assert demo_address(["--traceback"]) == Address("127.0.0.1", 8000)


def test_all_addresses_are_opened_as_this_computer():
    assert Address.parse("0.0.0.0:8123").url == "http://127.0.0.1:8123"

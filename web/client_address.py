"""Where a request comes from, believing no more proxies than the settings name."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPAddress = IPv4Address | IPv6Address


def client_address(request: HttpRequest) -> IPAddress | None:
    """Return the client's IP address; None when it cannot be read."""
    try:
        address = ip_address(_stated_address(request))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _stated_address(request: HttpRequest) -> str:
    """Return what the outermost of our own proxies, or else the connection, says.

    Each proxy appends whom it heard: what stands before our own ones anybody can invent."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    chain = forwarded.split(",") if forwarded else []
    proxies = settings.TRUSTED_PROXIES
    if 0 < proxies <= len(chain):
        return chain[-proxies].strip()
    return request.META.get("REMOTE_ADDR", "")


def household(address: IPAddress) -> str:
    """Return who shares one connection: an IPv4 address, or the /64 that IPv6 hosts roam in."""
    return _network(address, 32, 64)


def neighbourhood(address: IPAddress) -> str:
    """Return the network that one provider or house hands out: IPv4 /24, IPv6 /56."""
    return _network(address, 24, 56)


def _network(address: IPAddress, ipv4_bits: int, ipv6_bits: int) -> str:
    bits = ipv4_bits if address.version == 4 else ipv6_bits
    return str(ip_network((address.packed, bits), strict=False))

"""Where a request comes from, believing no more proxies than the settings name."""

from ipaddress import ip_address, ip_network

from django.conf import settings


def client_address(request):
    """Return the client's IP address; None when it cannot be read."""
    try:
        address = ip_address(_told(request))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _told(request):
    """Each proxy appends whom it heard: what stands before our own ones anybody can invent."""
    heard = request.META.get("HTTP_X_FORWARDED_FOR", "")
    chain = heard.split(",") if heard else []
    proxies = settings.TRUSTED_PROXIES
    if 0 < proxies <= len(chain):
        return chain[-proxies].strip()
    return request.META.get("REMOTE_ADDR", "")


def household(address):
    """Return who shares one connection: an IPv4 address, or the /64 that IPv6 hosts roam in."""
    return _around(address, 32, 64)


def neighbourhood(address):
    """Return the network that one provider or house hands out: IPv4 /24, IPv6 /56."""
    return _around(address, 24, 56)


def _around(address, ipv4, ipv6):
    length = ipv4 if address.version == 4 else ipv6
    return str(ip_network((address.packed, length), strict=False))

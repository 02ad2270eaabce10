"""E-mail addresses: what was probably meant, and how they are written for mail servers."""

from itertools import pairwise

# Where people in Bremen have their mailboxes. Of two that are alike both stand here.
_PROVIDERS = frozenset(
    [
        *("gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.com", "gmx.at", "gmx.ch"),
        *("web.de", "t-online.de", "freenet.de", "arcor.de", "posteo.de", "mailbox.org"),
        *("outlook.de", "outlook.com", "hotmail.de", "hotmail.com", "live.de", "live.com"),
        *("msn.com", "yahoo.de", "yahoo.com", "ymail.com", "aol.com", "aol.de", "icloud.com"),
        *("me.com", "mac.com", "mail.de", "mail.com", "email.de", "email.com"),
        *("nord-com.net", "ewetel.net", "ewe.net", "vodafone.de", "kabelmail.de", "proton.me"),
        *("protonmail.com", "uni-bremen.de", "bremen.de", "mail.ru", "yandex.ru", "bk.ru"),
        *("ukr.net", "i.ua", "meta.ua", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "op.pl"),
    ]
)
# Names that nobody has a mailbox at, further away from what was meant than one slip.
_KNOWN_SLIPS = {
    "gmail.de": "gmail.com",
    "googlemail.de": "googlemail.com",
    "gmailcom.com": "gmail.com",
    "gmial.de": "gmail.com",
}
_ENDINGS = {"con": "com", "cmo": "com", "comm": "com", "ocm": "com", "vom": "com", "ed": "de"}
_SHORTEST = 6


def meant_address(address: str) -> str:
    """Return the address that was probably meant; empty when this one looks right.

    Only a question can be made of that: whoever has such an address knows it better."""
    if not address:
        return ""
    local, _, domain = address.rpartition("@")
    domain = domain.lower()
    meant = _meant_domain(domain)
    return f"{local}@{meant}" if meant and meant != domain else ""


def _meant_domain(domain: str) -> str:
    if domain in _PROVIDERS:
        return domain
    name, _, ending = domain.rpartition(".")
    righted = f"{name}.{_ENDINGS.get(ending, ending)}"
    if righted in _PROVIDERS:
        return righted
    near = (provider for provider in sorted(_PROVIDERS) if _is_one_slip(righted, provider))
    unclear = _KNOWN_SLIPS.get(domain) or next(near, "")
    return unclear or (righted if righted != domain else "")


def _is_one_slip(typed: str, meant: str) -> bool:
    """Return whether one letter is too many, missing, wrong, or two have changed places.

    Short names have too many neighbours that exist, such as "web.be"."""
    if min(len(typed), len(meant)) < _SHORTEST or abs(len(typed) - len(meant)) > 1:
        return False
    if len(typed) != len(meant):
        shorter, longer = sorted((typed, meant), key=len)
        return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    other = [i for i, letters in enumerate(zip(typed, meant, strict=True)) if len({*letters}) > 1]
    return len(other) == 1 or _have_changed_places(typed, meant, other)


def _have_changed_places(typed: str, meant: str, other: list[int]) -> bool:
    neighbours = any(second - first == 1 for first, second in pairwise(other))
    return len(other) == 2 and neighbours and sorted(typed) == sorted(meant)


def for_mail_server(address: str) -> str:
    """Return the address with its domain as mail servers read it: "erna@xn--mller-kva.de".

    ß stays a letter of its own (IDNA 2008), and is not made an ss as Python's codec does."""
    local, at, domain = address.rpartition("@")
    return local + at + ".".join(map(_label, domain.split(".")))


def _label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.lower().encode("punycode").decode()

"""Environment variables of the commands that run without a setting of anybody's."""

from collections.abc import MutableMapping, Sequence

from tools.bootstrap import address

# As in production, but for mail and the second factor; tests that are about those set them.
TESTS = {
    "DEBUG": "0",
    "DEMO": "0",
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "BASE_URL": "http://testserver",
    "EMAIL_URL": "memorymail://",
    "STAFF_NEED_SECOND_FACTOR": "0",
    "TRUSTED_PROXIES": "0",
    "LOG_LEVEL": "WARNING",
}


def apply(environ: MutableMapping[str, str], command: str, arguments: Sequence[str]) -> None:
    """Put into `environ` what `command` needs; other commands get nothing."""
    if command == "demo":
        environ.update(demo_variables(address.demo_address(arguments)))
    elif command in ("test", "precommit", "benchmark"):
        environ.update(TESTS)
    elif command in ("makemigrations", "translations"):
        # They look at the code only; what a server has set stays.
        environ.update({name: environ.get(name, value) for name, value in TESTS.items()})


def demo_variables(where: address.Address) -> dict[str, str]:
    """Return the variables of a demo that listens at the Address `where`."""
    hosts = {"ALLOWED_HOSTS": "*"} if where.is_wildcard else {}
    return {"DEMO": "1", "BASE_URL": where.url, **hosts}

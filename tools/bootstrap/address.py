"""Where the demo listens."""

from collections.abc import Sequence
from typing import NamedTuple

from tools.bootstrap.failure import SetupError

WILDCARDS = ("0.0.0.0", "::")  # noqa: S104


class Address(NamedTuple):
    """A host (name or IP, IPv6 without brackets) and a port."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read "ADDRESS:PORT"; raises SetupError when it is not one."""
        host, _, port = text.rpartition(":")
        host = host.removeprefix("[").removesuffix("]")
        if not host or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
            raise SetupError(f"“{text}” is not ADDRESS:PORT. An example: 127.0.0.1:8000")
        return cls(host, int(port))

    @property
    def is_wildcard(self) -> bool:
        """Whether it stands for every address of this computer."""
        return self.host in WILDCARDS

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """What a browser on this computer opens."""
        return f"http://{self._replace(host='127.0.0.1') if self.is_wildcard else self}"


DEFAULT = Address("127.0.0.1", 8000)


def demo_address(arguments: Sequence[str]) -> Address:
    """Return the address among the arguments of `demo`, else the default."""
    given = [argument for argument in arguments if not argument.startswith("-")]
    return Address.parse(given[0]) if given else DEFAULT

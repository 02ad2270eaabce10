"""How much is measured. The small size only proves that everything runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Numbers of what is made and of how often it is measured; `page_seconds` is one turn."""

    registrations: int = 100_000
    crowd: int = 2_000
    page_rounds: int = 9
    page_seconds: float = 2.0
    post_rounds: int = 9
    posts: int = 240
    race: int = 200
    list_rounds: int = 25
    leader_rounds: int = 100
    certificates: int = 250
    few_certificates: int = 25
    naive_certificates: int = 40
    single_certificates: int = 20
    print_rounds: int = 3


FULL = Sizes()
TINY = Sizes(
    registrations=300,
    crowd=60,
    page_rounds=1,
    page_seconds=0.1,
    post_rounds=1,
    posts=16,
    race=20,
    list_rounds=1,
    leader_rounds=1,
    certificates=4,
    few_certificates=2,
    naive_certificates=1,
    single_certificates=1,
    print_rounds=1,
)

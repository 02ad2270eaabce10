import re

from participants.public.converters import TokenConverter
from web.link_token import new_token


def test_a_token_is_long_new_and_fits_into_an_address():
    tokens = [new_token() for _ in range(200)]
    assert {len(token) for token in tokens} == {22}
    assert len(set(tokens)) == 200
    assert [t for t in tokens if not re.fullmatch(TokenConverter.regex, t)] == []

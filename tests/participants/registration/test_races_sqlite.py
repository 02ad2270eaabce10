"""The same crowd on SQLite, in a file, where one writer after the other is the queue."""

import pytest

from tools.benchmark import server, steps


@pytest.mark.parametrize(("together", "enrolled"), [(1, 3), (2, 2)])
def test_two_hundred_people_at_once_get_three_seats_and_a_strict_line(tmp_path, together, enrolled):
    variables = server.environment(f"sqlite:///{tmp_path}/race.sqlite3", tmp_path)
    found = steps.run(variables, "race", 200, together)
    assert found.pop("seconds") > 0
    waiting = 200 - enrolled
    assert found == {
        "enrolled": enrolled,
        "waiting": waiting,
        "strict": True,
        "units": waiting // together,
    }

import pytest

from engine.bench.contestants import Method, RouteKind, parse_contestants
from engine.bench.recordings import BenchmarkError
from engine.policy import LatencyPreset, PolicyName


def test_a_bare_name_is_balanced_with_five_beams() -> None:
    (contestant,) = parse_contestants("confirmed")
    assert contestant.method is Method.CONFIRMED
    assert contestant.preset is LatencyPreset.BALANCED
    assert contestant.beams == 5
    assert contestant.route is RouteKind.BEST
    assert contestant.name == "confirmed:balanced"


def test_all_stands_for_three_points_of_one_curve() -> None:
    contestants = parse_contestants("alignatt:all:b1:cascade")
    assert [item.preset for item in contestants] == list(LatencyPreset)
    assert {item.series for item in contestants} == {"alignatt:b1:cascade"}


@pytest.mark.parametrize(
    "name",
    [
        "confirmed:sooner",
        "local-agreement:surer:b1:direct",
        "pause",
        "offline:b2:cascade",
        "fw-pause:b1:int8",
        "fw-agreement:sooner:int8",
        "confirmed:balanced:no-guards",
        "alignatt:surer:b1:no-context:no-padding",
    ],
)
def test_a_name_survives_a_round_trip(name: str) -> None:
    (contestant,) = parse_contestants(name)
    assert contestant.name == name
    assert parse_contestants(contestant.name) == (contestant,)


def test_every_policy_can_take_part() -> None:
    assert {policy.value for policy in PolicyName} <= {method.value for method in Method}


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        ("confermed", "“confermed”"),
        ("confirmed:fast", "“fast”"),
        ("confirmed:no-brakes", "“no-brakes”"),
        ("fw-pause:no-guards", "“no-guards”"),
        ("pause:sooner", "“sooner”"),
        ("confirmed:int8", "“int8”"),
        ("confirmed:b0", "“b0”"),
        ("confirmed,confirmed:balanced", "“confirmed:balanced” is given twice"),
        ("", "“”"),
    ],
)
def test_what_cannot_take_part_is_refused(names: str, complaint: str) -> None:
    with pytest.raises(BenchmarkError, match=complaint):
        parse_contestants(names)

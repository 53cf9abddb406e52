"""The log of a search: what was written is there, whatever happened to the writer."""

import json
import sys
import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hplearn import Space, Trial, forest_importance, random_search, read_log
from hplearn.tuning.trial_log import TrialLog

HEADER = {"search": "hyperband", "settings": {"eta": 3, "table": "algorithm"}, "seed": 7}
HEADER |= {"space": [{"x": "Uniform(low=0, high=1)"}, {"y": [1, 2, 3]}]}
TRIALS = [
    Trial(0, {"x": 0.1, "hidden": [8, 4]}, 3, 0.1 + 0.2, 0.01, None, None, {"score": -0.5}),
    Trial(2, {"x": 1 / 3}, None, np.inf, 0.5, "ValueError: ein Fehler, 错误\n", None, {}),
    Trial(1, {"x": 5e-324, "weight": {0: 1.0, 1: np.inf}}, 9.5, -1.5, 0.0, None, 0, {}),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "trials.jsonl"


PYTHON = "evaluate", "own", "code", sys.implementation.cache_tag


def write(path, trials=TRIALS, header=HEADER):
    with TrialLog(path, header) as log:
        for trial in trials:
            log.append(trial)


def held(path, header=HEADER):
    with TrialLog(path, header) as log:
        return log.trials


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(loss=st.floats(), value=st.floats(), error=st.none() | st.text(), number=st.integers(0))
def test_every_number_comes_back_bit_for_bit(path, loss, value, error, number):
    path.unlink(missing_ok=True)
    trial = Trial(number, {"x": value}, value, loss, 0.25, error, None, {"z": [value, None, True]})
    write(path, [trial])
    assert repr(held(path)[number]) == repr(trial)  # repr tells -0.0 from 0.0 and shows NaN


def test_each_line_is_strict_json_and_on_disk_at_once(path):
    with TrialLog(path, HEADER) as log:
        for n_lines, trial in enumerate(TRIALS, start=2):
            log.append(trial)
            lines = path.read_text(encoding="ascii").splitlines()
            assert len(lines) == n_lines
            assert json.loads(lines[-1], parse_constant=pytest.fail)["number"] == trial.number
            assert len(read_log(path).trials) == n_lines - 1  # a look at a running search


@pytest.mark.slow
def test_cut_off_anywhere_a_log_loses_at_most_its_last_line(path):
    write(path)
    data = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(data) if byte == ord("\n")]  # of whole lines
    for size in range(len(data) + 1):
        path.write_bytes(data[:size])
        n_whole = sum(end <= size for end in ends)
        n_trials = max(n_whole - 1, 0)
        assert len(read_log(path).trials) == n_trials
        assert path.read_bytes() == data[:size]  # looking changes nothing
        clean = size == 0 or size in ends
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            write(path, TRIALS[n_trials:])
        cut_off = f"the last line of {path} was cut off while it was written: dropped"
        assert [str(warning.message) for warning in caught] == [cut_off] * (not clean)
        assert path.read_bytes() == data  # and the search goes on as if nothing had been


CHANGES = [
    ({"search": "grid_search"}, "search is 'hyperband' there, 'grid_search' here"),
    ({"settings": {"eta": 4}, "seed": 8}, "settings.eta is 3 there, 4 here"),
    ({"space": [HEADER["space"][0], {"y": [1, 2, 4]}]}, "space.1.y.2 is 3 there, 4 here"),
    ({"seed": 8}, "seed is 7 there, 8 here"),
]


@pytest.mark.parametrize(("change", "message"), CHANGES)
def test_the_log_of_another_search_is_named_and_kept(path, change, message):
    write(path)
    data = path.read_bytes()
    with pytest.raises(ValueError, match=rf"trials.jsonl belongs to another search: {message}"):
        held(path, HEADER | change)
    assert path.read_bytes() == data
    assert len(held(path)) == 3  # the lock went with the refusal


def test_a_seed_that_is_not_given_is_the_logs(path):
    unseeded = HEADER | {"seed": None}
    with TrialLog(path, unseeded) as log:
        log.append(TRIALS[0])
        drawn = log.header["seed"]
        assert np.random.default_rng(drawn).random() != np.random.default_rng(7).random()
    with TrialLog(path, unseeded) as log:
        assert log.header == HEADER | {"seed": drawn}
    with TrialLog(path.with_name("other"), unseeded) as log:
        assert log.header["seed"] != drawn
    with pytest.raises(ValueError, match="seed is"):
        held(path)


@pytest.mark.parametrize("data", [b"alpha,loss\n1,2\n", b'{"a": 1}\n', b"\x89PNG\r\n"])
def test_a_file_that_is_no_log_is_left_alone(path, data):
    path.write_bytes(data)
    for open_it in (held, read_log):
        with pytest.raises(ValueError, match=r"trials.jsonl is not the log of a search"):
            open_it(path)
    assert path.read_bytes() == data


def test_a_log_in_another_format_is_left_alone(path):
    write(path)
    path.write_text(path.read_text().replace('"hplearn_log": 1', '"hplearn_log": 2'))
    with pytest.raises(ValueError, match=r'another version of hplearn: {"hplearn_log": 2'):
        held(path)


WRONG_TYPES = {"loss": "low"}, {"number": "a"}, {"config": 3}
BROKEN = [json.dumps(vars(TRIALS[0]) | wrong) for wrong in WRONG_TYPES]


@pytest.mark.parametrize("line", ["nonsense", "3", '{"number": 5}', '{"loss": NaN}', *BROKEN])
def test_a_broken_line_in_the_middle_is_named(path, line):
    write(path)
    lines = path.read_text().splitlines()
    lines[2] = line
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(ValueError, match=r"trials.jsonl, line 3 is broken: it holds no trial"):
        held(path)


OF_PYTHON_1 = {"cpython-1": ["values"]}, {"values": ["values"]}, {"values": {}}


@pytest.mark.parametrize("odd", [[], ["values"], "values", 3, True, None, *OF_PYTHON_1])
@pytest.mark.parametrize("part", [("settings",), ("evaluate",), PYTHON[:2], PYTHON])
def test_a_header_with_a_part_of_another_type_is_named(path, part, odd):
    random_search(lambda config: config["x"], {"x": [1, 2]}, 2, rng=0, log=path)
    header, *trials = path.read_text().splitlines()
    inside = header = json.loads(header)
    for name in part[:-1]:
        inside = inside[name]
    inside[part[-1]] = odd
    path.write_text("\n".join([json.dumps(header), *trials, ""]))
    before = path.read_bytes()
    refused = "belongs to another search: |is of version 0.3 |line 1 is broken: "
    with pytest.raises(ValueError, match=f"trials.jsonl,? ({refused})"):
        random_search(lambda config: config["x"], {"x": [1, 2]}, 3, rng=0, log=path)
    assert path.read_bytes() == before


def test_a_place_where_no_log_can_be_is_named(tmp_path):
    for place in (tmp_path, tmp_path / "missing" / "trials.jsonl"):
        with pytest.raises(ValueError, match=rf"log must be a file, .*folder.*, got '{place}'"):
            held(place)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_whole_lines(path):
    resource = pytest.importorskip("resource")
    write(path, TRIALS[:1])
    data, limits = path.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    with TrialLog(path, HEADER) as log:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(data) + 40, limits[1]))
            with pytest.raises(OSError, match="has no room for another line"):
                log.append(TRIALS[1])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert path.read_bytes() == data
        log.append(TRIALS[1])
    assert len(held(path)) == 2


def test_a_log_that_is_deleted_is_written_anew_and_one_that_is_replaced_ends_the_search(path):
    def delete(trial):
        if trial.number == 3:
            path.unlink()

    options = {"n_trials": 9, "rng": 0, "log": path}
    result = random_search(lambda config: config["x"], {"x": [1, 2, 3]}, callback=delete, **options)
    assert read_log(path, {"x": [1, 2, 3]}) == result
    with TrialLog(path.with_name("other"), HEADER) as log:
        log.append(TRIALS[0])
        path.replace(log.path)
        with pytest.raises(OSError, match="other was replaced while the search ran"):
            log.append(TRIALS[1])


def test_a_blank_line_at_the_end_is_no_damage(path):
    write(path, TRIALS[:2])
    data = path.read_bytes()
    path.write_bytes(data + b"\n\n")
    assert len(read_log(path).trials) == 2
    write(path, TRIALS[2:])
    assert path.read_bytes().startswith(data)
    assert len(held(path)) == 3
    assert b"\n\n" not in path.read_bytes()


def test_a_second_writer_is_refused_until_the_first_ends(path, tmp_path):
    link = tmp_path / "link.jsonl"
    with TrialLog(path, HEADER) as log:
        link.symlink_to(path)
        for name in (path, link):  # two names of one file
            with pytest.raises(BlockingIOError, match=f"{name.name} is open in another search"):
                held(name)
        log.append(TRIALS[0])
    assert len(held(link)) == 1


def test_a_log_read_with_its_space_has_the_options_of_the_space(tmp_path):
    path, space = tmp_path / "log.jsonl", [{"hidden": [(8,), (8, 4)], "f": [abs, len]}, {"x": [1]}]
    result = random_search(lambda config, budget: float(len(config)), space, 12, rng=0, log=path)
    again = read_log(path, space)
    assert again == result
    assert read_log(path) != result
    branch = Space(space).branches[0]
    with pytest.raises(ValueError, match="losses must differ"):  # and not: outside the space
        forest_importance(again, branch, rng=0)
    with pytest.raises(ValueError, match="a configuration must lie inside the space"):
        read_log(path, {"hidden": [(8,)], "f": [abs, len]})


@pytest.mark.parametrize("odd", ["{}", '{"evaluate": 3}', '{"changed": 3}'])
def test_a_note_of_another_type_is_a_broken_line(odd, tmp_path):
    path = tmp_path / "log"
    with TrialLog(path, {"search": "random_search", "seed": 0}) as log:
        log.append(TRIALS[0])
    path.write_text(path.read_text() + odd + "\n")
    with pytest.raises(ValueError, match="line 3 is broken: it holds no trial"):
        read_log(path)

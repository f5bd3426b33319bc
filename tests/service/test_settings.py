"""The table of settings: every row can be set each way, and a wrong value is named."""

from pathlib import Path

import pytest

from govactors.problems import Problem
from govactors.service.settings import Settings, row, rows


def test_each_row_explains_itself() -> None:
    for each in rows():
        assert each.help.endswith(".")
        assert each.flag.startswith("--")
        assert each.variable == each.variable.upper()
        assert isinstance(each.default, each.type)


def test_flags_win_over_environment_over_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('port = 1\nworkers = 1\nhost = "::1"\n', encoding="utf-8")
    settings = Settings.read(
        {"port": 3, "workers": None}, {"GOVACTORS_PORT": "2", "GOVACTORS_WORKERS": "2"}, file
    )
    assert (settings.port, settings.workers, settings.host) == (3, 2, "::1")


@pytest.mark.parametrize(
    "values",
    [
        {"port": "many"},
        {"port": 70000},
        {"workers": 0},
        {"query_time_limit": "0"},
        {"log": "loud"},
        {"prot": 1},
        {"host": True},
    ],
)
def test_a_wrong_value_is_a_problem(values: dict[str, object]) -> None:
    with pytest.raises(Problem) as found:
        Settings.read(values)
    assert found.value.kind == "unknown-setting"


def test_an_unknown_name_in_the_file_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("prot = 1\n", encoding="utf-8")
    with pytest.raises(Problem, match="no setting"):
        Settings.read(file=file)


def test_a_broken_file_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("port =", encoding="utf-8")
    with pytest.raises(Problem):
        Settings.read(file=file)
    with pytest.raises(Problem):
        Settings.read(file=tmp_path / "none.toml")


def test_a_row_is_found_by_name() -> None:
    assert row("query_time_limit").variable == "GOVACTORS_QUERY_TIME_LIMIT"

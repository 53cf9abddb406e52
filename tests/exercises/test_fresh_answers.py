"""Answers by somebody who has not seen the hints: none has full marks, most are known."""

import pytest

from .answers import PLUS_SIGN, answer_files
from .score_answers import scored, table


@pytest.mark.ci
def test_none_has_full_marks_most_are_named_and_the_rest_have_a_failing_case():
    found = [scored(path)[0] for path in answer_files("tests/fresh_answers")]
    assert found
    assert all(verdict.failed for verdict in found)
    unnamed = [verdict for verdict in found if not verdict.mistake]
    assert len(unnamed) <= 0.4 * len(found)
    assert all(any(row.fault for row in verdict.rows) for verdict in unnamed)


def test_the_table_has_a_row_for_each_answer(tmp_path):
    right = "largest_safe_rate = lambda hessian: 2 / np.linalg.norm(hessian, 2)"
    (tmp_path / "gradient_descent").mkdir()
    (tmp_path / "gradient_descent" / "a.py").write_text(PLUS_SIGN.read_text())
    (tmp_path / "gradient_descent" / "b.py").write_text(f'"""3: by | the norm."""\n\n{right}\n')
    _, _, first, second, last = table([tmp_path])
    assert first.startswith("| 05.1 | walks uphill. Your walk climbs.")
    assert "| wrong | plus-sign | Your walk climbs." in first
    assert second == "| 05.3 | by / the norm. | right |  |  |"
    assert last == "\n2 answers: 1 named by their mistake, 1 with full marks."

"""Linear and integer programmes over what was shown (HiGHS): one model, many aims, each solved from where the last was.

The rows are sums of unknowns with their ends; only the aim changes from solve to solve, so that a new one costs a few
steps and not a new beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_DONE = (highspy.HighsModelStatus.kOptimal,)


@dataclass(frozen=True)
class Solved:
    """What every unknown is in the solution, and how much each row holds the aim (0 where it does not)."""

    values: Array
    holds: Array


class Programme:
    """`low` ≤ matrix · x ≤ `high`, 0 ≤ x ≤ `most`; `whole`: in whole numbers. Each solve within `patience` seconds."""

    def __init__(
        self, matrix: Array, low: Array, high: Array, most: Array, *, whole: bool = False, patience: float = 0
    ) -> None:
        rows, columns = matrix.shape
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = rows, columns
        model.col_cost_ = np.zeros(columns)
        model.col_lower_, model.col_upper_ = np.zeros(columns), np.asarray(most, float)
        model.row_lower_, model.row_upper_ = np.asarray(low, float), np.asarray(high, float)
        at, of = np.nonzero(matrix)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.num_row_, model.a_matrix_.num_col_ = rows, columns
        model.a_matrix_.start_ = np.searchsorted(at, np.arange(rows + 1)).astype(np.int32)
        model.a_matrix_.index_ = of.astype(np.int32)
        model.a_matrix_.value_ = matrix[at, of]
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * columns
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        # One thread: an edition is the same on every machine, and a worker takes one core and no more.
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1)):
            self._highs.setOptionValue(option, value)
        self._patience = patience
        self._highs.passModel(model)
        self._columns = np.arange(columns, dtype=np.int32)

    def solve(self, aim: Array) -> Solved | None:
        """The least of the aim; None where it was not found in time. Raises ArithmeticError where there is none."""
        if self._patience:  # its clock runs on from solve to solve
            self._highs.setOptionValue("time_limit", self._highs.getRunTime() + self._patience)
        self._highs.changeColsCost(len(self._columns), self._columns, np.asarray(aim, float))
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kTimeLimit:
            return None
        if status not in _DONE:
            raise ArithmeticError(self._highs.modelStatusToString(status))
        solution = self._highs.getSolution()
        return Solved(np.array(solution.col_value), np.array(solution.row_dual))


def matrix_of(sums: Sequence[Sequence[int]], unknowns: int) -> Array:
    """A row for each sum with 1 at the places of the unknowns it adds up."""
    matrix = np.zeros((len(sums), unknowns))
    for at, places in enumerate(sums):
        matrix[at, list(places)] = 1
    return matrix

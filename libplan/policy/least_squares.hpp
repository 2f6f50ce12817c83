#pragma once

#include <cstddef>
#include <vector>

namespace plan {

/// A linear system with more equations than unknowns, row by row.
struct LeastSquaresProblem {
    std::size_t columns = 0;
    std::vector<double> matrix;  ///< rows × columns
    std::vector<double> right;   ///< a value a row
    [[nodiscard]] std::size_t rows() const { return right.size(); }
};

/// The coefficients that make the sum of squares least, by a Householder QR with column pivoting (Golub and Van Loan,
/// Matrix Computations, 5.5); empty when the columns are not independent (relative threshold 1e-9).
/// O(rows * columns²).
[[nodiscard]] std::vector<double> solve_least_squares(const LeastSquaresProblem& problem);

/// Columns that take part in the linear dependence that is nearest to exact; empty when they are independent.
[[nodiscard]] std::vector<std::size_t> dependent_columns(const LeastSquaresProblem& problem);

}  // namespace plan

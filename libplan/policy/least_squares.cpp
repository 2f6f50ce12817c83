#include "libplan/policy/least_squares.hpp"

#include <Eigen/Dense>

#include <cmath>

namespace plan {

namespace {

constexpr double independence = 1e-9;  ///< relative to the largest pivot

Eigen::MatrixXd matrix_of(const LeastSquaresProblem& problem) {
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const Rows>(problem.matrix.data(), static_cast<Eigen::Index>(problem.rows()),
                                  static_cast<Eigen::Index>(problem.columns));
}

}  // namespace

std::vector<double> solve_least_squares(const LeastSquaresProblem& problem) {
    if (problem.columns == 0 || problem.rows() < problem.columns) return {};
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decomposition(matrix_of(problem));
    decomposition.setThreshold(independence);
    if (static_cast<std::size_t>(decomposition.rank()) < problem.columns) return {};
    const Eigen::VectorXd solution = decomposition.solve(
        Eigen::Map<const Eigen::VectorXd>(problem.right.data(), static_cast<Eigen::Index>(problem.rows())));
    return {solution.data(), solution.data() + solution.size()};
}

std::vector<std::size_t> dependent_columns(const LeastSquaresProblem& problem) {
    if (problem.columns == 0) return {};
    // The eigenvector of the least eigenvalue of AᵀA says which columns add up to nothing.
    const Eigen::MatrixXd matrix = matrix_of(problem);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix.transpose() * matrix);
    const double least = solver.eigenvalues()(0);
    const double largest = solver.eigenvalues()(solver.eigenvalues().size() - 1);
    if (largest > 0 && least > largest * 1e-14) return {};
    const Eigen::VectorXd vector = solver.eigenvectors().col(0).cwiseAbs();
    std::vector<std::size_t> columns;
    for (Eigen::Index column = 0; column < vector.size(); ++column)
        if (vector(column) > vector.maxCoeff() * 0.05) columns.push_back(static_cast<std::size_t>(column));
    return columns;
}

}  // namespace plan

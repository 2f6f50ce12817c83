#pragma once

#include "libplan/view/report_scope.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What fills the templates of each part of a dossier; plan-report(1) lists the names. Internal to this room.
namespace plan {

/// O(n log n).
[[nodiscard]] ReportData executive_page(const ReportScope& scope);
/// The five answers in a line each, of what is known. O(n).
[[nodiscard]] std::vector<ReportData> brief_lines(const ReportScope& scope);
/// What stands in the way, each with how many, why and whom it concerns. O(n).
[[nodiscard]] std::vector<ReportData> blockers(const ReportScope& scope);
/// Which parts the records do not hold, and which tool writes them. O(n).
[[nodiscard]] std::vector<ReportData> missing_parts(const ReportScope& scope);

[[nodiscard]] ReportData matrix_page(const ReportScope& scope);
[[nodiscard]] ReportData compliance_page(const ReportScope& scope);
[[nodiscard]] ReportData questions_page(const ReportScope& scope);
[[nodiscard]] ReportData glossary_page(const ReportScope& scope);

/// Waves by number, as indices in portfolio.waves.
[[nodiscard]] std::vector<std::size_t> waves_in_order(const ReportScope& scope);
[[nodiscard]] ReportData wave_sheet(const ReportScope& scope, std::size_t wave);
/// Applications by id.
[[nodiscard]] std::vector<std::size_t> applications_in_order(const ReportScope& scope);
[[nodiscard]] ReportData application_sheet(const ReportScope& scope, std::size_t application);

/// The tasks and bridges of an application as rows, and from when on it cannot return. Sheets of both kinds show them.
[[nodiscard]] std::vector<ReportData> task_rows(const ReportScope& scope, const std::vector<std::size_t>& tasks);
[[nodiscard]] std::vector<ReportData> bridge_rows(const ReportScope& scope, const std::vector<std::size_t>& bridges);
/// The first day of its decommission, on which its present hosting begins to go; nothing when no task says it.
[[nodiscard]] std::optional<Date> return_ends(const ReportScope& scope, std::size_t application);

}  // namespace plan

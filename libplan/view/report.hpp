#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

enum class ReportFormat : std::uint8_t { html, markdown };

/// The parts of a dossier, in their order.
enum class ReportPage : std::uint8_t { executive, matrix, compliance, waves, applications, questions, glossary };

/// The spellings of --page, in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> report_page_keywords();

/// Mustache templates by the name of their file: "executive.html". plan-report(1) lists them, and the names they use.
using ReportTemplates = std::map<std::string, std::string, std::less<>>;

struct ReportOptions {
    ReportFormat format = ReportFormat::html;
    Language language = Language::french;
    std::vector<ReportPage> pages;  ///< shown in the order of the enumerators, each once; empty: all
    std::string title;              ///< empty: "Dossier de migration"
    std::string mention;            ///< on every page, and across it: "DIFFUSION RESTREINTE"; empty: none
    std::optional<Date> as_of;      ///< the day on which the dossier stands; empty: that of the plan
};

/// The dossier of a portfolio: where it stands, where it goes, when, at what cost and risk, what blocks; and sheets of
/// waves and applications. It decides and estimates nothing: each figure is counted or summed from the records and says
/// which, each decision comes with the reasons that it carries, and what the records do not say is said to be missing.
/// The HTML page loads nothing and runs nothing: its Content-Security-Policy allows its own style sheet by digest.
/// `targets` of the portfolio may be the shipped catalogue.
/// Writes to `sink` a piece at a time: sheets are not held together in memory. Throws Error(invalid_input) for a
/// template that is missing, broken, or asks for what is not there, and what `sink` throws. O(n log n).
void write_report(const Portfolio& portfolio, const ReportTemplates& templates, const ReportOptions& options,
                  const std::function<void(std::string_view)>& sink);

}  // namespace plan

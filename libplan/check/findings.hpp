#pragma once

#include "libplan/base/diagnostic.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

/// One thing that a check can say. The tables of record_findings.cpp and plan_findings.cpp hold them all, so that
/// codes, severities and wording are read, and documented, in one place.
struct FindingText {
    std::string_view code;  ///< stable; several texts may share one code
    Severity severity = Severity::error;
    std::string_view text;  ///< English, a literal marked PLAN_TEXT, with {0} holes
};

/// Every text of check_records(), by subject: of the structure of records, then of their sense.
[[nodiscard]] std::span<const FindingText> record_finding_texts();
[[nodiscard]] std::span<const FindingText> inventory_finding_texts();
/// Every text of check_plan(), by subject.
[[nodiscard]] std::span<const FindingText> plan_finding_texts();

/// A row of such a table: `Finding` is the enumeration that the checks use for it.
template <class Finding>
struct FindingRow {
    Finding finding;
    FindingText text;
};

/// Every enumerator has its row, in order; `Finding::count` is the last of them.
template <class Finding, std::size_t size>
[[nodiscard]] constexpr bool in_order(const FindingRow<Finding> (&rows)[size]) {
    for (std::size_t index = 0; index < size; ++index)
        if (static_cast<std::size_t>(rows[index].finding) != index) return false;
    return size == static_cast<std::size_t>(Finding::count);
}

template <class Finding, std::size_t size>
[[nodiscard]] constexpr std::array<FindingText, size> texts_of(const FindingRow<Finding> (&rows)[size]) {
    std::array<FindingText, size> texts{};
    for (std::size_t index = 0; index < size; ++index) texts[index] = rows[index].text;
    return texts;
}

/// Collects what the checks of one kind find. `Finding` is an enumeration whose values are positions in `texts`.
template <class Finding>
class Findings {
public:
    explicit Findings(std::span<const FindingText> texts) : texts_(texts) {}

    void add(Finding finding, Location where, std::vector<std::string> arguments) {
        const FindingText& text = texts_[static_cast<std::size_t>(finding)];
        found_.push_back(
            {text.severity, std::string(text.code), std::string(text.text), std::move(arguments), std::move(where)});
    }

    [[nodiscard]] std::vector<Diagnostic> take() { return std::move(found_); }

private:
    std::span<const FindingText> texts_;
    std::vector<Diagnostic> found_;
};

}  // namespace plan

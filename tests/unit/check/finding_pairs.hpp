#pragma once

#include "libplan/check/record_checks.hpp"

#include <string>
#include <string_view>
#include <vector>

/// A check and the two sides of it: lines without fault, and lines with one.
struct FindingPair {
    std::string_view what;
    std::string_view good, bad;  ///< lines added to the ground; they differ only by what is wrong
    std::string_view code;
};

/// What check_records() finds in three applications, two flows and `lines`.
std::vector<plan::Diagnostic> findings_in(std::string_view lines, const plan::RecordCheckOptions& options = {});

/// Each good side is without finding, each bad side gives the code, and no other, with this severity.
void expect(const std::vector<FindingPair>& pairs, plan::Severity severity,
            const plan::RecordCheckOptions& options = {});

/// The arguments of the one finding.
std::vector<std::string> only_arguments(const std::vector<plan::Diagnostic>& findings);

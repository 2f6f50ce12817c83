#pragma once

#include "libplan/check/record_findings.hpp"
#include "libplan/record/portfolio.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Words of fields that the stream leaves open, but rules and views know only some of. Others pass through the stream,
/// and nothing is decided from them. Internal to this room.
namespace plan {

using Words = std::vector<std::string_view>;

[[nodiscard]] const Words& data_categories();
[[nodiscard]] const Words& legal_secrets();
[[nodiscard]] const Words& criticalities();
[[nodiscard]] const Words& harm_natures();
[[nodiscard]] const Words& harm_criteria();
[[nodiscard]] const Words& component_kinds();
[[nodiscard]] const Words& target_kinds();
[[nodiscard]] const Words& service_types();
[[nodiscard]] const Words& legal_exposures();
[[nodiscard]] const Words& confidences();
[[nodiscard]] const Words& qualification_milestones();

/// The record whose field holds a word: how messages call it, and where it stands.
struct WordPlace {
    const Portfolio& portfolio;
    RecordType type;
    std::size_t index;
    std::string_view name;
};

/// Says so when `word` is not empty and not among `known`. O(number of known words).
void expect_word(const WordPlace& place, std::string_view field, std::string_view word, const Words& known,
                 RecordFindings& findings);

}  // namespace plan

#pragma once

#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

struct FieldCompleteness {
    std::string field;                     ///< "dicp.c"; "owner" stands for either owner
    std::string used_by;                   ///< the tools that decide from it: "plan-assess, plan-target"
    std::size_t expected = 0, filled = 0;  ///< applications; filled <= expected

    [[nodiscard]] std::size_t missing() const { return expected - filled; }
};

struct OwnerCompleteness {
    std::string owner;  ///< the owner, else the business owner; empty: nobody
    std::size_t applications = 0;
    std::size_t to_qualify = 0;            ///< of these, whose verdict is open
    std::size_t expected = 0, filled = 0;  ///< answers
    /// Fields with the answers missing in each, most first.
    std::vector<std::pair<std::string, std::size_t>> most_missing;

    [[nodiscard]] std::size_t missing() const { return expected - filled; }
};

struct Completeness {
    std::vector<FieldCompleteness> fields;  ///< most missing first, then in the order of the stream's keys
    std::vector<OwnerCompleteness> owners;  ///< most missing first, then by name
    std::size_t applications = 0;           ///< that are judged: retired ones are not
    std::size_t unclassified = 0;           ///< of these, those that plan-classify has not seen
};

/// How much of what decisions rest on is filled in. A field counts where something would be decided from it: sizing
/// only for applications that move, the end of a contract where a company hosts, the two halves of a derogation where
/// the other is given. What the law needs is known from the questions of plan-classify: such a field is expected where
/// it is asked or answered, and a question that is open counts as missing even beside an answer, which then contradicts
/// another. Names of owners that differ only by case, accents or punctuation are one person. O(applications * fields +
/// questions).
[[nodiscard]] Completeness completeness(const Portfolio& portfolio);

/// Tenths of a percent, rounded down, so that only what is whole reads 100; 1000 where nothing is expected.
[[nodiscard]] std::size_t permille(std::size_t filled, std::size_t expected);

}  // namespace plan

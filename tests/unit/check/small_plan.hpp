#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

/// A finished plan made by hand: `a` and `b` move together to t1 in the first window, `c` alone to t2 in the second,
/// `d` retires and `e` stays. One bridge is needed, from `a` to `c`. Everything in it is right.
[[nodiscard]] std::string small_plan_text();

[[nodiscard]] plan::Portfolio portfolio_of(const std::string& text);
[[nodiscard]] plan::Portfolio small_plan();

[[nodiscard]] plan::Task& task_of(plan::Portfolio& portfolio, std::string_view id);
[[nodiscard]] plan::Application& application_of(plan::Portfolio& portfolio, std::string_view id);

[[nodiscard]] plan::Date day(std::string_view iso);

/// The codes of the findings, each once.
using Codes = std::set<std::string>;
[[nodiscard]] Codes codes_of(const std::vector<plan::Diagnostic>& findings);
/// The messages, one a line, for what a failing test shows.
[[nodiscard]] std::string texts_of(const std::vector<plan::Diagnostic>& findings);

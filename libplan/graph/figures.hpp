#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/reasons.hpp"

#include <string>
#include <vector>

/// Numbers in the reasons of groups.
namespace plan {

/// To 1e-6: sums of doubles lose their last digits.
[[nodiscard]] double rounded(double value);
/// The shortest text of rounded(), with a point: what `args` hold.
[[nodiscard]] std::string rounded_text(double value);
/// The same as `language` writes it: a decimal comma in French.
[[nodiscard]] std::string figure(double value, Language language);

/// make_reason, where the text says the arguments `weight`, `other_weight`, `cut`, `limit` and `points` as figure()
/// does.
[[nodiscard]] Reason make_weighed_reason(const ReasonText& text, Language language, ReasonArguments args,
                                         std::vector<std::string> path = {});

}  // namespace plan

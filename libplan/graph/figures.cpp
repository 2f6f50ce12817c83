#include "libplan/graph/figures.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace plan {

namespace {

constexpr std::array<std::string_view, 5> weights = {"weight", "other_weight", "cut", "limit", "points"};

std::string as_written(std::string number, Language language) {
    if (language == Language::french) std::ranges::replace(number, '.', ',');
    return number;
}

}  // namespace

double rounded(double value) {
    return std::round(value * 1e6) / 1e6;
}

std::string rounded_text(double value) {
    return number_text(rounded(value));
}

std::string figure(double value, Language language) {
    return as_written(rounded_text(value), language);
}

Reason make_weighed_reason(const ReasonText& text, Language language, ReasonArguments args,
                           std::vector<std::string> path) {
    ReasonArguments shown = args;
    for (auto& [name, value] : shown)
        if (std::ranges::find(weights, name) != weights.end()) value = as_written(std::move(value), language);
    Reason reason = make_reason(text, language, std::move(shown), std::move(path));
    reason.args = std::move(args);
    return reason;
}

}  // namespace plan

#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/records.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

/// What a reason says in both languages: holes are {name} and are filled from the reason's `args`.
struct ReasonText {
    std::string_view rule;
    std::string_view source;  ///< who says so: "scheduling", "records", a legal source
    std::string_view french;
    std::string_view english;
};

using ReasonArguments = std::vector<std::pair<std::string, std::string>>;

/// A reason with its text in `language`, in which a date of `args` is said as its reader writes it (31/12/2027 in
/// French). A hole without an argument stays as it is written.
[[nodiscard]] Reason make_reason(const ReasonText& text, Language language, ReasonArguments args,
                                 std::vector<std::string> path = {});

/// Fills {name} holes from `args`.
[[nodiscard]] std::string fill_names(std::string_view text, const ReasonArguments& args);

}  // namespace plan

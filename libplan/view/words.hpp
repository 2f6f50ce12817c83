#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/records.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// How views say things in French and English. Nothing here follows the locale.
namespace plan {

/// A text in both languages, side by side.
struct Words {
    std::string_view french, english;

    [[nodiscard]] std::string_view in(Language language) const {
        return language == Language::french ? french : english;
    }
};

/// The name of a value for people; "" for `unspecified`.
[[nodiscard]] std::string_view name_of(Phase value, Language language);
[[nodiscard]] std::string_view name_of(Strategy value, Language language);
[[nodiscard]] std::string_view name_of(Verdict value, Language language);
[[nodiscard]] std::string_view name_of(Compliance value, Language language);
[[nodiscard]] std::string_view name_of(TaskStatus value, Language language);
[[nodiscard]] std::string_view name_of(Lifecycle value, Language language);
[[nodiscard]] std::string_view name_of(Mention value, Language language);
[[nodiscard]] std::string_view name_of(FlowKind value, Language language);
[[nodiscard]] std::string_view name_of(Coupling value, Language language);
[[nodiscard]] std::string_view name_of(Direction value, Language language);

/// `month` from 1 to 12: "janvier", "January".
[[nodiscard]] std::string_view month_name(int month, Language language);
/// "janv.", "Jan".
[[nodiscard]] std::string_view short_month_name(int month, Language language);

/// "14 mars 2026", "1er mai 2026"; "14 March 2026".
[[nodiscard]] std::string long_date(Date date, Language language);
/// "14 mars 2026" with the month cut short: "7 sept. 2026", "7 Sep 2026".
[[nodiscard]] std::string short_date(Date date, Language language);
/// Two days of one month share it: "14–15 mars 2026"; else "28 févr. – 1er mars 2026"; one day: its short date.
[[nodiscard]] std::string date_range(Date start, Date finish, Language language);

/// Thousands by a narrow no-break space (French) or a comma (English): "12 345".
[[nodiscard]] std::string count_text(std::int64_t count, Language language);
/// The same with at most `decimals` (0 to 6) decimals, trailing zeros dropped; half away from zero.
[[nodiscard]] std::string quantity_text(double value, int decimals, Language language);

/// "1 application", "12 applications": `one` and `many` without the number. French counts 0 and 1 as one.
[[nodiscard]] std::string counted(std::int64_t count, Words one, Words many, Language language);

/// Control characters, line ends and the marks that reorder text are shown as "[U+202E]", so that what is read is what
/// is there; invalid UTF-8 becomes U+FFFD. Everything else is unchanged.
[[nodiscard]] std::string visible_text(std::string_view text);

}  // namespace plan

#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// Takes one to `most` digits from the front of `text`; -1 when there is none.
int take_digits(std::string_view& text, std::size_t most, std::size_t& taken) {
    int number = 0;
    taken = 0;
    while (taken < most && !text.empty() && is_digit(text.front())) {
        number = number * 10 + (text.front() - '0');
        text.remove_prefix(1);
        ++taken;
    }
    return taken == 0 ? -1 : number;
}

/// Nothing, or a time of day: "T00:00:00", " 12:30", "T00:00:00.000Z", "T00:00:00+01:00".
bool is_time(std::string_view text) {
    if (text.empty()) return true;
    if (text.front() != 'T' && text.front() != ' ') return false;
    text.remove_prefix(1);
    return text.size() >= 4 && text.find(':') != std::string_view::npos &&
           text.find_first_not_of("0123456789:.+-Z") == std::string_view::npos;
}

int whole_year(int year, std::size_t digits) {
    if (digits == 2) return year < 80 ? 2000 + year : 1900 + year;
    return digits == 4 ? year : -1;
}

constexpr std::array<std::string_view, 12> months = {
    "janvier|janv|jan|january",
    "fevrier|fevr|fev|february|feb",
    "mars|mar|march",
    "avril|avr|april|apr",
    "mai|may",
    "juin|june|jun",
    "juillet|juil|july|jul",
    "aout|august|aug",
    "septembre|sept|september|sep",
    "octobre|oct|october",
    "novembre|nov|november",
    "decembre|dec|december",
};

/// "1er mars 2027", "31 December 2026".
std::optional<Date> spelled_date(std::string_view text) {
    constexpr std::size_t longest = 40;
    if (text.size() > longest) return std::nullopt;
    const std::vector<std::string> words = split_list(fold(text), " ");
    if (words.size() != 3) return std::nullopt;
    const std::optional<std::int64_t> day = parse_integer(words[0] == "1er" ? "1" : words[0]);
    const std::optional<std::int64_t> year = parse_integer(words[2]);
    if (!day || !year || words[2].size() != 4 || words[0].size() > 3) return std::nullopt;
    for (std::size_t month = 0; month < months.size(); ++month)
        for (const std::string_view name : spellings_of(months[month]))
            if (name == words[1])
                return Date::from_civil(static_cast<int>(*year), static_cast<int>(month) + 1, static_cast<int>(*day));
    return std::nullopt;
}

constexpr std::array<std::string_view, 7> weekdays = {
    "lundi|lun|lu|monday|mon|1",    "mardi|mar|ma|tuesday|tue|2",   "mercredi|mer|me|wednesday|wed|3",
    "jeudi|jeu|je|thursday|thu|4",  "vendredi|ven|ve|friday|fri|5", "samedi|sam|sa|saturday|sat|6",
    "dimanche|dim|di|sunday|sun|7",
};

/// 1 to 7, or 0.
int weekday_of(std::string_view text) {
    const std::string key = fold(text);
    for (std::size_t day = 0; day < weekdays.size(); ++day)
        for (const std::string_view name : spellings_of(weekdays[day]))
            if (name == key) return static_cast<int>(day) + 1;
    return 0;
}

}  // namespace

std::optional<Date> parse_local_date(std::string_view text) {
    std::string_view rest = text;
    std::array<std::size_t, 3> digits{};
    const int first = take_digits(rest, 4, digits[0]);
    if (first < 0 || rest.empty()) return std::nullopt;
    const char sign = rest.front();
    if (sign != '/' && sign != '-' && sign != '.') return spelled_date(text);
    rest.remove_prefix(1);
    const int second = take_digits(rest, 2, digits[1]);
    if (second < 0 || rest.empty() || rest.front() != sign) return std::nullopt;
    rest.remove_prefix(1);
    const int third = take_digits(rest, 4, digits[2]);
    if (third < 0 || !is_time(rest)) return std::nullopt;
    if (digits[0] == 4) return digits[2] <= 2 ? Date::from_civil(first, second, third) : std::nullopt;
    if (digits[0] > 2) return std::nullopt;
    return Date::from_civil(whole_year(third, digits[2]), second, first);
}

std::optional<std::vector<std::int64_t>> parse_weekdays(std::string_view text) {
    std::vector<std::int64_t> days;
    for (const std::string& piece : split_list(text, ",|;\n")) {
        std::string range = piece;
        for (const std::string_view word : {" au ", " to ", " à ", "–"})
            if (const std::size_t at = range.find(word); at != std::string::npos) range.replace(at, word.size(), "-");
        const std::size_t dash = range.find('-');
        const int first = weekday_of(std::string_view(range).substr(0, dash));
        const int last = dash == std::string::npos ? first : weekday_of(std::string_view(range).substr(dash + 1));
        if (first == 0 || last < first) return std::nullopt;
        for (int day = first; day <= last; ++day) days.push_back(day);
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

}  // namespace plan

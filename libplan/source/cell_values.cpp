#include "libplan/source/cell_values.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace plan {

namespace {

constexpr std::string_view list_signs = ",|;\n\r";

bool fail(CellProblem& problem, const char* code, const char* text, std::vector<std::string> details = {}) {
    problem = {code, text, std::move(details)};
    return false;
}

bool has_control(std::string_view cell) {
    return std::any_of(cell.begin(), cell.end(), [](char byte) { return static_cast<unsigned char>(byte) < ' '; });
}

bool says_nothing(std::string_view cell) {
    constexpr std::size_t longest = 32;
    return cell.size() <= longest && words::unknown().find(cell).has_value();
}

/// Where the number at the front of `text` ends and its unit begins.
std::size_t number_length(std::string_view text) {
    const auto is_digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    const auto is_plain = [&](char byte) { return is_digit(byte) || byte == ',' || byte == '.'; };
    if (is_digit(text.back()) && std::all_of(text.begin(), text.end(), is_plain)) return text.size();
    std::size_t end = 0;  // behind the last digit
    for (std::size_t position = 0; position < text.size();) {
        const std::string_view rest = text.substr(position);
        if (rest.front() >= '0' && rest.front() <= '9') {
            end = ++position;
            continue;
        }
        std::size_t sign = 0;
        for (const std::string_view known : {"-", "+", ".", ",", " ", "'", "\u00A0", "\u202F", "\u2009", "\u2019"})
            if (rest.starts_with(known)) sign = known.size();
        const bool exponent = (rest.front() == 'e' || rest.front() == 'E') && rest.size() > 1 &&
                              rest.find_first_of("0123456789") == (rest[1] == '-' || rest[1] == '+' ? 2U : 1U);
        if (sign == 0 && !exponent) break;
        position += std::max<std::size_t>(sign, 1);
    }
    return end;
}

bool check_range(Quantity quantity, double number, CellProblem& problem) {
    switch (quantity) {
        case Quantity::plain:
            return true;
        case Quantity::level:
            if (number >= 1 && number <= 4 && number == std::floor(number)) return true;
            return fail(problem, "out-of-range",
                        PLAN_TEXT("column '{}': '{}' is not a level from 1 to 4; leave it empty when not assessed"));
        case Quantity::percent:
            if (number >= 0 && number <= 100) return true;
            return fail(problem, "out-of-range", PLAN_TEXT("column '{}': '{}' is not between 0 and 100 percent"));
        default:
            if (number >= 0) return true;
            return fail(problem, "out-of-range", PLAN_TEXT("column '{}': '{}' is negative"));
    }
}

/// "04:30" and "36:00:00", as spreadsheets show how long something takes.
std::optional<double> clock_hours(std::string_view cell) {
    const std::vector<std::string> parts = split_list(cell, ":");
    const auto colons = static_cast<std::size_t>(std::count(cell.begin(), cell.end(), ':'));
    if (colons < 1 || colons > 2 || parts.size() != colons + 1) return std::nullopt;
    double hours = 0, unit = 1;
    for (const std::string& part : parts) {
        constexpr std::size_t longest = 6;
        const auto count = part.size() <= longest ? parse_integer(part) : std::nullopt;
        if (!count || *count < 0 || (unit < 1 && (*count > 59 || part.size() != 2))) return std::nullopt;
        hours += static_cast<double>(*count) * unit;
        unit /= 60;
    }
    return hours;
}

bool parse_quantity(const CellFormat& format, std::string_view cell, double& number, CellProblem& problem) {
    if (const auto hours = format.quantity == Quantity::hours ? clock_hours(cell) : std::nullopt) {
        number = *hours;
        return true;
    }
    const std::size_t length = number_length(cell);
    const bool whole = format.kind == FieldKind::integer;
    const std::optional<double> read = parse_local_number(cell.substr(0, length), whole);
    if (!read) {
        if (whole) return fail(problem, "invalid-number", PLAN_TEXT("column '{}': '{}' is not a whole number"));
        return fail(problem, "invalid-number", PLAN_TEXT("column '{}': '{}' is not a number"));
    }
    number = *read * format.factor;
    std::string_view tail = trim(cell.substr(length));
    const bool percent = format.quantity == Quantity::percent || format.quantity == Quantity::share;
    if (percent && tail.starts_with('%')) tail = trim(tail.substr(1));
    if (!tail.empty()) {
        const std::string unit = fold(tail);
        const std::optional<double> factor =
            unit.empty() && tail != "€" ? std::nullopt : unit_factor(format.quantity, unit);
        if (!factor || (tail == "€" && format.quantity != Quantity::euros))
            return fail(problem, "unknown-unit", PLAN_TEXT("column '{}': '{}' has a unit that is not understood"));
        number = *read * *factor;
    }
    return check_range(format.quantity, number, problem);
}

bool parse_whole(const CellFormat& format, std::string_view cell, FieldValue& value, CellProblem& problem) {
    double number = 0;
    if (!parse_quantity(format, cell, number, problem)) return false;
    constexpr double largest = 9007199254740992.0;  // beyond 2^53 a double no longer counts every whole number
    if (number != std::floor(number) || number < 0 || number > largest)
        return fail(problem, "invalid-number", PLAN_TEXT("column '{}': '{}' is not a whole number"));
    value = static_cast<std::int64_t>(number);
    return true;
}

bool parse_boolean(std::string_view cell, FieldValue& value, CellProblem& problem) {
    if (cell == "oui" || cell == "non") {
        value = cell == "oui";
        return true;
    }
    if (const auto word = words::boolean().find(cell)) {
        value = *word == "true";
        return true;
    }
    return fail(problem, "invalid-boolean", PLAN_TEXT("column '{}': '{}' is neither oui (yes) nor non (no)"));
}

bool parse_date(std::string_view cell, FieldValue& value, CellProblem& problem) {
    const std::optional<Date> date = parse_local_date(cell);
    if (!date)
        return fail(problem, "invalid-date",
                    PLAN_TEXT("column '{}': '{}' is not a date of the calendar; write day/month/year or "
                              "year-month-day, as in 31/12/2026 or 2026-12-31"));
    value = *date;
    return true;
}

bool fail_keyword(const CellFormat& format, std::string_view word, CellProblem& problem) {
    if (const auto near = format.words->nearest(word))
        return fail(problem, "unknown-keyword",
                    PLAN_TEXT("column '{}': '{}' is not known; did you mean '{}'? Known: {}"),
                    {std::string(*near), format.words->list()});
    return fail(problem, "unknown-keyword", PLAN_TEXT("column '{}': '{}' is not known; known: {}"),
                {format.words->list()});
}

/// One word, or the first in the vocabulary's order of several: an application in production and in acceptance is
/// planned as one in production.
bool parse_keyword(const CellFormat& format, std::string_view cell, FieldValue& value, CellProblem& problem) {
    if (const auto word = format.words->find(cell)) {
        value = std::string(*word);
        return true;
    }
    const std::vector<std::string> pieces = split_list(cell, list_signs);
    if (format.words != &words::environment() || pieces.size() < 2) return fail_keyword(format, cell, problem);
    std::vector<std::string_view> found;
    for (const std::string& piece : pieces) {
        const auto word = format.words->find(piece);
        if (!word) return fail_keyword(format, piece, problem);
        found.push_back(*word);
    }
    for (const ValueWord& word : format.words->words())
        if (std::find(found.begin(), found.end(), word.value) != found.end()) {
            value = std::string(word.value);
            return true;
        }
    return fail_keyword(format, cell, problem);
}

/// Keeps the first of equal pieces.
void drop_repeated(std::vector<std::string>& pieces) {
    std::set<std::string> seen;
    std::erase_if(pieces, [&](const std::string& piece) { return !seen.insert(piece).second; });
}

bool parse_list(const CellFormat& format, std::string_view cell, FieldValue& value, CellProblem& problem) {
    std::vector<std::string> pieces = split_cell(cell);
    if (format.words) {
        for (std::string& piece : pieces) {
            if (const auto word = format.words->find(piece))
                piece = *word;
            else if (says_nothing(piece))
                piece.clear();
            else if (format.kind == FieldKind::keyword_list)
                return fail_keyword(format, piece, problem);
        }
        std::erase(pieces, "");
        drop_repeated(pieces);  // two words may mean the same
    }
    if (pieces.empty())
        value = std::monostate();
    else
        value = std::move(pieces);
    return true;
}

/// The usual values of `cell`, joined; "" when one of its pieces is not one.
std::string usual_text(const Vocabulary& words, std::string_view cell) {
    std::vector<std::string> values;
    for (const std::string& piece : split_list(cell, ",|;\n\r/+")) {
        const auto word = words.find(piece);
        if (!word) return {};
        values.emplace_back(*word);
    }
    return join(values, ", ");
}

bool parse_text(const CellFormat& format, std::string_view cell, FieldValue& value, CellProblem& problem) {
    if (format.kind == FieldKind::identifier && has_control(cell))
        return fail(problem, "invalid-identifier", PLAN_TEXT("column '{}': the code '{}' spans several lines"));
    if (format.words) {
        if (const auto word = format.words->find(cell)) {
            if (word->empty())
                value = std::monostate();
            else
                value = std::string(*word);
            return true;
        }
        if (std::string usual = usual_text(*format.words, cell); !usual.empty()) {
            value = std::move(usual);
            return true;
        }
    }
    std::string text(cell);
    if (has_control(cell)) std::erase(text, '\r');
    value = std::move(text);
    return true;
}

bool parse_date_list(std::string_view cell, FieldValue& value, CellProblem& problem) {
    std::vector<Date> dates;
    for (const std::string& piece : split_list(cell, list_signs)) {
        FieldValue date;
        if (!parse_date(piece, date, problem)) return false;
        dates.push_back(std::get<Date>(date));
    }
    value = std::move(dates);
    return true;
}

bool parse_integer_list(const CellFormat& format, std::string_view cell, FieldValue& value, CellProblem& problem) {
    std::vector<std::int64_t> numbers;
    for (const std::string& piece : split_list(cell, list_signs)) {
        FieldValue number;
        if (!parse_whole(format, piece, number, problem)) return false;
        numbers.push_back(std::get<std::int64_t>(number));
    }
    value = std::move(numbers);
    return true;
}

bool parse_meaning(const CellFormat& format, std::string_view cell, FieldValue& value, CellProblem& problem) {
    switch (format.kind) {
        case FieldKind::text:
        case FieldKind::identifier:
            return parse_text(format, cell, value, problem);
        case FieldKind::integer:
            return parse_whole(format, cell, value, problem);
        case FieldKind::number: {
            double number = 0;
            if (!parse_quantity(format, cell, number, problem)) return false;
            value = number;
            return true;
        }
        case FieldKind::boolean:
            return parse_boolean(cell, value, problem);
        case FieldKind::date:
            return parse_date(cell, value, problem);
        case FieldKind::keyword:
            return parse_keyword(format, cell, value, problem);
        case FieldKind::text_list:
        case FieldKind::keyword_list:
            return parse_list(format, cell, value, problem);
        case FieldKind::integer_list:
            return parse_integer_list(format, cell, value, problem);
        case FieldKind::date_list:
            return parse_date_list(cell, value, problem);
    }
    return false;
}

}  // namespace

std::vector<std::string> split_cell(std::string_view cell) {
    constexpr std::string_view exact(&exact_piece, 1);
    return split_list(cell, cell.starts_with(exact_piece) ? exact : list_signs);
}

bool parse_cell(const CellFormat& format, std::string_view cell, FieldValue& value, CellProblem& problem) {
    if (parse_meaning(format, cell, value, problem)) return true;
    if (!says_nothing(cell)) return false;
    value = std::monostate();
    return true;
}

std::vector<std::string> unknown_words(const CellFormat& format, const FieldValue& value) {
    std::vector<std::string> unknown;
    if (!format.words || format.kind != FieldKind::text_list) return unknown;
    if (const auto* pieces = std::get_if<std::vector<std::string>>(&value))
        for (const std::string& piece : *pieces)
            if (!format.words->find(piece)) unknown.push_back(piece);
    return unknown;
}

std::optional<SecurityNeeds> parse_needs(std::string_view text) {
    SecurityNeeds needs;
    std::optional<std::int64_t>* const ordered[] = {&needs.d, &needs.i, &needs.c, &needs.p};
    constexpr std::string_view letters = "dicpt";
    std::optional<std::int64_t>* named = nullptr;
    std::size_t next = 0;
    bool any_named = false;
    for (const char byte : fold(text)) {
        if (byte == ' ') continue;
        if (const std::size_t letter = letters.find(byte); letter != std::string_view::npos) {
            if (named || next > 0) return std::nullopt;
            named = ordered[std::min<std::size_t>(letter, 3)];
            any_named = true;
        } else if (byte >= '1' && byte <= '4') {
            std::optional<std::int64_t>* const target = any_named ? named : next < 4 ? ordered[next++] : nullptr;
            if (!target || *target) return std::nullopt;
            *target = byte - '0';
            named = nullptr;
        } else {
            return std::nullopt;
        }
    }
    if (named || (!any_named && next != 4)) return std::nullopt;
    return needs;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string shown;
    for (std::size_t position = 0; position < text.size(); ++position) {
        const auto byte = static_cast<unsigned char>(text[position]);
        const bool continues = (byte & 0xC0) == 0x80;
        if (shown.size() >= longest && !continues) return shown + "…";
        // U+0080 to U+009F drive terminals as the control characters of ASCII do.
        const bool second_set = byte == 0xC2 && position + 1 < text.size() &&
                                static_cast<unsigned char>(text[position + 1]) >= 0x80 &&
                                static_cast<unsigned char>(text[position + 1]) < 0xA0;
        if (second_set) ++position;
        shown += byte < 0x20 || byte == 0x7F || second_set ? ' ' : text[position];
    }
    return shown;
}

}  // namespace plan

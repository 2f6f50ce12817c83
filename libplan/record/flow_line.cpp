#include "libplan/record/flow_line.hpp"

#include "libplan/record/fields.hpp"

#include <bit>
#include <bitset>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>

namespace plan {

namespace {

/// A line is longer than this only when it says more than most.
constexpr std::size_t longest_line = 4096;

static_assert(std::endian::native == std::endian::little);
constexpr std::uint64_t ones = 0x0101010101010101, high = 0x80 * ones;  // of eight bytes at once

/// Whether all bytes are printable ASCII but a backslash: then a text ends at the next quotation mark. Eight at a time.
bool is_plain_ascii(std::string_view text) {
    const auto wrong = [](std::uint64_t word) {
        const std::uint64_t backslash = word ^ ('\\' * ones);
        return ((word - 0x20 * ones) | (backslash - ones) | word) & high;
    };
    std::uint64_t found = 0;
    std::size_t position = 0;
    for (; position + 8 <= text.size(); position += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + position, sizeof word);
        found |= wrong(word);
    }
    std::uint64_t rest = 0x20 * ones;
    std::memcpy(&rest, text.data() + position, text.size() - position);
    return (found | wrong(rest)) == 0;
}

/// Reads a line of plain ASCII from the left. Each reader says whether it found what it is for.
class LineCursor {
public:
    explicit LineCursor(std::string_view line) : at_(line.data()), end_(line.data() + line.size()) {}

    [[nodiscard]] bool sign(char wanted) {
        skip_spaces();
        if (at_ == end_ || *at_ != wanted) return false;
        ++at_;
        return true;
    }
    [[nodiscard]] bool text(std::string_view& into) {
        if (!sign('"')) return false;
        const char* const begin = at_;
        for (; end_ - at_ >= 8; at_ += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at_, sizeof word);
            const std::uint64_t quotes = word ^ ('"' * ones);
            const std::uint64_t found = (quotes - ones) & ~quotes & high;  // the lowest is sure
            if (found == 0) continue;
            at_ += std::countr_zero(found) / 8;
            break;
        }
        while (at_ != end_ && *at_ != '"') ++at_;
        if (at_ == end_) return false;
        into = {begin, static_cast<std::size_t>(at_ - begin)};
        ++at_;
        return true;
    }
    template <class Enumeration>
    [[nodiscard]] bool keyword(Enumeration& into) {
        std::string_view spelling;
        if (!text(spelling)) return false;
        into = from_keyword<Enumeration>(spelling);
        return into != Enumeration::unspecified;
    }
    [[nodiscard]] bool truth(std::optional<bool>& into) {
        skip_spaces();
        const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
        into = rest.starts_with("true");
        if (!*into && !rest.starts_with("false")) return false;
        at_ += *into ? 4 : 5;
        return true;
    }
    /// Without a sign, at most 15 digits, a point among them.
    [[nodiscard]] bool number(std::optional<double>& into) {
        skip_spaces();
        const char* const begin = at_;
        const std::size_t whole = digits();
        if (whole == 0 || whole > 15 || (whole > 1 && *begin == '0')) return false;
        if (at_ != end_ && *at_ == '.') {
            ++at_;
            const std::size_t behind = digits();
            if (behind == 0 || whole + behind > 15) return false;
        }
        double number = 0;
        std::from_chars(begin, at_, number);
        into = number;
        return true;
    }
    /// `element` reads one.
    template <class Element>
    [[nodiscard]] bool list(char open, char close, Element element) {
        if (!sign(open)) return false;
        if (sign(close)) return true;
        do {
            if (!element()) return false;
        } while (sign(','));
        return sign(close);
    }
    [[nodiscard]] bool at_end() const { return at_ == end_; }

private:
    void skip_spaces() {
        while (at_ != end_ && *at_ == ' ') ++at_;
    }
    std::size_t digits() {
        const char* const begin = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
        return static_cast<std::size_t>(at_ - begin);
    }

    const char* at_;
    const char* end_;
};

/// What a line says, before it is known to be right.
struct FlowParts {
    std::string_view type, from, to, frequency, origin;
    FlowKind kind = FlowKind::unspecified;
    Coupling coupling = Coupling::unspecified;
    Direction direction = Direction::unspecified;
    std::optional<bool> anonymised;
    std::optional<double> volume, latency;
};

enum FlowMember : std::size_t {
    type,
    from,
    to,
    kind,
    coupling,
    direction,
    data,
    anonymised,
    frequency,
    volume,
    latency,
    extra,
    origin,
    flow_members
};

/// Members usually come in this order, so each search starts where the last one ended.
FlowMember member_of(std::string_view key, std::size_t hint) {
    constexpr std::string_view names[] = {"type",       "from",  "to",         "kind",      "coupling",
                                          "direction",  "data",  "anonymised", "frequency", "volume_gb_per_day",
                                          "latency_ms", "extra", "origin"};
    static_assert(std::size(names) == flow_members);
    for (std::size_t step = 0; step < flow_members; ++step) {
        const std::size_t member = hint + step < flow_members ? hint + step : hint + step - flow_members;
        if (names[member] == key) return static_cast<FlowMember>(member);
    }
    return flow_members;
}

}  // namespace

bool FlowLineReader::read(std::string_view line, Flow& record) {
    if (!line.starts_with(opening) || line.size() > longest_line || !is_plain_ascii(line)) return false;
    LineCursor cursor(line);
    FlowParts parts;
    data_.clear();
    extra_.clear();
    const auto read_value = [&](FlowMember member) {
        switch (member) {
            case type:
                return cursor.text(parts.type) && parts.type == "flow";
            case from:
                return cursor.text(parts.from);
            case to:
                return cursor.text(parts.to);
            case kind:
                return cursor.keyword(parts.kind);
            case coupling:
                return cursor.keyword(parts.coupling);
            case direction:
                return cursor.keyword(parts.direction);
            case data:
                return cursor.list('[', ']', [&] { return cursor.text(data_.emplace_back()); });
            case anonymised:
                return cursor.truth(parts.anonymised);
            case frequency:
                return cursor.text(parts.frequency);
            case volume:
                return cursor.number(parts.volume);
            case latency:
                return cursor.number(parts.latency);
            case extra:
                return cursor.list('{', '}', [&] {
                    auto& [key, value] = extra_.emplace_back();
                    return cursor.text(key) && cursor.sign(':') && cursor.text(value);
                });
            case origin:
                return cursor.text(parts.origin);
            case flow_members:
                break;
        }
        return false;
    };
    std::bitset<flow_members> seen;
    std::size_t hint = 0;
    const bool whole = cursor.list('{', '}', [&] {
        std::string_view key;
        if (!cursor.text(key) || !cursor.sign(':')) return false;
        const FlowMember member = member_of(key, hint);
        if (member == flow_members || seen[member]) return false;
        seen[member] = true;
        hint = member + 1;
        return read_value(member);
    });
    if (!whole || !cursor.at_end() || !seen[from] || !seen[to]) return false;
    record.from = parts.from;
    record.to = parts.to;
    record.kind = parts.kind;
    record.coupling = parts.coupling;
    record.direction = parts.direction;
    if (seen[data]) record.data.assign(data_.begin(), data_.end());
    record.anonymised = parts.anonymised;
    if (seen[frequency]) record.frequency = parts.frequency;
    record.volume_gb_per_day = parts.volume;
    record.latency_ms = parts.latency;
    if (seen[extra]) record.extra.assign(extra_.begin(), extra_.end());
    if (seen[origin]) record.origin = parts.origin;
    return true;
}

}  // namespace plan

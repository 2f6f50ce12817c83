#include "libplan/record/difference_lines.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/json_value.hpp"
#include "libplan/record/members.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <span>

namespace plan {

void KeptLines::add(std::string_view text, RecordType type) {
    lines_.push_back({text_.size(), static_cast<std::uint32_t>(text.size()), type});
    text_ += text;
}

LinesByText::LinesByText(const KeptLines& lines)
    : lines_(lines), heads_(std::bit_ceil(lines.size() + 1)), next_(lines.size()), taken_(lines.size()) {
    for (std::size_t place = lines.size(); place-- > 0;) {
        std::uint32_t& head = heads_[bucket(lines.text(place))];
        next_[place] = head;
        head = static_cast<std::uint32_t>(place + 1);
    }
}

std::size_t LinesByText::bucket(std::string_view text) const {
    return std::hash<std::string_view>()(text) & (heads_.size() - 1);
}

std::optional<std::size_t> LinesByText::take(std::string_view text) {
    // A line that is taken leaves its chain, or a stream of equal lines would walk past all of them each time.
    for (std::uint32_t* link = &heads_[bucket(text)]; *link != 0; link = &next_[*link - 1]) {
        const std::size_t place = *link - 1;
        if (lines_.text(place) != text) continue;
        *link = next_[place];
        taken_[place] = true;
        return place;
    }
    return std::nullopt;
}

namespace {

using Names = std::span<const std::string_view>;

Names key_names(RecordType type) {
    static constexpr std::string_view id[] = {"id"};
    static constexpr std::string_view flow[] = {"from", "to", "kind"};
    static constexpr std::string_view bridge[] = {"from", "to"};
    static constexpr std::string_view usage[] = {"row", "service_type", "target"};
    static constexpr std::string_view compliance[] = {"application"};
    switch (type) {
        case RecordType::flow:
            return flow;
        case RecordType::bridge:
            return bridge;
        case RecordType::usage:
            return usage;
        case RecordType::compliance:
            return compliance;
        case RecordType::plan:
            return {};
        default:
            return id;
    }
}

/// Where a record says in which wave it is.
std::string_view wave_name(RecordType type) {
    if (type == RecordType::wave) return "number";
    return type == RecordType::task ? "wave" : "";
}

std::optional<std::int64_t> integer_of(std::string_view value) {
    return shape_of(value) == JsonShape::number ? parse_integer(value) : std::nullopt;
}

}  // namespace

std::string written_type(std::string_view record) {
    return unquoted(member_value(record, "type"));
}

KeyedRecord keyed_record(RecordType type, std::string_view text) {
    KeyedRecord record;
    record.type = type;
    record.text = text;
    const std::vector<MemberText> members = split_members(text);
    const auto value_of = [&](std::string_view name) {
        const auto found = std::ranges::find(members, name, &MemberText::key);
        return found == members.end() ? std::string_view() : found->value;
    };
    if (type == RecordType::unknown) record.type_name = unquoted(value_of("type"));
    for (const std::string_view name : key_names(type))
        if (const std::string_view value = value_of(name); shape_of(value) == JsonShape::text)
            record.key.emplace_back(name, unquoted(value));
    if (type == RecordType::application) {
        const std::string_view planned = value_of("planned");
        if (shape_of(planned) == JsonShape::object) record.wave = integer_of(member_value(planned, "wave"));
    } else if (const std::string_view name = wave_name(type); !name.empty()) {
        record.wave = integer_of(value_of(name));
    }
    return record;
}

}  // namespace plan

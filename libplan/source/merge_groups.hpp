#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/source/merge_identity.hpp"
#include "libplan/source/merge_lines.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which lines make one record. Internal to this room.
namespace plan {

/// The line with the ids of applications in it that are kept: its own, ends of flows, lists of a constraint. A view of
/// the line, or of `buffer`.
[[nodiscard]] std::string_view with_kept_ids(const MergeLines& lines, const Identity& identity, const MergeLine& line,
                                             std::string& buffer);

/// "application 'paie'", "flow 'paie' -> 'siret'": how messages call a record.
[[nodiscard]] std::string record_label(const MergeLines& lines, const Identity& identity, const MergeLine& line);

/// Lines of one application; servers, teams, targets, calendars and constraints of one id; flows of the same ends and
/// kind. A section may hold several such flows, constraints without id, or records of a type that is not known: of
/// those, the ones that are alike across sections are one, as often as the section that has most of them. With an older
/// stream the flows that are left over then stand for each other in their order.
/// Derived records are each by itself.
class RecordGroups {
public:
    /// Reports ids that stand twice in a section, and flows that could not be told apart. O(n log n).
    RecordGroups(const MergeLines& lines, const Identity& identity, const Report& report);

    /// The lines of the record whose first line this is, in order; empty for a line that belongs to an earlier one.
    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t line) const {
        return {members_.data() + spans_[line].start, spans_[line].count};
    }

private:
    struct Span {
        std::uint32_t start = 0, count = 0;
    };
    struct Key {
        RecordType type;
        std::uint8_t detail;
        std::uint32_t first, second, line;
        auto operator<=>(const Key&) const = default;
    };

    void group_by_key(std::vector<Key> keys, const Report& report);
    void group_flows(std::span<const Key> keys, const Report& report);
    void group_by_content(const std::vector<std::uint32_t>& all);
    void report_repeated(std::span<const Key> keys, const Report& report) const;
    void add(std::vector<std::uint32_t> group);

    const MergeLines& lines_;
    const Identity& identity_;
    std::vector<std::uint32_t> members_;
    std::vector<Span> spans_;
};

}  // namespace plan

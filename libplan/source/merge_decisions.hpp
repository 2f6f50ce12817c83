#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/records.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// What later tools decided: keys of applications and derived records. A decision holds for the portfolio that it was
/// taken on, so that the decisions of two inputs cannot be mixed, as facts can. Internal to this room.
namespace plan {

struct MergeLines;
struct MergeLine;
enum class RecordType : std::uint8_t;

/// All that one tool writes stands or falls together.
struct DecisionUnit {
    std::string_view tool;
    std::string_view key;  ///< of applications, or ""
    std::span<const RecordType> types;
};
[[nodiscard]] std::span<const DecisionUnit> decision_units();

/// The unit of a derived record; nothing for a record of the inventory.
[[nodiscard]] std::optional<std::size_t> decision_unit(RecordType type);

/// Bit by unit: which decisions the application holds.
[[nodiscard]] std::uint8_t decisions_of(const Application& application);

/// From which file the decisions of each unit are kept.
class KeptDecisions {
public:
    /// With one file, everything is kept. With several, those of the only file of the highest rank that has any, or of
    /// files whose decisions are the same; else none. Reports what is dropped, and that what is kept is old.
    KeptDecisions(const MergeLines& lines, const Report& report);

    /// Whether the unit's records and keys that stand in this line are kept.
    [[nodiscard]] bool keeps(std::size_t unit, const MergeLine& line) const;
    /// The keys of an application's line that are not.
    [[nodiscard]] std::vector<std::string_view> dropped_keys(const MergeLine& line) const;

private:
    bool all_ = false;
    std::vector<std::optional<std::size_t>> file_of_;  ///< by unit
};

}  // namespace plan

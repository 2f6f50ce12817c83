#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/record/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

enum class ChangeKind : std::uint8_t { added, removed, changed };
[[nodiscard]] std::string_view keyword(ChangeKind kind);

/// A field whose values differ.
struct FieldChange {
    std::string field;                       ///< dotted: "planned.cutover"
    std::string_view before, after;          ///< JSON as it is written; empty: absent
    std::optional<std::int32_t> later_days;  ///< of two dates; negative: earlier
};

/// A record that differs between two streams. Its views live as long as the call that hands it out.
struct Change {
    ChangeKind kind = ChangeKind::changed;
    RecordType type = RecordType::unknown;
    std::string_view type_name;  ///< as it is written, for a type that is not known
    /// What the record is found again by, as texts: "id", or of a flow "from", "to" and "kind". Empty for one that has
    /// no id and is told by all that it says.
    std::vector<std::pair<std::string, std::string>> key;
    std::optional<std::int64_t> wave;  ///< of an application, task or wave: the newer one, else the older
    std::string_view before, after;    ///< the record's line; empty: it is not there
    std::vector<FieldChange> fields;   ///< by name; only of a record that is in both
};

struct DifferenceOptions {
    /// Fields that are not compared: "cost_per_year", "planned" with all below it; a name without its object is left
    /// out wherever it stands. `origin`, which says where a record was read from, is never compared.
    std::vector<std::string> ignored;
};

/// How many records of a type there are.
struct TypeCounts {
    RecordType type = RecordType::unknown;
    std::string name;  ///< as it is written
    std::size_t same = 0, changed = 0, added = 0, removed = 0;
};

struct DifferenceSummary {
    std::vector<TypeCounts> types;  ///< in the order in which changes are given

    [[nodiscard]] bool differ() const;
};

/// What differs between two streams, record by record, whatever the order of their records and keys.
///
/// Records are found again by their id; flows by both ends and kind; bridges by both ends; cells of the usage matrix by
/// row, type of service and target; lines of the compliance statement by application. Of several records with one key,
/// and of records without, those that say the same are one; what is left over is paired in the order of its content,
/// where there is a key (and plans, of which a stream has one), and else is added or removed. A list of texts is the
/// same in any order, save in a constraint and in a type that is not known; null, "" and empty lists are as good as
/// absent. `change` records are of no stream: they are left out.
///
/// Read the older stream first. In memory: its text with about 30 bytes a record, and what the newer one says
/// differently. Linear, but n log n in what differs.
class StreamDifference {
public:
    explicit StreamDifference(DifferenceOptions options = {});
    ~StreamDifference();
    StreamDifference(StreamDifference&&) noexcept;
    StreamDifference& operator=(StreamDifference&&) noexcept;

    /// Each once, in this order. True when the stream closes with `end`. Throws Error(invalid_input) as
    /// Portfolio::read does, and what `source` throws.
    bool read_older(RecordReader::Source source, std::string_view name);
    bool read_newer(RecordReader::Source source, std::string_view name);

    /// Calls `each` for every record that differs, by type, then wave (those without last), then key. Called once.
    DifferenceSummary compare(const std::function<void(const Change&)>& each);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace plan

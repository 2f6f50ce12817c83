#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/name_match.hpp"
#include "libplan/source/byte_source.hpp"
#include "libplan/source/merge_pairs.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace plan {

struct MergeOptions {
    std::vector<ApplicationPair> same;        ///< are one, whatever their names
    std::vector<ApplicationPair> different;   ///< are neither merged by name or alias, nor proposed
    double likely_score = likely_same_score;  ///< from which on names are proposed, 0.65 to 1
    bool drop_missing = false;  ///< applications and flows of the older stream that no other has are left out
};

struct MergeSummary {
    std::size_t applications_read = 0, applications = 0;
    std::size_t flows_read = 0, flows = 0;
    std::size_t conflicts = 0;  ///< fields that inputs of one rank give different values, and decisions that contradict
    // With an older stream:
    std::size_t added = 0, changed = 0, disappeared = 0;  ///< applications and flows; fields of any record
};

/// Several streams into one. Read all, then write once.
///
/// Applications are one when they have one id, when the id of one stands among the aliases of the other, or when their
/// names have one name_key() and no input holds both; see Identity for what is too uncertain to be merged. Records are
/// merged field by field, see merge_parts(). What is written depends on the streams and their ranks, not on the order
/// in which they are read: streams of one rank stand in the order of their texts, within them records keep their order.
/// One stream alone is written as it is, save what it says twice and references to aliases.
///
/// In memory: the texts and about 100 bytes a record. O(n log n).
class StreamMerge {
public:
    explicit StreamMerge(MergeOptions options);
    ~StreamMerge();
    StreamMerge(StreamMerge&&) noexcept;
    StreamMerge& operator=(StreamMerge&&) noexcept;

    /// Of two values, that of the higher rank is taken. True when the stream closes with `end`.
    /// Throws Error(invalid_input) as Portfolio::read does, and what `source` throws.
    bool read(ByteSource& source, std::string_view name, int rank = 0);
    /// The stream that the others update: their values replace its own, lists too; what only it has stays. At most one.
    bool read_older(ByteSource& source, std::string_view name);

    /// Writes the merged stream, `end` included, and reports on the way. The texts are given up.
    MergeSummary write(const std::function<void(std::string_view)>& sink, const Report& report);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace plan

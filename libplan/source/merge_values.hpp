#pragma once

#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Several records that are one, member by member, at the level of JSON. Internal to this room.
namespace plan {

struct MergePart {
    std::string_view text;  ///< references already say the ids that are kept
    int rank = 0;           ///< the highest overrules the others
    bool older = false;     ///< a newer part's values replace those of this one
    bool renamed = false;   ///< its id has become an alias of the one that is kept
    std::size_t line = 0;   ///< for the caller, to say where a value stands
};

enum class FieldEvent {
    conflict,   ///< values of one rank differ
    overruled,  ///< values of lower rank differ
    changed,    ///< the newer value differs
};

struct FieldFinding {
    FieldEvent event;
    std::string field;  ///< dotted
    struct Value {
        std::string text;  ///< JSON; "null" for an absent value that means something
        std::size_t line;
    };
    std::vector<Value> values;  ///< distinct; the one that is kept first
};
using FieldReport = std::function<void(const FieldFinding&)>;

/// The one record, in the key order of plan-records(5), other keys sorted behind. Rules, for a field that
/// - one part has: its value, as it is written;
/// - all have with one value: the shortest spelling of it;
/// - holds an object in all: member by member;
/// - holds a list in an application, a flow or a server: all elements, sorted when the lists differ; parts of
///   `components` of one name and kind are merged, and "none" among legal secrets gives way to a secret;
/// - `origin`: all origins, sorted, parted by "; ";
/// - is the name of an application: the one spelt best, or that of the id which is kept;
/// - else differs: the highest rank; within it the value that kept_before() puts first, and that is a conflict.
/// With parts that are older, a value, or list, that a newer part has replaces theirs.
/// `aliases` are added to those of an application, its own id taken out.
/// The result depends on the parts as a set alone. O(n log n) in the bytes of the parts.
[[nodiscard]] std::string merge_parts(RecordType type, std::span<const MergePart> parts,
                                      const std::vector<std::string>& aliases, const FieldReport& report);

}  // namespace plan

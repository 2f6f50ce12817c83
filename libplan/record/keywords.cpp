#include "libplan/record/keywords.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>

namespace plan {

// One row per enumeration: the spellings in the order of its enumerators after `unspecified`.
#define PLAN_KEYWORDS(Enumeration, ...)                                                                             \
    namespace {                                                                                                     \
    constexpr std::string_view spellings_of_##Enumeration[] = {__VA_ARGS__};                                        \
    }                                                                                                               \
    template <>                                                                                                     \
    std::span<const std::string_view> keywords_of<Enumeration>() {                                                  \
        return spellings_of_##Enumeration;                                                                          \
    }                                                                                                               \
    std::string_view keyword(Enumeration value) {                                                                   \
        return value == Enumeration::unspecified ? std::string_view()                                               \
                                                 : spellings_of_##Enumeration[static_cast<std::size_t>(value) - 1]; \
    }                                                                                                               \
    template <>                                                                                                     \
    Enumeration from_keyword<Enumeration>(std::string_view text) {                                                  \
        std::size_t position = 0;                                                                                   \
        for (std::string_view spelling : spellings_of_##Enumeration) {                                              \
            ++position;                                                                                             \
            if (spelling == text) return static_cast<Enumeration>(position);                                        \
        }                                                                                                           \
        return Enumeration::unspecified;                                                                            \
    }

PLAN_KEYWORDS(Lifecycle, "project", "build", "production", "sunset", "retired")
PLAN_KEYWORDS(Exposure, "internal", "partners", "internet")
PLAN_KEYWORDS(Access, "open", "restricted", "authorised")
PLAN_KEYWORDS(Environment, "production", "acceptance", "development", "sandbox", "prototype")
PLAN_KEYWORDS(Mention, "none", "restricted", "secret", "top_secret")
PLAN_KEYWORDS(Strategy, "rehost", "relocate", "replatform", "refactor", "repurchase", "retire", "retain")
PLAN_KEYWORDS(FlowKind, "api", "file", "message", "database", "storage", "sso", "batch", "manual")
PLAN_KEYWORDS(Coupling, "weak", "strong")
PLAN_KEYWORDS(Direction, "push", "pull", "both")
PLAN_KEYWORDS(Phase, "onboard", "study", "build", "migrate", "test", "cutover", "decommission")
PLAN_KEYWORDS(ConstraintKind, "together", "apart", "before", "not_before", "deadline", "window", "wave")
PLAN_KEYWORDS(TaskStatus, "planned", "in_progress", "done")
PLAN_KEYWORDS(Verdict, "decided", "to_qualify")
PLAN_KEYWORDS(PieceStatus, "present", "missing")
PLAN_KEYWORDS(Compliance, "conforming", "non_conforming", "derogation", "to_qualify")
PLAN_KEYWORDS(Admission, "eligible", "rejected")
PLAN_KEYWORDS(Complexity, "small", "medium", "large", "extra_large")
PLAN_KEYWORDS(Risk, "green", "yellow", "red", "unknown")

#undef PLAN_KEYWORDS

namespace {
constexpr std::string_view record_types[] = {"application", "flow",   "server", "team",       "target", "calendar",
                                             "constraint",  "group",  "bridge", "wave",       "task",   "plan",
                                             "risk",        "change", "usage",  "compliance", "end"};
}

std::string_view keyword(RecordType type) {
    const auto position = static_cast<std::size_t>(type);
    return position < std::size(record_types) ? record_types[position] : std::string_view();
}

RecordType record_type(std::string_view text) {
    for (std::size_t position = 0; position < std::size(record_types); ++position)
        if (record_types[position] == text) return static_cast<RecordType>(position);
    return RecordType::unknown;
}

}  // namespace plan

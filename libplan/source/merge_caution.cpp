#include "libplan/source/merge_caution.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/json_value.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace plan {

namespace {

enum class Caution {
    yes,      ///< a yes is kept
    no,       ///< a no is kept
    largest,  ///< of numbers
    words,    ///< the first in `words`; one that is not among them comes after
};

struct Row {
    RecordType type;
    std::string_view field;
    Caution caution;
    std::span<const std::string_view> words = {};
};

// From the most to the least cautious. Numbers of which less is more cautious (rto_hours), and dates of which earlier
// is (contract_end), need no row: the smaller value is kept anyway.
constexpr std::array<std::string_view, 4> mentions = {"top_secret", "secret", "restricted", "none"};
constexpr std::array<std::string_view, 4> least_mentions = {"none", "restricted", "secret", "top_secret"};
constexpr std::array<std::string_view, 3> exposures = {"internet", "partners", "internal"};
constexpr std::array<std::string_view, 3> accesses = {"authorised", "restricted", "open"};
constexpr std::array<std::string_view, 4> criticalities = {"vital", "high", "medium", "low"};
constexpr std::array<std::string_view, 1> environments = {"production"};
constexpr std::array<std::string_view, 2> couplings = {"strong", "weak"};
constexpr std::array<std::string_view, 1> directions = {"both"};
constexpr std::array<std::string_view, 3> legal_exposures = {"extra_european", "unknown", "none"};
constexpr std::array<std::string_view, 2> confidences = {"to-verify", "read"};

constexpr std::array rows = {
    Row{RecordType::application, "personal_data", Caution::yes},
    Row{RecordType::application, "sensitive_personal_data", Caution::yes},
    Row{RecordType::application, "criminal_data", Caution::yes},
    Row{RecordType::application, "minors", Caution::yes},
    Row{RecordType::application, "health_data", Caution::yes},
    Row{RecordType::application, "real_data", Caution::yes},
    Row{RecordType::application, "essential_mission", Caution::yes},
    Row{RecordType::application, "vital_system", Caution::yes},
    Row{RecordType::application, "harm.public_order", Caution::yes},
    Row{RecordType::application, "harm.public_security", Caution::yes},
    Row{RecordType::application, "harm.health_life", Caution::yes},
    Row{RecordType::application, "harm.intellectual_property", Caution::yes},
    Row{RecordType::application, "containerised", Caution::no},
    Row{RecordType::application, "stateless", Caution::no},
    Row{RecordType::application, "cloudable", Caution::no},
    Row{RecordType::application, "reversibility", Caution::no},
    Row{RecordType::application, "cloud_search", Caution::no},
    Row{RecordType::application, "comparative_study", Caution::no},
    Row{RecordType::application, "portability", Caution::no},
    Row{RecordType::application, "mention", Caution::words, mentions},
    Row{RecordType::application, "exposure", Caution::words, exposures},
    Row{RecordType::application, "access", Caution::words, accesses},
    Row{RecordType::application, "criticality", Caution::words, criticalities},
    Row{RecordType::application, "environment", Caution::words, environments},
    Row{RecordType::application, "dicp.d", Caution::largest},
    Row{RecordType::application, "dicp.i", Caution::largest},
    Row{RecordType::application, "dicp.c", Caution::largest},
    Row{RecordType::application, "dicp.p", Caution::largest},
    Row{RecordType::application, "sla_percent", Caution::largest},
    Row{RecordType::application, "users", Caution::largest},
    Row{RecordType::application, "persons", Caution::largest},
    Row{RecordType::application, "vcpu", Caution::largest},
    Row{RecordType::application, "memory_gb", Caution::largest},
    Row{RecordType::application, "storage_gb", Caution::largest},
    Row{RecordType::application, "effort_days", Caution::largest},
    Row{RecordType::application, "cost_per_year", Caution::largest},
    Row{RecordType::flow, "anonymised", Caution::no},
    Row{RecordType::flow, "coupling", Caution::words, couplings},
    Row{RecordType::flow, "direction", Caution::words, directions},
    Row{RecordType::flow, "volume_gb_per_day", Caution::largest},
    Row{RecordType::server, "vcpu", Caution::largest},
    Row{RecordType::server, "memory_gb", Caution::largest},
    Row{RecordType::server, "storage_gb", Caution::largest},
    Row{RecordType::target, "max_mention", Caution::words, least_mentions},
    Row{RecordType::target, "legal_exposure", Caution::words, legal_exposures},
    Row{RecordType::target, "confidence", Caution::words, confidences},
    Row{RecordType::target, "control_confidence", Caution::words, confidences},
    Row{RecordType::target, "rie", Caution::no},
    Row{RecordType::target, "internet", Caution::no},
    Row{RecordType::target, "onboarding_days", Caution::largest},
    Row{RecordType::constraint, "lag_days", Caution::largest},
    Row{RecordType::constraint, "weight", Caution::largest},
};

/// Smaller is more cautious.
double rank_of(const Row& row, std::string_view value) {
    switch (row.caution) {
        case Caution::yes:
            return value == "true" ? 0 : 1;
        case Caution::no:
            return value == "false" ? 0 : 1;
        case Caution::largest:
            // Absent means most: a constraint without a weight must be kept.
            return -parse_number(value).value_or(std::numeric_limits<double>::infinity());
        case Caution::words:
            for (std::size_t place = 0; place < row.words.size(); ++place)
                if (canonical_json(value) == quoted_json(row.words[place])) return static_cast<double>(place);
            return static_cast<double>(row.words.size());
    }
    return 0;
}

}  // namespace

bool kept_before(RecordType type, std::string_view field, std::string_view a, std::string_view b) {
    const auto row =
        std::ranges::find_if(rows, [&](const Row& known) { return known.type == type && known.field == field; });
    if (row != rows.end()) {
        const double rank_a = rank_of(*row, a), rank_b = rank_of(*row, b);
        if (rank_a != rank_b) return rank_a < rank_b;
    }
    return json_less(a, b);
}

}  // namespace plan

#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <unordered_set>

/// Numbers that are probably in another unit than the field's, and lists that say one thing twice.
namespace plan {

namespace {

/// What is beyond is a slip of the unit (bytes for gigabytes, a share for percent) far more often than true.
struct Usual {
    std::string_view field;
    double low, high;
};
constexpr Usual usual_numbers[] = {
    {"users", 0, 1e9},
    {"persons", 0, 1e9},
    {"rto_hours", 0, 8760},
    {"rpo_hours", 0, 8760},
    {"sla_percent", 50, 1e308},  // above 100 is out of range
    {"vcpu", 0, 100'000},
    {"memory_gb", 0, 1e6},
    {"storage_gb", 0, 1e8},
    {"cost_per_year", 0, 1e9},
    {"effort_days", 0, 1e5},
    {"volume_gb_per_day", 0, 1e6},
    {"latency_ms", 0, 86'400'000},
    {"zones", 0, 100},
    {"capacity_people", 0, 1e4},
    {"onboarding_days", 0, 1000},
};

template <class Record>
std::optional<double> number_in(const Field<Record>& field, const Record& record) {
    const FieldValue value = field.get(record);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return std::nullopt;
}

std::string name_of_flow(const Flow& flow) {
    return flow.from + " > " + flow.to;
}

template <class Record, class Name>
void check_usual(const Portfolio& portfolio, RecordType type, const std::vector<Record>& records,
                 std::span<const Field<Record>> fields, Name name, InventoryFindings& findings) {
    std::vector<std::pair<const Field<Record>*, const Usual*>> judged;
    for (const Usual& usual : usual_numbers)
        if (const Field<Record>* field = find_field(fields, usual.field)) judged.emplace_back(field, &usual);
    for (std::size_t index = 0; index < records.size(); ++index)
        for (const auto& [field, usual] : judged) {
            const auto number = number_in(*field, records[index]);
            if (!number || *number < 0) continue;  // below zero is out of range already
            const bool small = *number < usual->low;
            if (!small && *number <= usual->high) continue;
            findings.add(small ? InventoryFinding::implausible_small : InventoryFinding::implausible,
                         portfolio.where(type, index),
                         {std::string(keyword(type)), name(index), std::string(field->name), number_text(*number),
                          number_text(small ? usual->low : usual->high)});
        }
}

/// The first word of a list that stands in it again, or null. Lists are short, but a hostile one may not be.
const std::string* repeated(const std::vector<std::string>& words) {
    if (words.size() < 2) return nullptr;
    if (words.size() <= 8) {
        for (std::size_t index = 1; index < words.size(); ++index)
            if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(index), words[index]) !=
                words.begin() + static_cast<std::ptrdiff_t>(index))
                return &words[index];
        return nullptr;
    }
    std::unordered_set<std::string_view> seen;
    for (const std::string& word : words)
        if (!seen.insert(word).second) return &word;
    return nullptr;
}

}  // namespace

void check_plausible(const Portfolio& portfolio, InventoryFindings& findings) {
    const auto check = [&](RecordType type, const auto& records, auto fields) {
        check_usual(
            portfolio, type, records, fields, [&](std::size_t index) { return records[index].id; }, findings);
    };
    check(RecordType::application, portfolio.applications, application_fields());
    check_usual(
        portfolio, RecordType::flow, portfolio.flows, flow_fields(),
        [&](std::size_t index) { return name_of_flow(portfolio.flows[index]); }, findings);
    check(RecordType::server, portfolio.servers, server_fields());
    check(RecordType::team, portfolio.teams, team_fields());
    check(RecordType::target, portfolio.targets, target_fields());
}

void check_lists(const Portfolio& portfolio, InventoryFindings& findings) {
    const auto expect_once = [&](RecordType type, std::size_t index, const auto& name, std::string_view field,
                                 const std::vector<std::string>& words) {
        if (const std::string* word = repeated(words))
            findings.add(InventoryFinding::repeated_word, portfolio.where(type, index),
                         {std::string(keyword(type)), name(), std::string(field), *word});
    };
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& one = portfolio.applications[index];
        const auto name = [&] { return one.id; };
        expect_once(RecordType::application, index, name, "aliases", one.aliases);
        expect_once(RecordType::application, index, name, "data", one.data);
        expect_once(RecordType::application, index, name, "legal_secrets", one.legal_secrets);
        expect_once(RecordType::application, index, name, "tags", one.tags);
    }
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index)
        expect_once(
            RecordType::flow, index, [&] { return name_of_flow(portfolio.flows[index]); }, "data",
            portfolio.flows[index].data);
    for (std::size_t index = 0; index < portfolio.targets.size(); ++index) {
        const Target& one = portfolio.targets[index];
        const auto name = [&] { return one.id; };
        expect_once(RecordType::target, index, name, "service_types", one.service_types);
        expect_once(RecordType::target, index, name, "managed_services", one.managed_services);
        expect_once(RecordType::target, index, name, "hds_activities", one.hds_activities);
    }
    for (std::size_t index = 0; index < portfolio.teams.size(); ++index) {
        std::vector<std::string> phases;
        for (const Phase phase : portfolio.teams[index].phases) phases.emplace_back(keyword(phase));
        expect_once(
            RecordType::team, index, [&] { return portfolio.teams[index].id; }, "phases", phases);
    }
    for (std::size_t index = 0; index < portfolio.calendars.size(); ++index) {
        const Calendar& one = portfolio.calendars[index];
        const auto name = [&] { return one.id; };
        std::vector<std::string> days, holidays;
        for (const std::int64_t day : one.workdays) days.push_back(std::to_string(day));
        for (const Date date : one.extra_holidays) holidays.push_back(date.to_iso());
        expect_once(RecordType::calendar, index, name, "workdays", days);
        expect_once(RecordType::calendar, index, name, "holidays", holidays);
    }
    for (std::size_t index = 0; index < portfolio.constraints.size(); ++index) {
        const auto name = [&] { return constraint_name(portfolio, index); };
        expect_once(RecordType::constraint, index, name, "windows", portfolio.constraints[index].windows);
    }
    for (std::size_t index = 0; index < portfolio.groups.size(); ++index) {
        const Group& one = portfolio.groups[index];
        expect_once(
            RecordType::group, index, [&] { return one.id; }, "applications", one.applications);
    }
}

}  // namespace plan

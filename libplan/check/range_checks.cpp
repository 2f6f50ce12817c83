#include "libplan/base/text.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <optional>
#include <string_view>

/// Every number of every record is not negative, and some have an upper end. The tables of fields.hpp say which
/// fields are numbers, so that a field that is added there is judged here.
namespace plan {

namespace {

/// No wait, preparation or task is longer than a century; beyond it arithmetic on dates would leave the calendar.
constexpr double most_days = 36500;

struct Range {
    std::string_view field;
    double low, high;
};
constexpr Range ranges[] = {
    {"dicp.d", 1, 4},           {"dicp.i", 1, 4},
    {"dicp.c", 1, 4},           {"dicp.p", 1, 4},
    {"max_dicp.d", 1, 4},       {"max_dicp.i", 1, 4},
    {"max_dicp.c", 1, 4},       {"max_dicp.p", 1, 4},
    {"lag_days", 0, most_days}, {"onboarding_days", 0, most_days},
    {"sla_percent", 0, 100},    {"wave", 1, 1e6},
};

const Range* range_of(std::string_view field) {
    for (const Range& range : ranges)
        if (range.field == field) return &range;
    return nullptr;
}

/// A field of numbers, with what its range is.
template <class Record>
struct NumberField {
    const Field<Record>* field;
    const Range* range;
};

template <class Record>
std::vector<NumberField<Record>> number_fields(std::span<const Field<Record>> fields) {
    std::vector<NumberField<Record>> numbers;
    for (const Field<Record>& field : fields)
        if (field.kind == FieldKind::integer || field.kind == FieldKind::number)
            numbers.push_back({&field, range_of(field.name)});
    return numbers;
}

template <class Record>
std::optional<double> number_in(const Field<Record>& field, const Record& record) {
    const FieldValue value = field.get(record);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return std::nullopt;
}

/// Calls `name(index)` only for a record with a finding.
template <class Record, class Name>
void check_numbers(const Portfolio& portfolio, RecordType type, const std::vector<Record>& records,
                   std::span<const Field<Record>> fields, Name name, RecordFindings& findings) {
    const auto numbers = number_fields(fields);
    for (std::size_t index = 0; index < records.size(); ++index)
        for (const auto& [field, range] : numbers) {
            const auto number = number_in(*field, records[index]);
            if (!number || (range ? *number >= range->low && *number <= range->high : *number >= 0)) continue;
            std::vector<std::string> arguments = {std::string(keyword(type)), name(index), std::string(field->name),
                                                  number_text(*number)};
            if (range) {
                arguments.push_back(number_text(range->low));
                arguments.push_back(number_text(range->high));
            }
            findings.add(range ? RecordFinding::out_of_range : RecordFinding::negative, portfolio.where(type, index),
                         std::move(arguments));
        }
}

}  // namespace

void check_ranges(const Portfolio& portfolio, RecordFindings& findings) {
    const auto check = [&](RecordType type, const auto& records, auto fields) {
        check_numbers(
            portfolio, type, records, fields, [&](std::size_t index) { return records[index].id; }, findings);
    };
    check(RecordType::application, portfolio.applications, application_fields());
    check_numbers(
        portfolio, RecordType::flow, portfolio.flows, flow_fields(),
        [&](std::size_t index) { return portfolio.flows[index].from + " > " + portfolio.flows[index].to; }, findings);
    check(RecordType::server, portfolio.servers, server_fields());
    check(RecordType::team, portfolio.teams, team_fields());
    check(RecordType::target, portfolio.targets, target_fields());
    check_numbers(
        portfolio, RecordType::constraint, portfolio.constraints, constraint_fields(),
        [&](std::size_t index) { return constraint_name(portfolio, index); }, findings);
    check(RecordType::group, portfolio.groups, group_fields());
    for (std::size_t index = 0; index < portfolio.calendars.size(); ++index)
        for (const CutoverWindow& window : portfolio.calendars[index].windows)
            if (window.max_applications && *window.max_applications < 0)
                findings.add(RecordFinding::negative, portfolio.where(RecordType::calendar, index),
                             {"window", window.id, "max_applications", std::to_string(*window.max_applications)});
}

namespace {

void expect_order(const Portfolio& portfolio, RecordType type, std::size_t index, const std::string& name,
                  std::string_view dates, std::optional<Date> start, std::optional<Date> finish,
                  RecordFindings& findings) {
    if (start && finish && *finish < *start)
        findings.add(RecordFinding::dates_reversed, portfolio.where(type, index),
                     {std::string(keyword(type)), name, std::string(dates), start->to_iso(), finish->to_iso()});
}

void check_planned_dates(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.bridges.size(); ++index) {
        const Bridge& one = portfolio.bridges[index];
        expect_order(portfolio, RecordType::bridge, index, one.from + " > " + one.to, "start-finish", one.start,
                     one.finish, findings);
    }
    for (std::size_t index = 0; index < portfolio.waves.size(); ++index) {
        const Wave& one = portfolio.waves[index];
        expect_order(portfolio, RecordType::wave, index, one.id, "start-finish", one.start, one.finish, findings);
    }
    for (std::size_t index = 0; index < portfolio.tasks.size(); ++index) {
        const Task& one = portfolio.tasks[index];
        expect_order(portfolio, RecordType::task, index, one.id, "start-finish", one.start, one.finish, findings);
        expect_order(portfolio, RecordType::task, index, one.id, "actual_start-actual_finish", one.actual_start,
                     one.actual_finish, findings);
    }
    for (std::size_t index = 0; index < portfolio.plans.size(); ++index) {
        const Plan& one = portfolio.plans[index];
        expect_order(portfolio, RecordType::plan, index, one.start.to_iso(), "start-finish", one.start, one.finish,
                     findings);
    }
}

void check_objectives(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.plans.size(); ++index) {
        const Plan& one = portfolio.plans[index];
        const std::pair<std::string_view, double> terms[] = {{"objective.lateness", one.objective.lateness},
                                                             {"objective.exposure", one.objective.exposure},
                                                             {"objective.bridges", one.objective.bridges},
                                                             {"objective.makespan_days", one.objective.makespan_days},
                                                             {"objective.disruption", one.objective.disruption},
                                                             {"objective.total", one.objective.total},
                                                             {"lower_bound", one.lower_bound},
                                                             {"gap", one.gap}};
        for (const auto& [field, value] : terms)
            if (value < 0)
                findings.add(RecordFinding::negative, portfolio.where(RecordType::plan, index),
                             {"plan", one.start.to_iso(), std::string(field), number_text(value)});
    }
}

}  // namespace

void check_planned_ranges(const Portfolio& portfolio, RecordFindings& findings) {
    check_numbers(
        portfolio, RecordType::bridge, portfolio.bridges, bridge_fields(),
        [&](std::size_t index) { return portfolio.bridges[index].from + " > " + portfolio.bridges[index].to; },
        findings);
    check_numbers(
        portfolio, RecordType::wave, portfolio.waves, wave_fields(),
        [&](std::size_t index) { return portfolio.waves[index].id; }, findings);
    check_numbers(
        portfolio, RecordType::task, portfolio.tasks, task_fields(),
        [&](std::size_t index) { return portfolio.tasks[index].id; }, findings);
    check_planned_dates(portfolio, findings);
    check_objectives(portfolio, findings);
}

}  // namespace plan

#include "libplan/policy/past_projects.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/policy/example_fields.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/source/byte_source.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/csv.hpp"

#include <algorithm>
#include <set>

namespace plan {

namespace {

constexpr std::size_t largest_file = std::size_t{16} << 20, most_projects = 1000;
constexpr double most_days = 1e6;
constexpr Phase effort_phases[] = {Phase::study, Phase::build,   Phase::migrate,
                                   Phase::test,  Phase::cutover, Phase::decommission};

/// What a column holds.
struct Meaning {
    enum class Kind { nothing, id, strategy, total, phase, measure } kind = Kind::nothing;
    Phase phase = Phase::unspecified;
    std::string measure;
    double factor = 1;  ///< of the unit in the header
};

std::optional<Phase> phase_of(std::string_view folded) {
    for (const Phase phase : effort_phases)
        for (const std::string_view name :
             {keyword(phase), in_words(phase, Language::french), in_words(phase, Language::english)})
            for (const std::string_view unit : {"", " days", " day", " jours", " jour", " j"})
                if (folded == fold(name) + std::string(unit)) return phase;
    return std::nullopt;
}

Meaning meaning_of(std::string_view header) {
    const std::string folded = fold(header);
    if (const auto phase = phase_of(folded)) return {Meaning::Kind::phase, *phase, {}};
    std::string name(trim(header));
    double factor = 1;
    const std::vector<std::string_view> measures = measure_names();
    if (std::ranges::find(measures, name) == measures.end())
        if (const auto column = find_column(RecordType::application, header)) {
            name = column->name->field;
            factor = column->factor;
        }
    if (name == "id") return {Meaning::Kind::id, {}, {}};
    if (name == "strategy") return {Meaning::Kind::strategy, {}, {}};
    if (name == "effort_days") return {Meaning::Kind::total, {}, {}};
    if (std::ranges::find(measures, name) != measures.end()) return {Meaning::Kind::measure, {}, name, factor};
    return {};
}

class Reader {
public:
    Reader(CsvReader& csv, const Report& report) : csv_(csv) {
        TableRow header;
        header.line = csv.header_line();
        for (std::size_t column = 0; column < csv.header().size(); ++column) {
            meanings_.push_back(meaning_of(csv.header()[column]));
            const Meaning& meaning = meanings_.back();
            if (meaning.kind == Meaning::Kind::nothing)
                report({Severity::warning,
                        "unknown-column",
                        PLAN_TEXT("column '{}' is no measure and no phase: it is passed over"),
                        {excerpt(csv.header()[column])},
                        csv.where(header, column)});
            for (std::size_t before = 0; before < column; ++before)
                if (meaning.kind != Meaning::Kind::nothing && meanings_[before].kind == meaning.kind &&
                    meanings_[before].phase == meaning.phase && meanings_[before].measure == meaning.measure)
                    fail(header, column, "repeated-column", PLAN_TEXT("column '{}' means the same as '{}'"),
                         {excerpt(csv.header()[column]), excerpt(csv.header()[before])});
        }
        for (const auto& [kind, name] : {std::pair{Meaning::Kind::id, "id"}, {Meaning::Kind::strategy, "strategy"}})
            if (std::ranges::find(meanings_, kind, &Meaning::kind) == meanings_.end())
                fail(header, std::nullopt, "missing-column", PLAN_TEXT("past projects need a column \"{}\""), {name});
    }

    std::vector<PastProject> read() {
        std::vector<PastProject> projects;
        TableRow row;
        while (csv_.next(row)) {
            if (row.fault) throw Error(Failure::invalid_input, *row.fault);
            projects.push_back(read_project(row));
            if (!ids_.insert(projects.back().id).second)
                fail(row, std::nullopt, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {excerpt(projects.back().id)});
            if (projects.size() > most_projects)
                fail(row, std::nullopt, "too-many-projects", PLAN_TEXT("at most {} past projects are read"),
                     {std::to_string(most_projects)});
        }
        return projects;
    }

private:
    [[noreturn]] void fail(const TableRow& row, std::optional<std::size_t> column, const char* code, const char* text,
                           std::vector<std::string> arguments) const {
        throw Error(Failure::invalid_input,
                    {Severity::error, code, text, std::move(arguments), csv_.where(row, column)});
    }

    double days(const TableRow& row, std::size_t column, std::string_view cell) const {
        const auto days = parse_local_number(cell, false);
        if (!days || *days <= 0 || *days > most_days)
            fail(row, column, "bad-days", PLAN_TEXT("'{}': expected person-days above zero, at most {}"),
                 {excerpt(cell), number_text(most_days)});
        return *days;
    }

    Strategy strategy(const TableRow& row, std::size_t column, std::string_view cell) const {
        const std::string folded = fold(cell);
        for (int value = 1; value <= static_cast<int>(Strategy::retain); ++value) {
            const auto known = static_cast<Strategy>(value);
            if (folded == keyword(known) || folded == fold(in_words(known, Language::french))) return known;
        }
        fail(row, column, "unknown-strategy", PLAN_TEXT("\"{}\" is not a strategy"), {excerpt(cell)});
    }

    std::string measure(const TableRow& row, std::size_t column, std::string_view cell) const {
        const std::string& name = meanings_[column].measure;
        const Field<Application>* field = find_field(application_fields(), name);
        const auto refuse = [&] {
            fail(row, column, "bad-value", PLAN_TEXT("{0} cannot be \"{1}\""), {name, excerpt(cell)});
        };
        const bool counted = std::ranges::find(measured_counts(), name) != measured_counts().end();
        if (counted || (field != nullptr && (field->kind == FieldKind::number || field->kind == FieldKind::integer))) {
            const auto number = parse_local_number(cell, true);
            if (!number || *number < 0) refuse();
            return number_text(*number * meanings_[column].factor);
        }
        if (field == nullptr) return std::string(cell);
        const auto value = given_value(field->kind, cell);
        Application probe;
        if (!value || !field->set(probe, *value)) refuse();
        if (field->kind == FieldKind::boolean) return std::get<bool>(*value) ? "true" : "false";
        return std::string(cell);
    }

    PastProject read_project(const TableRow& row) const {
        PastProject project;
        project.where = csv_.where(row, std::nullopt);
        std::optional<double> total;
        for (std::size_t column = 0; column < meanings_.size(); ++column) {
            const std::string_view cell = trim(row.cell(column));
            if (cell.empty()) continue;
            const Meaning& meaning = meanings_[column];
            if (meaning.kind == Meaning::Kind::id) project.id = cell;
            if (meaning.kind == Meaning::Kind::strategy) project.strategy = strategy(row, column, cell);
            if (meaning.kind == Meaning::Kind::total) total = days(row, column, cell);
            if (meaning.kind == Meaning::Kind::phase)
                project.phases.emplace_back(meaning.phase, days(row, column, cell));
            if (meaning.kind == Meaning::Kind::measure) project.measures[meaning.measure] = measure(row, column, cell);
        }
        if (project.id.empty() || project.strategy == Strategy::unspecified)
            fail(row, std::nullopt, "missing-value", PLAN_TEXT("a past project needs an id and a strategy"), {});
        std::ranges::sort(project.phases);
        for (const auto& [phase, spent] : project.phases) project.total += spent;
        if (project.phases.empty()) {
            if (!total)
                fail(row, std::nullopt, "missing-days",
                     PLAN_TEXT("{}: no days, neither of a phase nor of the whole (effort_days)"),
                     {excerpt(project.id)});
            project.total = *total;
        }
        return project;
    }

    CsvReader& csv_;
    std::vector<Meaning> meanings_;
    std::set<std::string> ids_;
};

}  // namespace

std::vector<PastProject> read_past_projects(std::string_view text, const std::string& name, const Report& report) {
    if (text.size() > largest_file)
        throw Error(Failure::invalid_input, {Severity::error,
                                             "file-too-large",
                                             PLAN_TEXT("a file of past projects has at most {} bytes"),
                                             {std::to_string(largest_file)},
                                             {name, 0, 0, {}}});
    MemorySource bytes(text);
    CsvOptions how;
    how.is_known_header = [](std::string_view header) { return meaning_of(header).kind != Meaning::Kind::nothing; };
    CsvReader csv(bytes, name, how);
    return Reader(csv, report).read();
}

}  // namespace plan

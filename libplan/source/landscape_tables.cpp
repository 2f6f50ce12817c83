#include "libplan/source/landscape_tables.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/columns.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>

namespace plan {

namespace {

constexpr std::size_t most_named = 5;

/// The field of a flow that a property would feed by its name; "" when none.
std::string_view field_of(const std::string& header) {
    const auto match = find_column(RecordType::flow, header);
    return match ? match->name->field : std::string_view();
}

/// What is told of an application: once is enough.
struct Told {
    std::size_t application;
    std::string_view header, text;
    bool operator==(const Told&) const = default;
};

struct HashOfTold {
    std::size_t operator()(const Told& told) const {
        const std::hash<std::string_view> hash;
        constexpr std::size_t odd = 0x9E3779B97F4A7C15;  // spreads neighbouring numbers
        return (told.application * odd) ^ (hash(told.header) * 3) ^ hash(told.text);
    }
};

bool tells_ends(std::string_view field) {
    return field == "from" || field == "to" || field == special::flow_source || field == special::flow_destination;
}

}  // namespace

LandscapeTables::LandscapeTables(Landscape& landscape, LandscapeResolution& resolution)
    : landscape_(landscape),
      resolution_(resolution),
      base_name_(std::filesystem::path(landscape.file_).filename().string()),
      bytes_(landscape.bytes_) {}

bool LandscapeTables::Columns::admit(const std::string& header) {
    if (known.contains(header)) return true;
    if (known.size() < Landscape::most_columns) return known.insert(header).second;
    constexpr std::size_t most_remembered = 4096;
    if (refused.size() < most_remembered) refused.insert(header);
    return false;
}

void LandscapeTables::refuse_size(const std::string& file) {
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "model-too-large",
                 PLAN_TEXT("what the model says of applications and flows takes more than {} MiB"),
                 {std::to_string(Landscape::most_bytes >> 20)},
                 {file, 0, 0, {}}});
}

void LandscapeTables::add(MemoryTable& table, MemoryTable::Row row) {
    bytes_ += sizeof row + row.origin.size() + row.where.file.size() + row.where.cell.size();
    for (const auto& [header, text] : row.cells) bytes_ += sizeof row.cells.front() + text.size();
    if (bytes_ > Landscape::most_bytes) refuse_size(landscape_.file_);
    table.add(std::move(row));
}

/// The values of each element, under each header in order, as cells of the applications behind it.
std::vector<Properties> LandscapeTables::values_by_application() {
    std::vector<Properties> cells(landscape_.elements_.size());
    std::unordered_set<Told, HashOfTold> seen;  // only looked up
    for (const Landscape::Value& value : landscape_.values_) {
        if (trim(value.text).empty()) continue;
        for (const std::size_t application : resolution_.applications_behind(value.element, value.relation)) {
            if (!seen.insert({application, value.header, value.text}).second) continue;
            bytes_ += value.text.size();
            if (bytes_ > Landscape::most_bytes) refuse_size(landscape_.file_);
            Properties& row = cells[application];
            const auto same = std::ranges::find(row, value.header, &Properties::value_type::first);
            if (same == row.end())
                row.emplace_back(value.header, value.text);
            else
                same->second.append("; ").append(value.text);
        }
    }
    return cells;
}

void LandscapeTables::give_applications(TableConsumer& consumer) {
    MemoryTable table({landscape_.file_, 0, 0, {}});
    table.add_column("id");
    table.add_column("name");
    std::vector<Properties> values = values_by_application();
    Columns columns;
    for (std::size_t index = 0; index < landscape_.elements_.size(); ++index) {
        Landscape::Element& element = landscape_.elements_[index];
        if (!element.is_application) continue;
        MemoryTable::Row row{{}, std::move(element.where), base_name_ + ":" + element.id};
        row.cells = std::move(element.properties);
        std::erase_if(row.cells, [&](const auto& cell) { return !columns.admit(cell.first); });
        row.cells.insert(row.cells.begin(), 2, {});
        row.cells[0] = {"id", element.id};
        row.cells[1] = {"name", element.name};
        for (auto& cell : values[index])
            if (columns.admit(cell.first)) row.cells.push_back(std::move(cell));
        add(table, std::move(row));
    }
    refused_columns_ += columns.refused.size();
    first_refused_.insert(first_refused_.end(), columns.refused.begin(), columns.refused.end());
    consumer.take(table, RecordType::application, "applications");
}

MemoryTable::Row LandscapeTables::flow_row(const LandscapeResolution::Resolved& resolved, Columns& columns) {
    const Landscape::Dependency& dependency = landscape_.dependencies_[resolved.dependency];
    const std::string& from = landscape_.elements_[resolved.from].id;
    const std::string& to = landscape_.elements_[resolved.to].id;
    MemoryTable::Row row{{}, dependency.where, base_name_ + ":" + dependency.id};
    if (!resolved.path.empty()) row.origin += " (" + resolved.path + ")";
    if (dependency.is_transfer) {
        row.cells = {{std::string(special::flow_source), from}, {std::string(special::flow_destination), to}};
        const auto tells_direction = [](const auto& cell) { return field_of(cell.first) == "direction"; };
        if (std::ranges::none_of(dependency.properties, tells_direction)) row.cells.emplace_back("direction", "push");
    } else {
        row.cells = {{"from", from}, {"to", to}};
    }
    for (const auto& [header, text] : dependency.properties) {
        // A property called "Source" may be anything; the ends are the relation's.
        const std::string column = tells_ends(field_of(header)) ? header + " (2)" : header;
        if (columns.admit(column)) row.cells.emplace_back(column, text);
    }
    return row;
}

void LandscapeTables::give_flows(TableConsumer& consumer) {
    const Location file{landscape_.file_, 0, 0, {}};
    MemoryTable dependencies(file), transfers(file);
    Columns of_dependencies, of_transfers;
    resolution_.resolve([&](const LandscapeResolution::Resolved& resolved) {
        const bool transfer = landscape_.dependencies_[resolved.dependency].is_transfer;
        add(transfer ? transfers : dependencies, flow_row(resolved, transfer ? of_transfers : of_dependencies));
    });
    for (const Columns* columns : {&of_dependencies, &of_transfers}) {
        refused_columns_ += columns->refused.size();
        first_refused_.insert(first_refused_.end(), columns->refused.begin(), columns->refused.end());
    }
    if (dependencies.size() > 0) consumer.take(dependencies, RecordType::flow, "flows");
    if (transfers.size() > 0) consumer.take(transfers, RecordType::flow, "flows");
}

void LandscapeTables::report_losses(const Report& report) const {
    if (refused_columns_ == 0) return;
    std::vector<std::string> names;
    for (const std::string& name : first_refused_)
        if (names.size() < most_named) names.push_back(excerpt(name));
    if (first_refused_.size() > names.size()) names.emplace_back("…");
    report({Severity::warning,
            "too-many-properties",
            PLAN_TEXT("the model names more than {} different properties; not read: {}"),
            {std::to_string(Landscape::most_columns), join(names, ", ")},
            {landscape_.file_, 0, 0, {}}});
}

}  // namespace plan

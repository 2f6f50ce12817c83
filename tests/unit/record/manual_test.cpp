#include "libplan/record/fields.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace plan;

namespace {

/// The tables of a page: for each section "## type", the third cell of each row, by the bold word of its first.
using Tables = std::map<std::string, std::map<std::string, std::string>>;

std::string without_escapes(std::string text) {
    std::erase(text, '\\');
    return text;
}

Tables tables_of(const std::string& name) {
    std::ifstream file(MANUAL_FOLDER "/" + name);
    REQUIRE(file);
    Tables tables;
    std::string section, row;
    for (std::string line; std::getline(file, line);) {
        line = without_escapes(line);
        if (line.starts_with("# ")) section.clear();
        if (line.starts_with("## ")) section = line.substr(3);
        if (line.starts_with("|  *")) row = line.substr(4, line.find('*', 4) - 4);
        if (line.empty()) row.clear();
        if (!row.empty() && !section.empty() && line.starts_with(":  ")) tables[section][row] = line.substr(3);
    }
    return tables;
}

/// Keys with a shape of their own, which the table of fields does not know.
std::set<std::string> structured_keys(const std::string& type) {
    if (type == "application")
        return {"components", "funding", "extra", "classification", "assessment", "hosting", "group", "planned"};
    if (type == "calendar") return {"freeze", "windows"};
    const bool row = type == "flow" || type == "server" || type == "team" || type == "target" || type == "constraint";
    if (row) return {"extra"};
    const bool explained = type == "group" || type == "bridge" || type == "wave" || type == "task";
    return explained ? std::set<std::string>{"because"} : std::set<std::string>{};
}

template <class Record>
void expect_table(const Tables& tables, const std::string& type, std::span<const Field<Record>> fields,
                  std::string_view required) {
    INFO(type);
    REQUIRE(tables.count(type) == 1);
    const auto& rows = tables.at(type);
    std::set<std::string> expected = structured_keys(type), found;
    for (const auto& [name, meaning] : rows) found.insert(name);
    for (const Field<Record>& field : fields) {
        expected.emplace(field.name);
        const auto row = rows.find(std::string(field.name));
        if (row == rows.end()) continue;
        INFO(field.name);
        CHECK((row->second.find(required) != std::string::npos) == field.required);
        for (const std::string_view word : field.keywords) {
            INFO(word);
            CHECK(row->second.find("_" + std::string(word) + "_") != std::string::npos);
        }
    }
    CHECK(found == expected);
}

}  // namespace

TEST_CASE("the manual of the stream lists every field, which are required, and the words they take") {
    const auto [name, required] = GENERATE(table<std::string, std::string>(
        {{"plan-records.5.scd", "required"}, {"fr/plan-records.5.scd", "obligatoire"}}));
    INFO(name);
    const Tables tables = tables_of(name);
    expect_table(tables, "application", application_fields(), required);
    expect_table(tables, "flow", flow_fields(), required);
    expect_table(tables, "server", server_fields(), required);
    expect_table(tables, "team", team_fields(), required);
    expect_table(tables, "target", target_fields(), required);
    expect_table(tables, "calendar", calendar_fields(), required);
    expect_table(tables, "constraint", constraint_fields(), required);
    expect_table(tables, "group", group_fields(), required);
    expect_table(tables, "bridge", bridge_fields(), required);
    expect_table(tables, "wave", wave_fields(), required);
    expect_table(tables, "task", task_fields(), required);
}

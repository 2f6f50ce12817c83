#include "libplan/source/konveyor.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/konveyor_questionnaire.hpp"
#include "libplan/source/memory_table.hpp"
#include "libplan/source/yaml_tree.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace plan {

namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;
constexpr std::size_t none = static_cast<std::size_t>(-1);

struct TagColumns {
    std::size_t category = none, tag = none;
};

/// Where the columns that the structure rests on stand; the file's versions place and call them differently.
struct Layout {
    std::size_t record_type = none, name = none, dependency = none, direction = none;
    std::map<std::string, TagColumns> tags;                       ///< by number
    std::vector<std::pair<std::size_t, std::string>> properties;  ///< other columns, of applications
};

Layout layout_of(const std::vector<std::string>& header) {
    Layout layout;
    for (std::size_t index = 0; index < header.size(); ++index) {
        const std::string key = fold(header[index]);
        const auto number = [&](std::string_view start) { return key.substr(std::min(key.size(), start.size())); };
        if (key == "record type" || key == "record type 1")
            layout.record_type = index;
        else if (key == "application name")
            layout.name = index;
        else if (key == "dependency")
            layout.dependency = index;
        else if (key == "dependency direction")
            layout.direction = index;
        else if (key.starts_with("tag category "))
            layout.tags[number("tag category ")].category = index;
        else if (key.starts_with("tag type "))
            layout.tags[number("tag type ")].category = index;
        else if (key.starts_with("tag "))
            layout.tags[number("tag ")].tag = index;
        else
            layout.properties.emplace_back(index, header[index]);
    }
    return layout;
}

class KonveyorReader {
public:
    KonveyorReader(CsvReader& table, const std::string& path, const Report& report)
        : table_(table), report_(report), layout_(layout_of(table.header())), path_(path) {
        require(layout_.record_type, "Record Type");
        require(layout_.name, "Application Name");
    }

    void read(TableConsumer& consumer) {
        TableRow row;
        while (table_.next(row)) {
            count_bytes(row);
            if (row.fault)
                report_(*row.fault);
            else
                read_row(row);
        }
        MemoryTable applications(file());
        applications.add_column("Application Name");
        for (MemoryTable::Row& application : applications_) applications.add(std::move(application));
        consumer.take(applications, RecordType::application, "applications");
        MemoryTable flows(file());
        for (Dependency& dependency : dependencies_) add_flow(flows, dependency);
        if (flows.size() > 0) consumer.take(flows, RecordType::flow, "flows");
    }

private:
    struct Dependency {
        std::string application, other;
        bool southbound;
        Location where;
        std::string origin;
    };

    [[nodiscard]] Location file() const { return {path_, 0, 0, {}}; }

    void require(std::size_t column, const char* header) const {
        if (column != none) return;
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "missing-column",
                     PLAN_TEXT("no column '{}', which an import file of Konveyor has; the columns are: {}"),
                     {header, excerpt(join(table_.header(), ", "))},
                     {path_, table_.header_line(), 0, {}}});
    }

    void count_bytes(const TableRow& row) {
        for (const std::string_view cell : row.cells) bytes_ += cell.size();
        if (bytes_ > most_bytes) refuse_large_file(path_, most_bytes);
    }

    [[nodiscard]] static std::string cell(const TableRow& row, std::size_t column) {
        return column == none ? std::string() : std::string(trim(row.cell(column)));
    }

    void refuse(const TableRow& row, std::size_t column, const char* code, const char* text,
                const char* absent = "Dependency") const {
        const std::string header = column == none ? absent : table_.header()[column];
        report_({Severity::error, code, text, {excerpt(header), excerpt(cell(row, column))}, table_.where(row, {})});
    }

    void read_row(const TableRow& row) {
        const std::string type = cell(row, layout_.record_type);
        if (type != "1" && type != "2")
            return refuse(row, layout_.record_type, "unknown-record-type",
                          PLAN_TEXT("column '{}': '{}' is neither 1, an application, nor 2, a dependency"));
        if (cell(row, layout_.name).empty())
            return refuse(row, layout_.name, "missing-value", PLAN_TEXT("column '{}' must not be empty in this row"));
        if (type == "1")
            read_application(row);
        else
            read_dependency(row);
    }

    void read_application(const TableRow& row) {
        MemoryTable::Row application;
        application.where = table_.where(row, std::nullopt);
        application.origin = table_.origin(row);
        application.cells.emplace_back("Application Name", cell(row, layout_.name));
        for (const auto& [column, header] : layout_.properties)
            if (std::string text = cell(row, column); !text.empty())
                application.cells.emplace_back(header, std::move(text));
        add_tags(row, application);
        const std::string& name = application.cells.front().second;
        names_.insert(name);
        folded_.emplace(fold(name), name);
        applications_.push_back(std::move(application));
    }

    /// The tags of a category in one cell, in the order of the file.
    void add_tags(const TableRow& row, MemoryTable::Row& application) const {
        std::vector<std::pair<std::string, std::string>> tags;
        for (const std::string& number : numbers()) {
            const TagColumns& columns = layout_.tags.at(number);
            const std::string tag = cell(row, columns.tag);
            if (tag.empty()) continue;
            const std::string header = "tag:" + cell(row, columns.category);
            const auto same = std::ranges::find(tags, header, &std::pair<std::string, std::string>::first);
            if (same == tags.end())
                tags.emplace_back(header, tag);
            else
                same->second += "|" + tag;
        }
        for (auto& tag : tags) application.cells.push_back(std::move(tag));
    }

    /// Numbers of the pairs of columns for tags, 2 before 10.
    [[nodiscard]] std::vector<std::string> numbers() const {
        std::vector<std::string> sorted;
        for (const auto& [number, columns] : layout_.tags) sorted.push_back(number);
        std::ranges::stable_sort(sorted, {}, &std::string::size);
        return sorted;
    }

    void read_dependency(const TableRow& row) {
        const std::string other = cell(row, layout_.dependency);
        if (other.empty())
            return refuse(row, layout_.dependency, "missing-value",
                          PLAN_TEXT("column '{}' must not be empty in this row"));
        const std::string direction = fold(cell(row, layout_.direction));
        if (direction != "northbound" && direction != "southbound")
            return refuse(row, layout_.direction, "unknown-direction",
                          PLAN_TEXT("column '{}': '{}' is neither northbound (the dependency depends on the "
                                    "application) nor southbound (the application depends on the dependency)"),
                          "Dependency Direction");
        dependencies_.push_back({cell(row, layout_.name), other, direction == "southbound",
                                 table_.where(row, std::nullopt), table_.origin(row)});
    }

    /// The application of that name; Konveyor compares names without regard to case.
    [[nodiscard]] std::string resolve(const std::string& name, const Dependency& dependency) const {
        if (names_.contains(name)) return name;
        if (const auto found = folded_.find(fold(name)); found != folded_.end()) return found->second;
        report_({Severity::warning,
                 "unknown-application",
                 PLAN_TEXT("no application of this file is called '{}'; the dependency is kept for the case that "
                           "another file has it"),
                 {excerpt(name)},
                 dependency.where});
        return name;
    }

    void add_flow(MemoryTable& flows, Dependency& dependency) const {
        std::string application = resolve(dependency.application, dependency);
        std::string other = resolve(dependency.other, dependency);
        if (!dependency.southbound) application.swap(other);
        MemoryTable::Row flow;
        flow.cells.emplace_back("from", std::move(application));
        flow.cells.emplace_back("to", std::move(other));
        flow.where = std::move(dependency.where);
        flow.origin = std::move(dependency.origin);
        flows.add(std::move(flow));
    }

    CsvReader& table_;
    const Report& report_;
    Layout layout_;
    const std::string& path_;
    std::size_t bytes_ = 0;
    std::vector<MemoryTable::Row> applications_;
    std::vector<Dependency> dependencies_;
    std::set<std::string> names_;
    std::map<std::string, std::string> folded_;
};

}  // namespace

namespace {

/// Assessments: a row for each application, a column for each question that is answered.
void read_assessments(ByteSource& source, const std::string& path, TableConsumer& consumer) {
    const std::vector<KonveyorQuestionnaire> all =
        read_konveyor_questionnaires(read_whole(source, path, YamlLimits().bytes), path);
    MemoryTable table({path, 0, 0, {}});
    table.add_column("id");
    std::vector<MemoryTable::Row> rows;
    std::map<std::string, std::size_t> places;
    for (const KonveyorQuestionnaire& assessed : all) {
        if (assessed.application.empty())
            throw Error(Failure::invalid_input,
                        {Severity::error,
                         "questionnaire",
                         PLAN_TEXT("this is a questionnaire of Konveyor without answers: it asks about applications, "
                                   "and lists none; give it to plan-assess --readiness, and import the file of the "
                                   "applications (CSV) or their assessments"),
                         {},
                         assessed.where});
        const auto [place, added] = places.emplace(assessed.application, rows.size());
        if (added) {
            const std::size_t slash = path.find_last_of('/');
            const std::string file = slash == std::string::npos ? path : path.substr(slash + 1);
            rows.push_back(
                {{{"id", assessed.application}}, assessed.where, file + ":" + std::to_string(assessed.where.line)});
        }
        for (const KonveyorQuestion& question : assessed.questions)
            for (const KonveyorAnswer& answer : question.answers) {
                auto& cells = rows[place->second].cells;
                if (!answer.selected) continue;
                if (std::ranges::find(cells, question.field, &std::pair<std::string, std::string>::first) ==
                    cells.end())
                    cells.emplace_back(question.field, answer.text);
                else
                    throw Error(Failure::invalid_input,
                                {Severity::error,
                                 "two-answers",
                                 PLAN_TEXT("{0}: a second assessment by the same questionnaire; keep one"),
                                 {excerpt(assessed.application)},
                                 assessed.where});
            }
    }
    for (MemoryTable::Row& row : rows) table.add(std::move(row));
    consumer.take(table, RecordType::application, "assessments");
}

}  // namespace

bool is_questionnaire(std::string_view path, std::string_view head) {
    if (!has_extension(path, "yaml") && !has_extension(path, "yml")) return false;
    // An assessment may be one line of JSON, and a list of them indents its keys.
    return std::ranges::any_of(
        std::array<std::string_view, 4>{"sections:", "\"sections\"", "riskMessages:", "thresholds:"},
        [&](std::string_view key) { return head.find(key) != std::string_view::npos; });
}

bool recognises_konveyor(std::string_view path, std::string_view head) {
    if (is_questionnaire(path, head)) return true;
    const std::string line = fold(head.substr(0, head.find_first_of("\r\n")));
    return line.starts_with("record type application name ") || line.starts_with("record type 1 application name ");
}

void read_konveyor(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                   const Report& report) {
    PeekedSource peeked(source, head_bytes);
    if (is_questionnaire(path, peeked.head())) return read_assessments(peeked, path, consumer);
    CsvOptions csv{options.separator, options.encoding, {}};
    csv.is_known_header = [](std::string_view header) {
        const std::string key = fold(header);
        return key.starts_with("record type") || key == "application name" || key.starts_with("tag ") ||
               key.starts_with("dependency");
    };
    CsvReader table(peeked, path, csv);
    KonveyorReader(table, path, report).read(consumer);
}

}  // namespace plan

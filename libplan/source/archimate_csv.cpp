#include "libplan/source/archimate.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/archimate_model.hpp"
#include "libplan/source/archimate_types.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

/// Archi's export (its plug-in com.archimatetool.csv): a header line each, cells in quotes, values with line ends in
/// them, one of three separators. The model itself stands among the elements, its properties among the properties.
namespace plan {

namespace {

constexpr std::string_view parts[] = {"elements", "relations", "properties"};

/// The name without its last part: "mymodel-" of "mymodel-elements.csv"; nothing when it does not end with `part`.
std::optional<std::string> prefix_of(std::string_view path, std::string_view part) {
    const std::string stem = table_stem(path);
    if (stem.size() < part.size() || fold(std::string_view(stem).substr(stem.size() - part.size())) != part)
        return std::nullopt;
    return stem.substr(0, stem.size() - part.size());
}

/// The table of that part beside `path`, with the same prefix and ending.
std::string sibling(const std::string& path, const std::string& prefix, std::string_view part) {
    std::filesystem::path beside(path);
    const std::string extension = beside.extension().string();
    beside.replace_filename(prefix + std::string(part) + extension);
    return beside.string();
}

bool exists(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

/// The folded cells of the first line, which has neither quotes nor line ends within its cells.
std::vector<std::string> first_cells(std::string_view head) {
    const std::string_view line = head.substr(0, head.find_first_of("\r\n"));
    std::vector<std::string> cells;
    for (const std::string& cell : split_list(line, ",;\t")) cells.push_back(fold(cell));
    return cells;
}

bool begins_with(const std::vector<std::string>& cells, std::initializer_list<std::string_view> expected) {
    return cells.size() >= expected.size() && std::equal(expected.begin(), expected.end(), cells.begin());
}

/// Archi may write ="0123" so that spreadsheets keep leading blanks and zeros.
std::string_view without_guard(std::string_view cell) {
    if (cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"')) return cell.substr(2, cell.size() - 3);
    return cell;
}

/// One of the tables, its columns found by their names.
class Table {
public:
    Table(ByteSource& source, const std::string& path, const ReadOptions& options,
          std::span<const std::string_view> columns, std::size_t required)
        : reader_(source, path, csv_options(options, columns)) {
        for (std::size_t index = 0; index < columns.size(); ++index) {
            const auto found = std::ranges::find_if(
                reader_.header(), [&](const std::string& header) { return fold(header) == columns[index]; });
            if (found != reader_.header().end())
                places_.push_back(static_cast<std::size_t>(found - reader_.header().begin()));
            else if (index < required)
                refuse_without(std::string(columns[index]));
            else
                places_.push_back(CsvReader::most_columns);
        }
    }

    bool next() {
        if (!reader_.next(row_)) return false;
        if (row_.fault) throw Error(Failure::invalid_input, *row_.fault);
        return true;
    }
    [[nodiscard]] std::string cell(std::size_t column) const {
        return std::string(without_guard(row_.cell(places_[column])));
    }
    [[nodiscard]] Location where() const { return reader_.where(row_, std::nullopt); }

private:
    static CsvOptions csv_options(const ReadOptions& options, std::span<const std::string_view> columns) {
        const auto known = [columns](std::string_view header) {
            return std::ranges::find(columns, fold(header)) != columns.end();
        };
        return {options.separator, options.encoding, known};
    }
    [[noreturn]] void refuse_without(const std::string& column) {
        row_.line = reader_.header_line();
        throw Error(Failure::invalid_input, {Severity::error,
                                             "missing-column",
                                             PLAN_TEXT("this table of an Archi model has no column '{}'"),
                                             {column},
                                             where()});
    }

    CsvReader reader_;
    TableRow row_;
    std::vector<std::size_t> places_;
};

void read_elements(ByteSource& source, const std::string& path, const ReadOptions& options, ArchimateModel& model) {
    static constexpr std::array<std::string_view, 5> columns = {"id", "type", "name", "documentation",
                                                                "specialization"};
    Table table(source, path, options, columns, 3);
    while (table.next()) {
        ArchimateElement element;
        element.id = table.cell(0);
        element.type = archimate_type(table.cell(1));
        if (element.type == "ArchimateModel") continue;
        element.name = table.cell(2);
        element.documentation = table.cell(3);
        element.specialization = table.cell(4);
        element.where = table.where();
        model.add(std::move(element));
    }
}

void read_relations(ByteSource& source, const std::string& path, const ReadOptions& options, ArchimateModel& model) {
    static constexpr std::array<std::string_view, 7> columns = {"id",   "type",          "source",        "target",
                                                                "name", "documentation", "specialization"};
    Table table(source, path, options, columns, 4);
    while (table.next()) {
        ArchimateRelation relation;
        relation.id = table.cell(0);
        relation.type = archimate_type(table.cell(1));
        relation.source = table.cell(2);
        relation.target = table.cell(3);
        relation.name = table.cell(4);
        relation.documentation = table.cell(5);
        relation.specialization = table.cell(6);
        relation.where = table.where();
        model.add(std::move(relation));
    }
}

/// Archi's own facts about relations, which it writes among the properties of their owner.
bool is_reserved(std::string_view key) {
    return key == "Influence_Strength" || key == "Access_Type" || key == "Directed" || key == "Junction_Type";
}

void read_properties(ByteSource& source, const std::string& path, const ReadOptions& options, ArchimateModel& model) {
    static constexpr std::array<std::string_view, 3> columns = {"id", "key", "value"};
    std::unordered_map<std::string, Properties*> owners;
    for (ArchimateElement& element : model.elements)
        if (has_details(element)) owners.emplace(element.id, &element.properties);
    for (ArchimateRelation& relation : model.relations)
        if (has_details(relation)) owners.emplace(relation.id, &relation.properties);
    Table table(source, path, options, columns, 3);
    while (table.next()) {
        const auto owner = owners.find(table.cell(0));
        std::string key = table.cell(1), value = table.cell(2);
        if (owner == owners.end() || value.empty() || is_reserved(key)) continue;
        model.count_property(key, value);
        owner->second->emplace_back(std::move(key), std::move(value));
    }
}

/// A table that stands beside the elements; says so when it does not.
std::unique_ptr<FileSource> open_beside(const std::string& path, const std::string& elements, const char* absent,
                                        const Report& report) {
    if (exists(path)) return std::make_unique<FileSource>(path);
    report({Severity::warning, "missing-table", absent, {path}, {elements, 0, 0, {}}});
    return nullptr;
}

/// The elements that a table of relations or properties belongs to; nothing for any other file.
std::optional<std::string> elements_of(const std::string& path) {
    for (const std::string_view part : {parts[1], parts[2]})
        if (const auto prefix = prefix_of(path, part)) return sibling(path, *prefix, parts[0]);
    return std::nullopt;
}

/// Relations or properties given by themselves: the elements' table is what brings them in.
void leave_to_elements(const std::string& path, const std::string& elements, const Report& report) {
    if (!exists(elements))
        throw Error(Failure::invalid_input, {Severity::error,
                                             "missing-elements",
                                             PLAN_TEXT("this table belongs to '{}', which is not there"),
                                             {elements},
                                             {path, 0, 0, {}}});
    report({Severity::warning,
            "read-with-elements",
            PLAN_TEXT("not read by itself: it is read together with '{}' when that one is given"),
            {elements},
            {path, 0, 0, {}}});
}

}  // namespace

bool recognises_archi_csv(std::string_view path, std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const std::vector<std::string> cells = first_cells(head);
    if (begins_with(cells, {"id", "type", "name", "documentation", "source", "target"}))
        return prefix_of(path, "relations").has_value();
    if (begins_with(cells, {"id", "type", "name", "documentation"}))
        return path == "-" || prefix_of(path, "elements").has_value();
    return begins_with(cells, {"id", "key", "value"}) && prefix_of(path, "properties").has_value();
}

void read_archi_csv(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                    const Report& report) {
    if (const auto elements = elements_of(path)) return leave_to_elements(path, *elements, report);
    std::unique_ptr<FileSource> relations, properties;
    if (const auto prefix = path == "-" ? std::nullopt : prefix_of(path, parts[0])) {
        relations = open_beside(sibling(path, *prefix, parts[1]), path,
                                PLAN_TEXT("there is no '{}' beside the elements: no flows are read"), report);
        properties = open_beside(sibling(path, *prefix, parts[2]), path,
                                 PLAN_TEXT("there is no '{}' beside the elements: no properties are read"), report);
    } else {
        report({Severity::warning,
                "missing-table",
                PLAN_TEXT("only the elements are read, neither relations nor properties: give the file by its name, "
                          "elements.csv, with relations.csv and properties.csv beside it"),
                {},
                {path, 0, 0, {}}});
    }
    read_archi_tables({source, relations.get(), properties.get()}, path, options, consumer, report);
}

bool is_read_with_elements(const std::string& path) {
    const auto elements = elements_of(path);
    return elements && exists(*elements);
}

void read_archi_tables(const ArchiTables& tables, const std::string& path, const ReadOptions& options,
                       TableConsumer& consumer, const Report& report) {
    const std::string prefix = prefix_of(path, parts[0]).value_or(std::string());
    ArchimateModel model(path);
    read_elements(tables.elements, path, options, model);
    if (tables.relations) read_relations(*tables.relations, sibling(path, prefix, parts[1]), options, model);
    if (tables.properties) read_properties(*tables.properties, sibling(path, prefix, parts[2]), options, model);
    give_archimate(std::move(model), consumer, report);
}

}  // namespace plan

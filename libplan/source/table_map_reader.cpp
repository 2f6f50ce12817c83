#include "libplan/base/text.hpp"
#include "libplan/source/markup_file.hpp"
#include "libplan/source/table_map.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

/// The column of each kind of table that is kept as it came, whatever its header.
const ColumnName& kept_column(RecordType kind) {
    static const auto columns = [] {
        std::array<ColumnName, 16> made{};
        for (const RecordType type : table_types()) {
            const auto index = static_cast<std::size_t>(type);
            if (index < made.size()) made[index] = {type, special::kept, "extra", "extra", {}};
        }
        return made;
    }();
    return columns.at(static_cast<std::size_t>(kind));
}

/// A field by its own name, before the headers that other fields may share with it.
std::optional<ColumnMatch> find_target(RecordType kind, std::string_view name) {
    if (name == special::kept) return ColumnMatch{&kept_column(kind), 1};
    for (const ColumnName& column : column_names(kind))
        if (column.field == name && column.field != special::kept) return ColumnMatch{&column, 1};
    return find_column(kind, name);
}

class MapReader {
public:
    MapReader(std::string_view text, std::string_view name) : file_(text, name, "map") {}

    TableMap read() {
        const MarkupElement& root = file_.root();
        file_.only_attributes(root, {"id", "version"});
        file_.only_children(root, {"title", "description", "table"});
        const std::string id(trim(file_.required(root, "id").value));
        std::vector<MapTable> tables;
        for (const MarkupElement& element : root.children) {
            if (element.name == "table") {
                if (tables.size() == most_map_tables)
                    file_.fail(element.place, "too-many-tables", PLAN_TEXT("more than {} of <{}>"),
                               {std::to_string(most_map_tables), "table"});
                tables.push_back(read_table(element));
                require_new(element, tables);
            } else {
                file_.only_attributes(element, {"xml:lang"});
                file_.only_children(element, {});
            }
        }
        if (tables.empty()) file_.fail(root.place, "missing-element", PLAN_TEXT("<{}> needs a <{}>"), {"map", "table"});
        return {id, std::move(tables)};
    }

private:
    void require_new(const MarkupElement& element, const std::vector<MapTable>& tables) const {
        const MapTable& last = tables.back();
        for (const MapTable& other : tables) {
            if (&other == &last) break;
            const bool same_name = last.name ? other.name && fold(*other.name) == fold(*last.name) : !other.name;
            if (same_name && (last.name || other.kind == last.kind))
                file_.fail(element.place, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {last.name.value_or("*")});
        }
    }

    MapTable read_table(const MarkupElement& element) {
        file_.only_attributes(element, {"name", "kind"});
        file_.only_children(element, {"column", "constant"});
        MapTable table;
        if (element.attribute("name")) table.name = trim(file_.required(element, "name").value);
        const MarkupAttribute* kind = element.attribute("kind");
        if (kind == nullptr || !kind->value.empty()) table.kind = kind_of(element);
        for (const MarkupElement& inner : element.children) {
            if (!table.kind)
                file_.fail(inner.place, "unknown-element",
                           PLAN_TEXT("a table with kind=\"\" is not read: it has no columns"), {});
            if (inner.name == "column")
                read_column(inner, *table.kind, table);
            else
                read_constant(inner, *table.kind, table);
        }
        return table;
    }

    RecordType kind_of(const MarkupElement& element) const {
        const MarkupAttribute& attribute = file_.required(element, "kind");
        std::vector<std::string_view> names;
        for (const RecordType type : table_types()) {
            names.push_back(table_name(type));
            if (attribute.value == names.back()) return type;
        }
        file_.fail_unknown(attribute.place, "unknown-kind", "kind", attribute.value, names);
    }

    ColumnMatch target_of(const MarkupElement& element, RecordType kind) const {
        const MarkupAttribute& attribute = file_.required(element, "to");
        if (const auto match = find_target(kind, trim(attribute.value))) return *match;
        std::vector<std::string_view> fields;
        for (const ColumnName& column : column_names(kind))
            if (std::ranges::find(fields, column.field) == fields.end()) fields.push_back(column.field);
        const std::string_view word = trim(attribute.value);
        const bool short_word = word.size() <= 80;
        if (short_word && !nearest(word, fields))
            if (const auto near = nearest_column(kind, word)) fields = {*near};
        file_.fail_unknown(attribute.place, "unknown-field", "to", word, fields);
    }

    void read_column(const MarkupElement& element, RecordType kind, MapTable& table) {
        file_.only_attributes(element, {"from", "to", "unit", "separator", "prefix", "required"});
        file_.only_children(element, {"value"});
        MapColumn column;
        if (table.columns.size() == most_map_columns)
            file_.fail(element.place, "too-many-columns", PLAN_TEXT("more than {} of <{}>"),
                       {std::to_string(most_map_columns), "column"});
        column.from = trim(file_.required(element, "from").value);
        if (!column.is_pattern()) column.key = fold(column.from);
        column.required = file_.flag(element, "required");
        const MarkupAttribute* to = element.attribute("to");
        if (to == nullptr || !trim(to->value).empty()) column.to = target_of(element, kind);
        if (column.to) read_unit(element, *column.to);
        if (const MarkupAttribute* separator = element.attribute("separator")) {
            if (separator->value.empty()) static_cast<void>(file_.required(element, "separator"));
            column.separators = separator->value;
        }
        if (const MarkupAttribute* prefix = element.attribute("prefix")) column.prefix = prefix->value;
        column.exact = column.to && feeds_list(*column.to->name) && !(column.separators + column.prefix).empty();
        for (const MarkupElement& value : element.children) read_value(value, column);
        for (const MapColumn& other : table.columns)
            if (other.from == column.from && name_of(other) == name_of(column) && name_of(column) != &kept_column(kind))
                file_.fail(element.place, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {column.from});
        table.columns.push_back(std::move(column));
    }

    static const ColumnName* name_of(const MapColumn& column) { return column.to ? column.to->name : nullptr; }

    void read_unit(const MarkupElement& element, ColumnMatch& match) const {
        if (!element.attribute("unit")) return;
        const MarkupAttribute& unit = file_.required(element, "unit");
        const auto factor = unit_factor(match.name->quantity, fold(unit.value));
        if (!factor || fold(unit.value).empty() || match.name->quantity == Quantity::plain)
            file_.fail(unit.place, "unknown-unit",
                       PLAN_TEXT("\"{}\" is not a unit of the field {}; plan-inventory(5) lists them"),
                       {unit.value, std::string(match.name->field)});
        match.factor = *factor;
    }

    void read_value(const MarkupElement& element, MapColumn& column) const {
        file_.only_attributes(element, {"from", "to"});
        file_.only_children(element, {});
        const MarkupAttribute* from = element.attribute("from");
        const MarkupAttribute* to = element.attribute("to");
        for (const auto& [name, attribute] : {std::pair("from", from), std::pair("to", to)})
            if (attribute == nullptr)
                file_.fail(element.place, "missing-attribute", PLAN_TEXT("<{}> needs the attribute {}"),
                           {"value", name});
        const std::string word(trim(from->value));
        const bool added = word == "*" ? !column.rest : column.written.emplace(word, to->value).second;
        if (!added) file_.fail(from->place, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {word});
        if (word == "*")
            column.rest = to->value;
        else
            column.folded.emplace(fold(word), to->value);  // of spellings that fold alike the first counts
    }

    void read_constant(const MarkupElement& element, RecordType kind, MapTable& table) const {
        file_.only_attributes(element, {"to", "value", "unit"});
        file_.only_children(element, {});
        if (table.constants.size() == most_map_columns)
            file_.fail(element.place, "too-many-columns", PLAN_TEXT("more than {} of <{}>"),
                       {std::to_string(most_map_columns), "constant"});
        MapConstant constant{std::string(trim(file_.required(element, "to").value)), target_of(element, kind),
                             std::string(trim(file_.required(element, "value").value))};
        read_unit(element, constant.to);
        table.constants.push_back(std::move(constant));
    }

    MarkupFile file_;
};

}  // namespace

TableMap read_table_map(std::string_view text, std::string_view name) {
    return MapReader(text, name).read();
}

}  // namespace plan

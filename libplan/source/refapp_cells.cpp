#include "libplan/source/refapp_cells.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <utility>

namespace plan {

namespace {

/// Without the signs at which a list of components is cut.
std::string plain(std::string_view text) {
    std::string name(trim(text));
    for (char& byte : name)
        if (byte == ';' || byte == ',' || byte == '|' || byte == ':' || byte == '\n' || byte == '\r') byte = ' ';
    return name;
}

/// The first of these that says something.
std::string first_of(std::initializer_list<JsonValue> values) {
    for (const JsonValue& value : values)
        if (const std::string_view text = trim(value.text()); !text.empty()) return std::string(text);
    return {};
}

}  // namespace

void RefAppCells::add(std::string_view key, const JsonValue& value) {
    add_value(std::string(key), value, 0);
}

void RefAppCells::add_text(const std::string& path, std::string_view text) {
    text = trim(text);
    if (text.empty()) return;
    auto column = std::ranges::find(columns_, path, &Column::header);
    if (column == columns_.end()) {
        if (columns_.size() == most_columns) {
            ++unread_;
            return;
        }
        columns_.push_back({path, {}});
        column = std::prev(columns_.end());
    }
    if (std::ranges::find(column->values, text) != column->values.end()) return;
    if (column->values.size() == most_values)
        ++unread_;
    else
        column->values.emplace_back(text);
}

void RefAppCells::add_actor(const std::string& path, const JsonValue& actor) {
    const JsonValue type = actor["actorType"];
    const std::string code = first_of({type["code"], type["label"], type, actor["type"]});
    const JsonValue organization = actor["organization"];
    std::string who = first_of({organization["sigle"], organization["path"], organization});
    if (who.empty())
        who = join(
            split_list(std::string(actor["firstname"].text()) + "\n" + std::string(actor["lastname"].text()), "\n"),
            " ");
    if (who.empty()) who = first_of({actor["email"], actor["label"]});
    add_text(code.empty() ? path : path + "." + code, who);
}

void RefAppCells::add_technology(const std::string& path, const JsonValue& technology) {
    std::string name = plain(technology["product"].text());
    if (const std::string version = plain(technology["version"].text()); !version.empty()) name += " " + version;
    add_text(path, name);
    constexpr std::size_t date_length = 10;
    const std::string_view end = trim(technology["eolDate"].text());
    if (end.size() >= date_length) add_text(path + ".eolDate", name + " : " + std::string(end.substr(0, date_length)));
}

void RefAppCells::add_value(const std::string& path, const JsonValue& value, std::size_t level) {
    if (level == most_levels) {
        ++unread_;
        return;
    }
    if (value.is(JsonKind::object)) {
        if (value["isActive"].text() == "false") {
            ++inactive_hostings_;
            return;
        }
        if (value["actorType"].kind() != JsonKind::missing) return add_actor(path, value);
        if (value["product"].is(JsonKind::text) && value["technology"].kind() != JsonKind::missing)
            return add_technology(path, value);
        for (const auto& [key, member] : value.children()) add_value(path + "." + std::string(key), member, level + 1);
    } else if (value.is(JsonKind::list)) {
        for (const auto& [no_key, element] : value.children()) add_value(path, element, level + 1);
    } else {
        add_text(path, value.text());
    }
}

Properties RefAppCells::take() && {
    Properties cells;
    for (Column& column : columns_) cells.emplace_back(std::move(column.header), join(column.values, "; "));
    return cells;
}

}  // namespace plan

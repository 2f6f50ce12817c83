#include "libplan/view/table.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/table_builder.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

struct Kind {
    std::string_view keyword;
    Words name;
    void (*fill)(Table&, const Portfolio&, Language);
};

constexpr std::array<Kind, 11> kinds = {{{"plan", {"Plan", "Plan"}, fill_plan},
                                         {"applications", {"Applications", "Applications"}, fill_applications},
                                         {"tasks", {"Tâches", "Tasks"}, fill_tasks},
                                         {"waves", {"Vagues", "Waves"}, fill_waves},
                                         {"groups", {"Groupes", "Groups"}, fill_groups},
                                         {"bridges", {"Passerelles", "Bridges"}, fill_bridges},
                                         {"flows", {"Flux", "Flows"}, fill_flows},
                                         {"questions", {"Questions ouvertes", "Open questions"}, fill_questions},
                                         {"answers", {"Quatre questions", "Four questions"}, fill_answers},
                                         {"load", {"Charge des équipes", "Team load"}, fill_load},
                                         {"compliance", {"Conformité", "Compliance"}, fill_compliance}}};

constexpr auto keywords = [] {
    std::array<std::string_view, kinds.size()> names{};
    for (std::size_t index = 0; index < kinds.size(); ++index) names[index] = kinds[index].keyword;
    return names;
}();

}  // namespace

Cell list_cell(const std::vector<std::string>& values) {
    return cell(join(values, ", "));
}

Cell reasons_cell(const Reasons& reasons) {
    std::string text;
    for (const Reason& reason : reasons) {
        if (!text.empty()) text += ' ';
        text += reason.text.empty() ? reason.rule : reason.text;
        if (!reason.source.empty()) text += " [" + reason.source + "]";
    }
    return cell(text);
}

std::span<const std::string_view> table_keywords() {
    return keywords;
}

TableKind table_kind(std::string_view text) {
    const auto found = std::ranges::find(keywords, text);
    return static_cast<TableKind>(found - keywords.begin());
}

Table make_table(const Portfolio& portfolio, TableKind kind, Language language) {
    const Kind& chosen = kinds[static_cast<std::size_t>(kind)];
    Table table;
    table.name = chosen.name.in(language);
    chosen.fill(table, portfolio, language);
    return table;
}

}  // namespace plan

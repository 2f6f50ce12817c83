#include "libplan/view/difference_values.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/json_value.hpp"
#include "libplan/record/members.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace plan {

namespace {

struct FieldName {
    std::string_view field;
    Words name;
};

/// Fields that tools decide, what people look for first in front.
constexpr std::array<FieldName, 66> decided_fields = {{
    {"planned.cutover", {"bascule", "cut-over"}},
    {"planned.wave", {"vague", "wave"}},
    {"classification.class", {"classe", "class"}},
    {"classification.verdict", {"verdict", "verdict"}},
    {"classification.labels", {"étiquettes", "labels"}},
    {"hosting.today.status", {"conformité actuelle", "compliance today"}},
    {"hosting.today.until", {"dérogation jusqu’au", "derogation until"}},
    {"hosting.target", {"cible", "target"}},
    {"assessment.strategy", {"stratégie", "strategy"}},
    {"start", {"début", "start"}},
    {"finish", {"fin", "finish"}},
    {"team", {"équipe", "team"}},
    {"people", {"personnes", "people"}},
    {"status", {"état", "status"}},
    {"actual_start", {"début réel", "actual start"}},
    {"actual_finish", {"fin réelle", "actual finish"}},
    {"window", {"fenêtre", "window"}},
    {"wave", {"vague", "wave"}},
    {"group", {"groupe", "group"}},
    {"planned.with", {"en même temps que", "together with"}},
    {"planned.before", {"après", "after"}},
    {"planned.alone", {"seule", "alone"}},
    {"planned.bridges", {"passerelles", "bridges"}},
    {"groups", {"groupes", "groups"}},
    {"applications", {"applications", "applications"}},
    {"days", {"jours", "days"}},
    {"flows", {"flux", "flows"}},
    {"weight", {"poids", "weight"}},
    {"effort_days", {"charge (j.-pers.)", "effort (person-days)"}},
    {"duration_days", {"durée (jours ouvrés)", "duration (worked days)"}},
    {"predecessors", {"prédécesseurs", "predecessors"}},
    {"slack_days", {"marge (jours)", "slack (days)"}},
    {"critical", {"critique", "critical"}},
    {"cut", {"couplage coupé", "coupling cut"}},
    {"objective.total", {"objectif", "objective"}},
    {"objective.lateness", {"objectif, retards", "objective, lateness"}},
    {"objective.exposure", {"objectif, exposition", "objective, exposure"}},
    {"objective.bridges", {"objectif, passerelles", "objective, bridges"}},
    {"objective.makespan_days", {"objectif, durée", "objective, makespan"}},
    {"objective.disruption", {"objectif, perturbation", "objective, disruption"}},
    {"lower_bound", {"borne inférieure", "lower bound"}},
    {"gap", {"écart à la borne", "gap to the bound"}},
    {"verified", {"vérifié", "verified"}},
    {"ends_on", {"prend fin le", "ends on"}},
    {"ends_by", {"prend fin par", "ends by"}},
    {"uncovered_days", {"jours sans dérogation", "days without derogation"}},
    {"verdict", {"verdict", "verdict"}},
    {"valid_until", {"valable jusqu’au", "valid until"}},
    {"hosting.eligible", {"cibles éligibles", "eligible targets"}},
    {"hosting.rejected", {"cibles écartées", "rejected targets"}},
    {"classification.inherited", {"étiquettes héritées", "inherited labels"}},
    {"classification.questions", {"questions", "questions"}},
    {"classification.file", {"pièces du dossier", "pieces of its file"}},
    {"classification.policy", {"politique", "policy"}},
    {"assessment.complexity", {"complexité", "complexity"}},
    {"assessment.risk", {"risque", "risk"}},
    {"assessment.readiness", {"aptitude", "readiness"}},
    {"assessment.runner_up", {"stratégie suivante", "next best strategy"}},
    {"assessment.forced", {"stratégie imposée", "strategy imposed"}},
    {"assessment.payback_year", {"amortissement", "payback"}},
    {"assessment.cost.today", {"coût annuel actuel (€)", "cost a year today (€)"}},
    {"assessment.cost.target", {"coût annuel en cible (€)", "cost a year at the target (€)"}},
    {"assessment.cost.migration", {"coût de la migration (€)", "cost of the migration (€)"}},
    {"assessment.cost.overlap", {"coût du double hébergement (€)", "cost of hosting twice (€)"}},
    {"since", {"depuis", "since"}},
    {"until", {"jusqu’au", "until"}},
}};

std::string shortened(std::string_view text) {
    constexpr std::size_t most = 100;  // letters
    std::size_t letters = 0;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if ((static_cast<unsigned char>(text[place]) & 0xC0) == 0x80) continue;
        if (++letters > most) return std::string(text.substr(0, place)) + "…";
    }
    return std::string(text);
}

/// The name of a word that stands in a decision.
std::string word(std::string_view field, const std::string& text, Language language) {
    std::string_view name;
    if (field == "classification.class") return visible_text(class_swatch(text).name(language));
    if (field == "classification.verdict") name = name_of(from_keyword<Verdict>(text), language);
    if (field == "hosting.today.status") name = name_of(from_keyword<Compliance>(text), language);
    if (field == "assessment.strategy" || field == "assessment.runner_up" || field == "strategy")
        name = name_of(from_keyword<Strategy>(text), language);
    if (field == "phase" || field == "ends_by") name = name_of(from_keyword<Phase>(text), language);
    return name.empty() ? visible_text(text) : std::string(name);
}

/// What tells an element of a list of objects.
std::string element_label(std::string_view element) {
    if (shape_of(element) == JsonShape::text) return visible_text(unquoted(element));
    if (shape_of(element) == JsonShape::object)
        for (const std::string_view name :
             {"target", "other", "label", "piece", "field", "name", "id", "source", "start"})
            if (const std::string_view value = member_value(element, name); shape_of(value) == JsonShape::text)
                return visible_text(unquoted(value));
    return visible_text(element);
}

/// Labels of the elements with what they say: how often each stands there.
std::map<std::string, std::map<std::string, int>> elements_of(std::string_view list) {
    std::map<std::string, std::map<std::string, int>> elements;
    if (shape_of(list) == JsonShape::list)
        for (const std::string_view element : split_elements(list))
            ++elements[element_label(element)][canonical_json(element)];
    return elements;
}

std::string list_change(const FieldChange& field, Language language) {
    const auto before = elements_of(field.before), after = elements_of(field.after);
    std::vector<std::string> pieces;
    for (const auto& [label, contents] : after)
        if (!before.contains(label)) pieces.push_back("+ " + shortened(label));
    for (const auto& [label, contents] : before)
        if (!after.contains(label)) pieces.push_back("− " + shortened(label));
    for (const auto& [label, contents] : after)
        if (const auto found = before.find(label); found != before.end() && found->second != contents)
            pieces.push_back("~ " + shortened(label));
    if (pieces.empty()) return std::string(Words{"autre ordre", "another order"}.in(language));
    constexpr std::size_t most = 8;
    const std::size_t left = pieces.size() > most ? pieces.size() - most : 0;
    pieces.resize(pieces.size() - left);
    std::string text = join(pieces, ", ");
    if (left > 0) text += ", " + std::string(Words{"et ", "and "}.in(language)) + std::to_string(left) + "…";
    return text;
}

std::string value_text(std::string_view field, std::string_view value, Language language) {
    if (value.empty()) return "–";
    switch (shape_of(value)) {
        case JsonShape::text: {
            const std::string text = unquoted(value);
            if (const auto date = Date::from_iso(text)) return short_date(*date, language);
            return shortened(word(field, text, language));
        }
        case JsonShape::number: {
            const auto number = parse_number(value);
            // A year has no thousands.
            if (!number || field == "assessment.payback_year" || *number > 1e15) return std::string(value);
            return quantity_text(*number, 3, language);
        }
        case JsonShape::boolean:
            return std::string(value == "true" ? Words{"oui", "yes"}.in(language) : Words{"non", "no"}.in(language));
        default:
            return shortened(visible_text(value));
    }
}

}  // namespace

std::string field_label(RecordType type, std::string_view field, Language language) {
    const auto decided = std::ranges::find(decided_fields, field, &FieldName::field);
    const auto columns = column_names(type);
    const auto column = std::ranges::find(columns, field, &ColumnName::field);
    if (column != columns.end() && !(decided != decided_fields.end() && field.find('.') != std::string_view::npos))
        return std::string(language == Language::french ? column->french : column->english);
    if (decided != decided_fields.end()) return std::string(decided->name.in(language));
    return field.empty() ? "\"\"" : visible_text(field);
}

std::size_t field_rank(std::string_view field) {
    return static_cast<std::size_t>(std::ranges::find(decided_fields, field, &FieldName::field) -
                                    decided_fields.begin());
}

std::string value_change(const FieldChange& field, Language language) {
    const auto is_list = [](std::string_view value) { return value.empty() || shape_of(value) == JsonShape::list; };
    if (is_list(field.before) && is_list(field.after)) return list_change(field, language);
    return value_text(field.field, field.before, language) + " → " + value_text(field.field, field.after, language);
}

std::string record_title(const Change& change, Language language) {
    const std::string_view record = change.after.empty() ? change.before : change.after;
    const auto part = [&](std::string_view name) {
        const auto found = std::ranges::find(change.key, name, &std::pair<std::string, std::string>::first);
        return found == change.key.end() ? std::string() : shortened(visible_text(found->second));
    };
    if (change.key.empty())
        return change.type == RecordType::plan ? std::string(Words{"plan", "plan"}.in(language))
                                               : shortened(visible_text(record));
    if (change.type == RecordType::flow) {
        const std::string kind(name_of(from_keyword<FlowKind>(part("kind")), language));
        return part("from") + " → " + part("to") + (kind.empty() ? "" : " (" + kind + ")");
    }
    if (change.type == RecordType::bridge) return part("from") + " ↔ " + part("to");
    std::vector<std::string> parts;
    for (const auto& [name, value] : change.key) parts.push_back(shortened(visible_text(value)));
    std::string title = join(parts, ", ");
    const std::string_view name = member_value(record, "name");
    if (change.type == RecordType::application && shape_of(name) == JsonShape::text &&
        unquoted(name) != change.key[0].second)
        title += "  " + shortened(visible_text(unquoted(name)));
    return title;
}

std::string type_title(RecordType type, std::string_view name, Language language) {
    static constexpr std::array<Words, 16> titles = {{{"Applications", "Applications"},
                                                      {"Flux", "Flows"},
                                                      {"Serveurs", "Servers"},
                                                      {"Équipes", "Teams"},
                                                      {"Cibles", "Targets"},
                                                      {"Calendriers", "Calendars"},
                                                      {"Contraintes", "Constraints"},
                                                      {"Groupes", "Groups"},
                                                      {"Passerelles", "Bridges"},
                                                      {"Vagues", "Waves"},
                                                      {"Tâches", "Tasks"},
                                                      {"Plan", "Plan"},
                                                      {"Risques", "Risks"},
                                                      {"Différences", "Changes"},
                                                      {"Matrice d’emploi", "Usage matrix"},
                                                      {"État de conformité", "Compliance statement"}}};
    const auto place = static_cast<std::size_t>(type);
    return place < titles.size() ? std::string(titles[place].in(language)) : visible_text(name);
}

}  // namespace plan

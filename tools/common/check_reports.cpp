#include "tools/common/check_reports.hpp"

#include "libplan/view/words.hpp"

#include <initializer_list>

namespace plan::tools {

namespace {

struct Heading {
    std::string_view key;
    Words header;
};

KeyedTable make(std::string_view name, Words title, std::initializer_list<Heading> headings, Language language) {
    KeyedTable keyed;
    keyed.name = name;
    keyed.table.name = title.in(language);
    for (const Heading& heading : headings) {
        keyed.keys.push_back(heading.key);
        keyed.table.columns.emplace_back(heading.header.in(language));
    }
    return keyed;
}

Cell count_cell(std::size_t count) {
    return static_cast<std::int64_t>(count);
}
Cell percent_cell(std::size_t part, std::size_t whole) {
    return static_cast<double>(permille(part, whole)) / 10;
}
Cell text_cell(const std::string& text) {
    return text.empty() ? Cell() : Cell(text);
}

}  // namespace

KeyedTable missing_table(const MissingAnswers& missing, Language language) {
    KeyedTable keyed = make("missing", {"Réponses manquantes", "Missing answers"},
                            {{"order", {"Rang", "Order"}},
                             {"field", {"Champ", "Field"}},
                             {"applications", {"Applications", "Applications"}},
                             {"alone", {"Débloquées seule", "Unblocked alone"}},
                             {"unblocked", {"Débloquées en tout", "Unblocked so far"}},
                             {"percent", {"% des bloquées", "% of blocked"}},
                             {"owners", {"Interrogés", "People asked"}},
                             {"question", {"Question", "Question"}}},
                            language);
    std::size_t order = 0;
    for (const MissingAnswer& answer : missing.answers)
        keyed.table.rows.push_back({count_cell(++order), text_cell(answer.field), count_cell(answer.applications),
                                    count_cell(answer.alone), count_cell(answer.unblocked),
                                    percent_cell(answer.unblocked, missing.blocked), count_cell(answer.owners),
                                    text_cell(answer.question)});
    return keyed;
}

KeyedTable fields_table(const Completeness& completeness, Language language) {
    KeyedTable keyed = make("fields", {"Complétude par champ", "Completeness by field"},
                            {{"field", {"Champ", "Field"}},
                             {"expected", {"Attendues", "Expected"}},
                             {"filled", {"Remplies", "Filled"}},
                             {"missing", {"Manquantes", "Missing"}},
                             {"percent", {"%", "%"}},
                             {"used_by", {"Sert à", "Used by"}}},
                            language);
    for (const FieldCompleteness& field : completeness.fields)
        keyed.table.rows.push_back({text_cell(field.field), count_cell(field.expected), count_cell(field.filled),
                                    count_cell(field.missing()), percent_cell(field.filled, field.expected),
                                    text_cell(field.used_by)});
    return keyed;
}

KeyedTable owners_table(const Completeness& completeness, Language language, bool name_nobody) {
    KeyedTable keyed = make("owners", {"Complétude par responsable", "Completeness by owner"},
                            {{"owner", {"Responsable", "Owner"}},
                             {"applications", {"Applications", "Applications"}},
                             {"to_qualify", {"À qualifier", "To qualify"}},
                             {"expected", {"Attendues", "Expected"}},
                             {"filled", {"Remplies", "Filled"}},
                             {"missing", {"Manquantes", "Missing"}},
                             {"percent", {"%", "%"}},
                             {"most_missing", {"Ce qui manque le plus", "Missing most"}}},
                            language);
    const Cell nobody = name_nobody ? Cell(std::string(Words{"(personne)", "(nobody)"}.in(language))) : Cell();
    for (const OwnerCompleteness& owner : completeness.owners) {
        std::string most;
        for (const auto& [field, applications] : owner.most_missing)
            most += (most.empty() ? "" : ", ") + field + " (" + std::to_string(applications) + ")";
        keyed.table.rows.push_back({owner.owner.empty() ? nobody : Cell(owner.owner), count_cell(owner.applications),
                                    count_cell(owner.to_qualify), count_cell(owner.expected), count_cell(owner.filled),
                                    count_cell(owner.missing()), percent_cell(owner.filled, owner.expected),
                                    text_cell(most)});
    }
    return keyed;
}

}  // namespace plan::tools

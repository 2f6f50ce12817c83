#include "libplan/view/inventory_sheet.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <array>

/// How the columns of an inventory's workbook look, and what is said of them.
namespace plan {

namespace {

constexpr double long_text = 20;  // columns from this width on hold sentences

struct SheetNaming {
    RecordType type;
    Words name;
};

constexpr std::array<SheetNaming, 7> sheet_names = {{{RecordType::application, {"Applications", "Applications"}},
                                                     {RecordType::flow, {"Flux", "Flows"}},
                                                     {RecordType::team, {"Équipes", "Teams"}},
                                                     {RecordType::target, {"Cibles", "Targets"}},
                                                     {RecordType::calendar, {"Calendrier", "Calendar"}},
                                                     {RecordType::constraint, {"Contraintes", "Constraints"}},
                                                     {RecordType::server, {"Serveurs", "Servers"}}}};

struct Measure {
    Quantity quantity;
    Words sign;       ///< in the header
    Words explained;  ///< in the note
};

constexpr std::array<Measure, 10> measures = {{
    {Quantity::plain, {"", ""}, {"Un nombre.", "A number."}},
    {Quantity::count, {"", ""}, {"Un nombre.", "A number."}},
    {Quantity::level, {"", ""}, {"1, 2, 3 ou 4 ; vide : non évalué.", "1, 2, 3 or 4; empty: not assessed."}},
    {Quantity::percent, {" (%)", " (%)"}, {"Un nombre de 0 à 100.", "A number from 0 to 100."}},
    {Quantity::share,
     {" (%)", " (%)"},
     {"Un pourcentage, qui peut dépasser 100.", "A percentage, which may exceed 100."}},
    {Quantity::hours,
     {" (h)", " (h)"},
     {"Un nombre d’heures, ou avec son unité : 30 min, 2 j.", "A number of hours, or with its unit: 30 min, 2 d."}},
    {Quantity::gigabytes,
     {" (Go)", " (GB)"},
     {"Un nombre de gigaoctets, ou avec son unité : 500 Mo, 2 To.",
      "A number of gigabytes, or with its unit: 500 MB, 2 TB."}},
    {Quantity::euros,
     {" (€)", " (€)"},
     {"Un nombre d’euros, ou avec son unité : 120 k€.", "A number of euros, or with its unit: 120 k€."}},
    {Quantity::days, {" (j)", " (d)"}, {"Un nombre de jours.", "A number of days."}},
    {Quantity::milliseconds, {" (ms)", " (ms)"}, {"Un nombre de millisecondes.", "A number of milliseconds."}},
}};

static_assert(measures.size() == static_cast<std::size_t>(Quantity::milliseconds) + 1, "a row for each quantity");

const Measure& measure_of(Quantity quantity) {
    return *std::ranges::find(measures, quantity, &Measure::quantity);
}

bool is_component(std::string_view field) {
    return field.starts_with(special::component);
}

std::vector<std::string> words_of(const ColumnName& name, Language language) {
    std::vector<std::string> words;
    if (name.quantity == Quantity::level) return {"1", "2", "3", "4"};
    if (!name.words) return words;
    for (const ValueWord& word : name.words().words())
        if (!word.value.empty()) words.push_back(word_for(name.words(), word.value, language));
    return words;
}

bool is_list(FieldKind kind) {
    return kind == FieldKind::text_list || kind == FieldKind::keyword_list;
}

/// What may be written in the cells.
std::string explanation(const ColumnName& name, FieldKind kind, Language language) {
    const auto say = [language](std::string_view french, std::string_view english) {
        return std::string(Words{french, english}.in(language));
    };
    if (name.field == special::support)
        return say("Une date, ou une liste : RHEL 8 : 31/05/2029, Java 17 : 31/10/2027.",
                   "A date, or a list: RHEL 8 : 2029-05-31, Java 17 : 2027-10-31.");
    if (is_component(name.field))
        return say("Une liste, séparée par des virgules ; la fin de support peut suivre un nom : RHEL 8 (31/05/2029).",
                   "A list, parted by commas; the end of support may follow a name: RHEL 8 (2029-05-31).");
    const std::string words = join(words_of(name, language), ", ");
    switch (kind) {
        case FieldKind::boolean:
            return say("oui ou non.", "yes or no.");
        case FieldKind::date:
            return say("Une date : 31/12/2026.", "A date: 2026-12-31.");
        case FieldKind::integer:
        case FieldKind::number:
            return std::string(measure_of(name.quantity).explained.in(language));
        case FieldKind::keyword:
            return say("Au choix : ", "One of: ") + words + ".";
        case FieldKind::keyword_list:
            return say("Une liste, séparée par des virgules, parmi : ", "A list, parted by commas, of: ") + words + ".";
        case FieldKind::text_list:
            if (words.empty()) return say("Une liste, séparée par des virgules.", "A list, parted by commas.");
            return say("Une liste, séparée par des virgules. D’ordinaire : ", "A list, parted by commas. Usual: ") +
                   words + ".";
        case FieldKind::identifier:
            return say("Un code.", "A code.");
        default:
            return words.empty() ? say("Un texte.", "A text.") : say("D’ordinaire : ", "Usual: ") + words + ".";
    }
}

ColumnFormat format_of(const ColumnGuide& guide, FieldKind kind) {
    switch (kind) {
        case FieldKind::integer:
        case FieldKind::number:
            return ColumnFormat::general;
        case FieldKind::date:
            return ColumnFormat::date;
        default:
            return guide.width >= long_text ? ColumnFormat::wrapped : ColumnFormat::text;
    }
}

}  // namespace

std::span<const RecordType> inventory_sheets() {
    static constexpr auto types = [] {
        std::array<RecordType, sheet_names.size()> list{};
        for (std::size_t index = 0; index < list.size(); ++index) list[index] = sheet_names[index].type;
        return list;
    }();
    return types;
}

Words sheet_name(RecordType type) {
    return std::ranges::find(sheet_names, type, &SheetNaming::type)->name;
}

const ColumnName& column_of(RecordType type, const ColumnGuide& guide) {
    // Of the columns that are kept as they came only the comments are asked for.
    for (const ColumnName& name : column_names(type))
        if (name.field == guide.field && (name.field != special::kept || name.english == "Comments")) return name;
    throw Error(Failure::internal, {Severity::error,
                                    "no-column",
                                    PLAN_TEXT("the workbook describes a column '{}' that the importer does not have"),
                                    {std::string(guide.field)},
                                    {}});
}

std::string header_of(const ColumnName& name, bool required, Language language) {
    std::string header(Words{name.french, name.english}.in(language));
    header += measure_of(name.quantity).sign.in(language);
    return required ? header + " *" : header;
}

SheetColumn describe_column(const ColumnGuide& guide, const ColumnName& name, FieldShape shape, Language language) {
    SheetColumn column;
    column.header = header_of(name, shape.required, language);
    column.width = guide.width;
    column.accent = guide.accent;
    column.format = format_of(guide, shape.kind);
    column.note = std::string(guide.meaning.in(language)) + "\n" + explanation(name, shape.kind, language);
    if (shape.required) column.note += Words{"\nObligatoire.", "\nRequired."}.in(language);
    if (is_list(shape.kind) || is_component(guide.field)) return column;
    column.choices = words_of(name, language);
    // An environment may be several; texts have usual values only.
    const bool closed = shape.kind == FieldKind::keyword && name.words != &words::environment;
    column.choices_only = closed || shape.kind == FieldKind::boolean || name.quantity == Quantity::level;
    return column;
}

}  // namespace plan

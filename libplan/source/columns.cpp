#include "libplan/source/columns.hpp"

#include "libplan/base/text.hpp"
#include "libplan/source/column_names.hpp"

#include <array>
#include <unordered_map>

namespace plan {

namespace {

struct Unit {
    Quantity quantity;
    std::string_view spellings;  ///< folded, separated by '|'
    double factor;
};

constexpr Unit units[] = {
    {Quantity::count, "agents|agent|utilisateurs|utilisateur|personnes|personne|users|people|vcpu|cpu|coeurs|cores|etp",
     1},
    {Quantity::percent, "pct|pourcent|pour cent|percent|sla", 1},
    {Quantity::share, "pct|pourcent|pour cent|percent", 1},
    {Quantity::hours, "h|heure|heures|hr|hour|hours|en heures", 1},
    {Quantity::hours, "min|mn|minute|minutes|en minutes", 1.0 / 60},
    {Quantity::hours, "s|sec|seconde|secondes|second|seconds", 1.0 / 3600},
    {Quantity::hours, "j|jour|jours|d|day|days|en jours", 24},
    {Quantity::hours, "semaine|semaines|week|weeks", 168},
    {Quantity::gigabytes, "go|gb|gio|gib|go jour|go j|go par jour|gb day|gb per day|g", 1},
    {Quantity::gigabytes, "mo|mb|mio|mib|mo jour|mo j|mo par jour|mb day|mb per day|m", 1.0 / 1024},
    {Quantity::gigabytes, "ko|kb|kio|kib|ko jour|ko j|ko par jour|kb day|k", 1.0 / 1024 / 1024},
    {Quantity::gigabytes, "to|tb|tio|tib|to jour|to j|to par jour|tb day|t", 1024},
    {Quantity::gigabytes, "po|pb|pio|pib", 1024.0 * 1024},
    {Quantity::euros, "an|par an|eur|euro|euros|e|eur an|euros an|euros par an|ttc|ht|year|en euros", 1},
    {Quantity::euros, "k|ke|keur|k an|ke an|keur an|k ttc|k ht|k par an|en k|milliers d euros", 1e3},
    {Quantity::euros, "m|me|meur|m an|me an|meur an|m ttc|m ht|m par an|millions d euros|million d euros", 1e6},
    {Quantity::days,
     "j|jh|j h|jour|jours|jours homme|jours hommes|jours ouvres|jours ouvrables|d|day|days|"
     "person days|working days|en jours",
     1},
    {Quantity::milliseconds, "ms|milliseconde|millisecondes|en ms", 1},
    {Quantity::milliseconds, "s|sec|seconde|secondes", 1000},
};

/// What a header may say in parentheses about how its cells are filled in.
constexpr std::string_view hints =
    "oui non|o n|x|jj mm aaaa|dd mm yyyy|date|1 4|1 a 4|1 to 4|de 1 a 4|yes no|y n|nombre|number|liste|list|code|"
    "obligatoire|facultatif|mandatory|optional|required";

bool lists(std::string_view spellings, std::string_view word) {
    for (const std::string_view spelling : spellings_of(spellings))
        if (spelling == word) return true;
    return false;
}

/// Like fold, but a percent sign counts: "Disponibilité" and "Disponibilité (%)" are two things.
std::string header_key(std::string_view header) {
    std::string text;
    for (const char byte : header) {
        if (byte == '%')
            text += " pct ";
        else
            text += byte;
    }
    return fold(text);
}

using Index = std::unordered_map<std::string, const ColumnName*>;  // only looked up

Index make_index(RecordType type) {
    Index index;
    const auto add = [&](std::string_view header, const ColumnName& name) { index.emplace(header_key(header), &name); };
    for (const ColumnName& name : column_names(type)) {
        add(name.french, name);
        add(name.english, name);
    }
    for (const ColumnName& name : column_names(type)) {
        if (name.field != special::kept) add(name.field, name);
        for (const std::string_view synonym : spellings_of(name.synonyms)) add(synonym, name);
    }
    return index;
}

const Index& index_of(RecordType type) {
    static const std::array<Index, 7> indexes = {
        make_index(RecordType::application), make_index(RecordType::flow),   make_index(RecordType::server),
        make_index(RecordType::team),        make_index(RecordType::target), make_index(RecordType::calendar),
        make_index(RecordType::constraint),
    };
    static const Index none;
    for (std::size_t position = 0; position < indexes.size(); ++position)
        if (table_types()[position] == type) return indexes[position];
    return none;
}

const ColumnName* lookup(RecordType type, const std::string& key) {
    const Index& index = index_of(type);
    const auto found = index.find(key);
    return found == index.end() ? nullptr : found->second;
}

struct TableNames {
    RecordType type;
    std::string_view name;
    std::string_view words;  ///< folded, separated by '|'
};

constexpr TableNames tables[] = {
    {RecordType::application, "applications", "applications|application|applis|appli|apps"},
    {RecordType::flow, "flows", "flux|flows|flow|echanges|interfaces"},
    {RecordType::server, "servers", "serveurs|serveur|servers|server"},
    {RecordType::team, "teams", "equipes|equipe|teams|team"},
    {RecordType::target, "targets", "cibles|cible|targets|target|catalogue|catalog"},
    {RecordType::calendar, "calendars", "calendriers|calendrier|calendars|calendar"},
    {RecordType::constraint, "constraints", "contraintes|contrainte|constraints|constraint"},
};

}  // namespace

std::optional<double> unit_factor(Quantity quantity, std::string_view unit) {
    if (unit.empty()) return 1;
    for (const Unit& known : units)
        if (known.quantity == quantity && lists(known.spellings, unit)) return known.factor;
    return std::nullopt;
}

std::span<const RecordType> table_types() {
    static constexpr RecordType types[] = {
        RecordType::application, RecordType::flow,     RecordType::server,     RecordType::team,
        RecordType::target,      RecordType::calendar, RecordType::constraint,
    };
    return types;
}

std::string_view table_name(RecordType type) {
    for (const TableNames& table : tables)
        if (table.type == type) return table.name;
    return keyword(type);
}

std::optional<RecordType> table_type(std::string_view name) {
    const std::string folded = fold(name);
    for (const std::string& word : split_list(folded, " "))
        for (const TableNames& table : tables)
            if (lists(table.words, word)) return table.type;
    return std::nullopt;
}

std::span<const ColumnName> column_names(RecordType type) {
    switch (type) {
        case RecordType::application:
            return names::applications;
        case RecordType::flow:
            return names::flows;
        case RecordType::server:
            return names::servers;
        case RecordType::team:
            return names::teams;
        case RecordType::target:
            return names::targets;
        case RecordType::calendar:
            return names::calendars;
        case RecordType::constraint:
            return names::constraints;
        default:
            return {};
    }
}

std::optional<ColumnMatch> find_column(RecordType type, std::string_view header) {
    const std::string key = header_key(header);
    if (const ColumnName* name = lookup(type, key)) return ColumnMatch{name, 1};
    // "stockage to", "cout annuel k an": the last words may be a unit.
    for (std::size_t space = key.rfind(' '); space != std::string::npos && space > 0;
         space = key.rfind(' ', space - 1)) {
        const ColumnName* name = lookup(type, key.substr(0, space));
        if (!name || name->quantity == Quantity::plain) continue;
        if (const auto factor = unit_factor(name->quantity, std::string_view(key).substr(space + 1)))
            return ColumnMatch{name, *factor};
    }
    const std::size_t opening = header.rfind('(');
    if (opening == std::string_view::npos || !lists(hints, header_key(header.substr(opening)))) return std::nullopt;
    const ColumnName* name = lookup(type, header_key(header.substr(0, opening)));
    return name ? std::optional(ColumnMatch{name, 1}) : std::nullopt;
}

std::optional<std::string_view> nearest_column(RecordType type, std::string_view header) {
    constexpr std::size_t longest_header = 80;
    if (header.size() > longest_header) return std::nullopt;
    const std::string key = header_key(header);
    std::vector<std::string> keys;
    std::vector<std::string_view> headers;
    for (const ColumnName& name : column_names(type)) {
        headers.push_back(name.french);
        headers.push_back(name.english);
        for (const std::string_view synonym : spellings_of(name.synonyms)) headers.push_back(synonym);
    }
    for (const std::string_view known : headers) keys.push_back(header_key(known));
    const std::vector<std::string_view> candidates(keys.begin(), keys.end());
    const std::optional<std::string_view> near = nearest(key, candidates);
    if (!near) return std::nullopt;
    for (std::size_t position = 0; position < candidates.size(); ++position)
        if (candidates[position] == *near) return headers[position];
    return std::nullopt;
}

}  // namespace plan

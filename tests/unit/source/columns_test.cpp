#include "libplan/source/columns.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/source/calendar_rows.hpp"
#include "tests/unit/catch2.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace plan;

namespace {

std::string_view field_of(RecordType type, std::string_view header) {
    const auto match = find_column(type, header);
    return match ? match->name->field : "unknown";
}

template <class Record>
std::set<std::string_view> names_of(std::span<const Field<Record>> fields) {
    std::set<std::string_view> names;
    for (const Field<Record>& field : fields)
        if (field.name != "origin") names.insert(field.name);
    return names;
}

std::set<std::string_view> fields_of(RecordType type) {
    switch (type) {
        case RecordType::application:
            return names_of(application_fields());
        case RecordType::flow:
            return names_of(flow_fields());
        case RecordType::server:
            return names_of(server_fields());
        case RecordType::team:
            return names_of(team_fields());
        case RecordType::target:
            return names_of(target_fields());
        case RecordType::constraint:
            return names_of(constraint_fields());
        default:
            return names_of(calendar_row_fields());
    }
}

std::string page(const std::string& name) {
    std::ifstream stream(std::string(PLAN_MANUALS) + "/" + name);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("headers are known in French and English, with or without accents, in any case") {
    const RecordType app = RecordType::application;
    CHECK(field_of(app, "Code application") == "id");
    CHECK(field_of(app, "CODE APPLICATION ") == "id");
    CHECK(field_of(app, "Direction metier") == "business_owner");
    CHECK(field_of(app, "Données personnelles") == "personal_data");
    CHECK(field_of(app, "donnees_personnelles") == "personal_data");
    CHECK(field_of(app, "Personal data") == "personal_data");
    CHECK(field_of(app, "personal_data") == "personal_data");
    CHECK(field_of(app, "Atteinte à l’ordre public") == "harm.public_order");
    CHECK(field_of(app, "harm.public_order") == "harm.public_order");
    CHECK(field_of(app, "Disponibilité (SLA %)") == "sla_percent");
    CHECK(field_of(app, "Disponibilité") == "dicp.d");
    CHECK(field_of(app, "Mots-clés") == "tags");
    CHECK(field_of(app, "art9") == "sensitive_personal_data");
    CHECK(field_of(RecordType::flow, "Appelant") == "from");
    CHECK(field_of(RecordType::flow, "Appelé") == "to");
    CHECK(field_of(RecordType::calendar, "Max applications") == "max_applications");
    CHECK(field_of(app, "Couleur") == "unknown");
}

TEST_CASE("a unit or hint closes a header") {
    const auto storage = find_column(RecordType::application, "Stockage (To)");
    REQUIRE(storage);
    CHECK(storage->name->field == "storage_gb");
    CHECK(storage->factor == 1024);
    const auto memory = find_column(RecordType::application, "RAM Mo");
    REQUIRE(memory);
    CHECK(memory->factor == Approx(1.0 / 1024));
    const auto outage = find_column(RecordType::application, "DIMA (min)");
    REQUIRE(outage);
    CHECK(outage->factor == Approx(1.0 / 60));
    const auto cost = find_column(RecordType::application, "Coût annuel (k€)");
    REQUIRE(cost);
    CHECK(cost->factor == 1000);
    CHECK(field_of(RecordType::application, "Fin de marché (jj/mm/aaaa)") == "contract_end");
    CHECK(field_of(RecordType::application, "Mineurs (oui/non)") == "minors");
    CHECK(field_of(RecordType::application, "Nom (To)") == "unknown");
    CHECK(field_of(RecordType::flow, "Volume (Go/jour)") == "volume_gb_per_day");
}

TEST_CASE("a slip of the pen is answered with the known header") {
    CHECK(nearest_column(RecordType::application, "Direction metié") == "Direction métier");
    CHECK(nearest_column(RecordType::application, "Couleur du capot") == std::nullopt);
    CHECK(nearest_column(RecordType::application, std::string(10000, 'x')) == std::nullopt);
}

TEST_CASE("every field of a table has a column") {
    for (const RecordType type : table_types()) {
        std::set<std::string_view> missing = fields_of(type);
        for (const ColumnName& name : column_names(type)) missing.erase(name.field);
        for (const std::string_view field : missing) {
            CAPTURE(std::string(table_name(type)), std::string(field));
            CHECK(false);
        }
    }
}

TEST_CASE("no header names two columns") {
    for (const RecordType type : table_types()) {
        std::map<std::string, const ColumnName*> owners;
        for (const ColumnName& name : column_names(type)) {
            std::vector<std::string_view> headers = spellings_of(name.synonyms);
            headers.push_back(name.french);
            headers.push_back(name.english);
            for (const std::string_view header : headers) {
                CAPTURE(std::string(table_name(type)), std::string(header));
                const auto match = find_column(type, header);
                REQUIRE(match);
                CHECK(match->name == &name);
            }
        }
    }
}

TEST_CASE("every keyword of a field is a word of its column, and no other") {
    const auto check = [](auto fields, RecordType type) {
        for (const ColumnName& name : column_names(type)) {
            const auto* field = [&]() -> decltype(&fields[0]) {
                for (const auto& candidate : fields)
                    if (candidate.name == name.field) return &candidate;
                return nullptr;
            }();
            if (!field || field->keywords.empty()) continue;
            CAPTURE(std::string(name.field));
            REQUIRE(name.words);
            std::set<std::string_view> known(field->keywords.begin(), field->keywords.end());
            for (const ValueWord& word : name.words().words())
                CHECK((word.value.empty() || known.count(word.value) == 1));
            if (name.french == "Diffusion restreinte") continue;
            for (const std::string_view keyword : field->keywords) CHECK(name.words().find(keyword) == keyword);
        }
    };
    check(application_fields(), RecordType::application);
    check(flow_fields(), RecordType::flow);
    check(team_fields(), RecordType::team);
    check(target_fields(), RecordType::target);
    check(constraint_fields(), RecordType::constraint);
}

TEST_CASE("no spelling stands for two values") {
    const Vocabulary* const vocabularies[] = {
        &words::lifecycle(),      &words::environment(), &words::exposure(),     &words::access(),
        &words::mention(),        &words::strategy(),    &words::criticality(),  &words::data(),
        &words::legal_secrets(),  &words::flow_kind(),   &words::coupling(),     &words::direction(),
        &words::phase(),          &words::boolean(),     &words::calendar_row(), &words::constraint_kind(),
        &words::harm_criterion(), &words::harm_nature(), &words::target_kind(),  &words::legal_exposure(),
    };
    for (const Vocabulary* vocabulary : vocabularies)
        for (const ValueWord& word : vocabulary->words())
            for (const std::string_view spelling : spellings_of(word.spellings)) {
                CAPTURE(std::string(spelling));
                CHECK(vocabulary->find(spelling) == word.value);
            }
}

TEST_CASE("the kind of a table is told from its name") {
    CHECK(table_type("applications") == RecordType::application);
    CHECK(table_type("Applications_2026-11") == RecordType::application);
    CHECK(table_type("flux") == RecordType::flow);
    CHECK(table_type("02-Flux-applications") == RecordType::flow);
    CHECK(table_type("Équipes") == RecordType::team);
    CHECK(table_type("cibles") == RecordType::target);
    CHECK(table_type("calendriers") == RecordType::calendar);
    CHECK(table_type("contrainte") == RecordType::constraint);
    CHECK(table_type("serveurs") == RecordType::server);
    CHECK(table_type("producteurs") == std::nullopt);
    for (const RecordType type : table_types()) CHECK(table_type(table_name(type)) == type);
}

TEST_CASE("plan-inventory(5) names every column and every other header, in both languages") {
    for (const std::string name : {"plan-inventory.5.scd", "fr/plan-inventory.5.scd"}) {
        const std::string text = page(name);
        const auto check = [&](std::string_view header, const std::string& place) {
            CAPTURE(name, std::string(header));
            CHECK(text.find(place) != std::string::npos);
        };
        for (const RecordType type : table_types())
            for (const ColumnName& column : column_names(type)) {
                const bool french = name.front() == 'f';
                const std::string first(french ? column.french : column.english);
                const std::string second(french ? column.english : column.french);
                check(first, "|  " + first + "\n:  " + second + "\n");
                std::string others;
                for (const std::string_view header : spellings_of(column.synonyms))
                    others.append(others.empty() ? "" : " · ").append(header);
                if (!others.empty()) check(others, "*" + first + "*\n\t" + others + "\n");
            }
    }
}

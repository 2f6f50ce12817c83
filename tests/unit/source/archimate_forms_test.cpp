#include "libplan/source/archimate.hpp"
#include "libplan/source/archimate_types.hpp"
#include "libplan/source/import.hpp"
#include "tests/support/stored_zip.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/source/archimate_writer.hpp"

#include <map>
#include <random>
#include <set>

using namespace plan;

namespace {

/// What a reader makes of a model: the lines of the stream, and the codes of its messages.
struct Imported {
    std::string lines;
    std::vector<std::string> codes;
    bool operator==(const Imported&) const = default;
};

template <class Read>
Imported import(Read read) {
    Imported imported;
    const Report report = [&](const Diagnostic& diagnostic) { imported.codes.push_back(diagnostic.code); };
    const Sink sink = [&](std::string_view text) { imported.lines += text; };
    const ReadOptions options;
    Importer importer(options, sink, report);
    read(options, importer, report);
    return imported;
}

Imported import_exchange(const std::string& text) {
    return import([&](const ReadOptions& options, TableConsumer& consumer, const Report& report) {
        MemorySource source(text);
        read_archimate(source, "model", options, consumer, report);
    });
}

Imported import_native(const std::string& bytes) {
    return import([&](const ReadOptions& options, TableConsumer& consumer, const Report& report) {
        MemorySource source(bytes);
        read_archi(source, "model", options, consumer, report);
    });
}

Imported import_tables(const archimate_writer::Tables& tables) {
    return import([&](const ReadOptions& options, TableConsumer& consumer, const Report& report) {
        MemorySource elements(tables.elements), relations(tables.relations), properties(tables.properties);
        read_archi_tables({elements, &relations, &properties}, "model", options, consumer, report);
    });
}

Portfolio portfolio_of(const Imported& imported) {
    Portfolio portfolio;
    portfolio.read(imported.lines + "{\"type\":\"end\"}\n", "lines");
    return portfolio;
}

/// Draws models from a seed, of everything that a model may hold and much that makes no sense.
class RandomModel {
public:
    explicit RandomModel(std::uint32_t seed) : random_(seed) {}

    ArchimateModel draw(std::size_t components, std::size_t parts, std::size_t relations) {
        ArchimateModel model("model");
        for (std::size_t index = 0; index < components; ++index) add(model, "ApplicationComponent");
        static const std::vector<std::string> types = {"ApplicationService",
                                                       "ApplicationInterface",
                                                       "ApplicationFunction",
                                                       "ApplicationProcess",
                                                       "ApplicationEvent",
                                                       "ApplicationCollaboration",
                                                       "ApplicationInteraction",
                                                       "DataObject",
                                                       "BusinessObject",
                                                       "BusinessProcess",
                                                       "Node",
                                                       "SystemSoftware",
                                                       "Location",
                                                       "TechnologyService",
                                                       "Grouping",
                                                       "Junction"};
        for (std::size_t index = 0; index < parts; ++index) add(model, types[pick(types.size())]);
        static const std::vector<std::string> links = {"Flow",        "Flow",        "Serving",     "Serving",
                                                       "Triggering",  "Composition", "Aggregation", "Assignment",
                                                       "Realization", "Access",      "Association", "Specialization"};
        for (std::size_t index = 0; index < relations; ++index) {
            ArchimateRelation relation;
            relation.id = "r" + std::to_string(index);
            relation.type = links[pick(links.size())];
            relation.source = end(model);
            relation.target = end(model);
            if (pick(3) == 0) relation.name = text();
            if (pick(5) == 0) relation.documentation = text() + "\n" + text();
            if (pick(4) == 0) relation.properties.emplace_back("Protocole", text());
            model.relations.push_back(std::move(relation));
        }
        return model;
    }

private:
    std::size_t pick(std::size_t count) { return random_() % count; }

    std::string text() {
        static const std::vector<std::string> words = {"Paie", "\"Agents\"", "R&D", "<b>", "é", "a;b", "x, y", "=1+1"};
        return words[pick(words.size())] + " " + words[pick(words.size())];
    }

    void add(ArchimateModel& model, const std::string& type) {
        ArchimateElement element;
        element.id = "id-" + std::to_string(model.elements.size());
        element.type = type;
        if (pick(20) != 0) element.name = text();
        if (pick(2) == 0) element.documentation = text() + "\n" + text();
        for (std::size_t count = pick(4); count > 0; --count)
            element.properties.emplace_back("Propriété " + std::to_string(pick(3)), text());
        if (pick(3) == 0) element.properties.emplace_back("Confidentialité", std::to_string(1 + pick(4)));
        model.elements.push_back(std::move(element));
    }

    std::string end(const ArchimateModel& model) {
        if (pick(200) == 0) return "nowhere";
        if (pick(200) == 0 && !model.relations.empty()) return model.relations[pick(model.relations.size())].id;
        // Components come first, and are what most relations speak of.
        const std::size_t most =
            pick(2) == 0 ? std::max<std::size_t>(1, model.elements.size() / 6) : model.elements.size();
        return model.elements[pick(most)].id;
    }

    std::mt19937 random_;  // its numbers are the same everywhere
};

/// The applications behind each element, by going round until nothing changes.
std::map<std::string, std::set<std::string>> slow_owners(const ArchimateModel& model) {
    std::map<std::string, ArchimateRole> roles;
    std::map<std::string, std::set<std::string>> behind;
    for (const ArchimateElement& element : model.elements) {
        roles[element.id] = archimate_role(element.type);
        if (roles[element.id] == ArchimateRole::application) behind[element.id] = {element.id};
    }
    const auto is_side = [&](const std::string& id) {
        const auto role = roles.find(id);
        return role != roles.end() &&
               (role->second == ArchimateRole::application || role->second == ArchimateRole::part ||
                role->second == ArchimateRole::collaboration);
    };
    for (bool changed = true; changed;) {
        changed = false;
        for (const ArchimateRelation& relation : model.relations) {
            const std::string& type = relation.type;
            const bool contains = type == "Composition" || type == "Aggregation";
            if (!contains && type != "Assignment" && type != "Realization") continue;
            if (!is_side(relation.source) || !is_side(relation.target)) continue;
            std::string part = relation.target, owner = relation.source;
            if (roles[part] == ArchimateRole::application) {
                if (roles[owner] != ArchimateRole::collaboration || !contains) continue;
                std::swap(part, owner);
            }
            std::set<std::string>& known = behind[part];
            const std::size_t before = known.size();
            const std::set<std::string> more = behind[owner];
            known.insert(more.begin(), more.end());
            changed = changed || known.size() != before;
        }
    }
    return behind;
}

}  // namespace

TEST_CASE("the three forms of one model give the same records", "[archimate]") {
    const std::uint32_t seed = GENERATE(1U, 2U, 3U);
    const ArchimateModel model = RandomModel(seed).draw(300, 2000, 5000);
    const Imported exchange = import_exchange(archimate_writer::exchange(model));
    const std::string native = archimate_writer::native(model);
    CHECK(portfolio_of(exchange).applications.size() == 300);
    CHECK(portfolio_of(exchange).flows.size() > 300);
    // Not CHECK(a == b): it would print megabytes.
    CHECK((import_native(native) == exchange));
    CHECK((import_native(support::StoredZip().add("images/a.png", "?").add("model.xml", native).bytes()) == exchange));
    CHECK((import_tables(archimate_writer::tables(model)) == exchange));
}

TEST_CASE("the flows of random models are those between the applications behind their ends", "[archimate]") {
    const std::uint32_t seed = GENERATE(4U, 5U, 6U, 7U);
    ArchimateModel model = RandomModel(seed).draw(40, 120, 300);
    std::erase_if(model.elements, [](const ArchimateElement& element) { return element.type == "Junction"; });
    auto behind = slow_owners(model);
    std::multiset<std::pair<std::string, std::string>> expected, found;
    for (const ArchimateRelation& relation : model.relations) {
        if (relation.type != "Flow" && relation.type != "Serving" && relation.type != "Triggering") continue;
        const bool reversed = relation.type == "Serving";
        const auto& from = behind[reversed ? relation.target : relation.source];
        const auto& to = behind[reversed ? relation.source : relation.target];
        if (from.size() > Landscape::most_owners || to.size() > Landscape::most_owners) continue;
        for (const std::string& caller : from)
            for (const std::string& callee : to)
                if (caller != callee) expected.emplace(caller, callee);
    }
    const Imported imported = import_tables(archimate_writer::tables(model));
    for (const Flow& flow : portfolio_of(imported).flows) found.emplace(flow.from, flow.to);
    CHECK_FALSE(expected.empty());
    CHECK((found == expected));
}

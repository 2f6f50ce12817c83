#include "libplan/source/archimate_graph.hpp"
#include "libplan/source/archimate_model.hpp"

#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"

#include <map>
#include <set>
#include <unordered_map>

namespace plan {

namespace {

/// Each name once; its different values in their order, joined as lists are.
Properties joined(const Properties& properties) {
    Properties once;
    std::unordered_map<std::string_view, std::size_t> places;
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const auto& [name, value] : properties) {
        if (trim(value).empty() || !seen.emplace(name, value).second) continue;
        const auto [place, added] = places.emplace(name, once.size());
        if (added)
            once.emplace_back(name, value);
        else
            once[place->second].second.append("; ").append(value);
    }
    return once;
}

std::string shown(const ArchimateElement& element) {
    return trim(element.name).empty() ? element.id : std::string(trim(element.name));
}

bool contains(ArchimateLink link) {
    return link == ArchimateLink::composition || link == ArchimateLink::aggregation;
}

bool is_structural(ArchimateLink link) {
    return contains(link) || link == ArchimateLink::assignment || link == ArchimateLink::realization;
}

/// What the messages say of a model once it is read.
struct Census {
    std::map<std::string, std::size_t> types;  ///< of elements
    std::size_t nested = 0;                    ///< components that are part of another one
};

/// Makes a landscape of a model. For one use.
class Reading {
public:
    Reading(ArchimateModel& model, Landscape& landscape) : model_(model), graph_(model), landscape_(landscape) {}

    Census read() {
        Census census;
        for (std::size_t index = 0; index < model_.elements.size(); ++index) {
            ++census.types[model_.elements[index].type];
            read(index);
        }
        for (const ArchimateRelation& relation : model_.relations) load(relation);
        for (std::size_t index = 0; index < model_.relations.size(); ++index) read_relation(index);
        census.nested = nested_.size();
        return census;
    }

private:
    void read(std::size_t index);
    void load(const ArchimateRelation& relation);
    void read_relation(std::size_t index);
    void read_ends(const ArchimateRelation& relation, std::size_t source, std::size_t target);
    void read_between(const ArchimateRelation& relation, std::size_t source, std::size_t target);
    void own(const ArchimateRelation& relation, std::size_t whole, std::size_t part);
    void read_hosts(const ArchimateRelation& relation, std::size_t technology, std::size_t application);
    void pass_junctions(std::size_t index, std::size_t source);
    void skip(const ArchimateRelation& relation, const std::string& why = {});
    [[nodiscard]] static Properties flow_cells(const ArchimateRelation& relation);

    [[nodiscard]] bool is_application_side(std::size_t index) const {
        const ArchimateRole role = graph_.role(index);
        return role == ArchimateRole::application || role == ArchimateRole::part ||
               role == ArchimateRole::collaboration;
    }

    ArchimateModel& model_;
    ArchimateGraph graph_;
    Landscape& landscape_;
    std::set<std::string_view> nested_;  ///< ids of components that are part of another one
};

void Reading::read(std::size_t index) {
    const ArchimateElement& element = graph_.element(index);
    if (element.id.empty()) {
        landscape_.skip("element " + excerpt(element.type) + " without an identifier");
        return;
    }
    if (!graph_.is_first(index) && !(is_application_side(index) && is_application_side(*graph_.find(element.id)))) {
        landscape_.skip("element " + excerpt(element.type) + " with the identifier of another one");
        return;
    }
    switch (graph_.role(index)) {
        case ArchimateRole::application: {
            Properties cells = {{"description", element.documentation}, {"Specialization", element.specialization}};
            for (auto& cell : joined(element.properties)) cells.push_back(std::move(cell));
            landscape_.add_application(element.id, std::string(trim(element.name)), std::move(cells), element.where);
            break;
        }
        case ArchimateRole::part:
        case ArchimateRole::collaboration:
            landscape_.add_part(element.id, element.name, element.type, element.where);
            break;
        case ArchimateRole::other:
            landscape_.skip("element " + excerpt(element.type));
            break;
        default:  // used where an application's relations meet them
            break;
    }
}

/// Data that is associated with a flow becomes one of the flow's properties.
void Reading::load(const ArchimateRelation& relation) {
    const auto carriage = graph_.carriage(relation);
    if (!carriage) return;
    const ArchimateElement& data = graph_.element(carriage->data);
    std::string name = shown(data);
    model_.count_property(data.type, name);
    model_.relations[carriage->flow].properties.emplace_back(data.type, std::move(name));
}

void Reading::read_relation(std::size_t index) {
    using End = ArchimateGraph::End;
    const ArchimateRelation& relation = model_.relations[index];
    const auto& [source, target] = graph_.ends(index);
    if (source && target) {
        if (graph_.role(*source) == ArchimateRole::junction) return;  // passed from the other side
        if (graph_.role(*target) == ArchimateRole::junction)
            pass_junctions(index, *source);
        else
            read_ends(relation, *source, *target);
    } else if (graph_.end(relation.source) == End::relation || graph_.end(relation.target) == End::relation) {
        if (!graph_.carriage(relation)) skip(relation, " of a relation");
    } else {
        landscape_.add_dependency(relation.id, relation.type, relation.source, relation.target, {}, relation.where);
    }
}

void Reading::pass_junctions(std::size_t index, std::size_t source) {
    const ArchimateRelation& relation = model_.relations[index];
    bool any = false;
    const bool passed = graph_.pass_junctions(index, [&](const ArchimateRelation& last, std::size_t target) {
        any = true;
        ArchimateRelation whole = relation;
        whole.id += " > " + last.id;
        if (whole.name.empty()) whole.name = last.name;
        if (whole.documentation.empty()) whole.documentation = last.documentation;
        if (whole.specialization.empty()) whole.specialization = last.specialization;
        whole.properties.insert(whole.properties.end(), last.properties.begin(), last.properties.end());
        read_ends(whole, source, target);
    });
    if (!passed)
        skip(relation, " to a junction with too many ends");
    else if (!any)
        skip(relation, " to a junction that leads nowhere");
}

void Reading::read_ends(const ArchimateRelation& relation, std::size_t source, std::size_t target) {
    const ArchimateLink link = archimate_link(relation.type);
    const ArchimateRole from = graph_.role(source), to = graph_.role(target);
    if (is_application_side(source) && is_application_side(target))
        read_between(relation, source, target);
    else if (is_application_side(source) && to == ArchimateRole::data && link == ArchimateLink::access)
        landscape_.add_value(relation.source, graph_.element(target).type, shown(graph_.element(target)), relation.id);
    else if (from == ArchimateRole::grouping && is_application_side(target) && contains(link))
        landscape_.add_value(graph_.element(target).id, "Grouping", shown(graph_.element(source)), relation.id);
    else if (from == ArchimateRole::technology && is_application_side(target) &&
             (is_structural(link) || link == ArchimateLink::serving))
        read_hosts(relation, source, target);
    else if (is_application_side(source) || is_application_side(target))
        skip(relation,
             " (" + excerpt(graph_.element(source).type) + " to " + excerpt(graph_.element(target).type) + ")");
    else
        skip(relation);
}

void Reading::read_hosts(const ArchimateRelation& relation, std::size_t technology, std::size_t application) {
    bool complete = true;
    for (const std::size_t host : graph_.hosts(technology, complete))
        landscape_.add_value(graph_.element(application).id, graph_.element(host).type, shown(graph_.element(host)),
                             relation.id);
    if (!complete) skip(relation, " from technology on too many other elements");
}

void Reading::read_between(const ArchimateRelation& relation, std::size_t source, std::size_t target) {
    const std::string &from = graph_.element(source).id, &to = graph_.element(target).id;
    switch (archimate_link(relation.type)) {
        case ArchimateLink::flow:
            landscape_.add_transfer(relation.id, relation.type, from, to, flow_cells(relation), relation.where);
            break;
        case ArchimateLink::serving:
            landscape_.add_dependency(relation.id, relation.type, to, from, flow_cells(relation), relation.where);
            break;
        case ArchimateLink::triggering:
            landscape_.add_dependency(relation.id, relation.type, from, to, flow_cells(relation), relation.where);
            break;
        case ArchimateLink::composition:
        case ArchimateLink::aggregation:
        case ArchimateLink::assignment:
        case ArchimateLink::realization:
            own(relation, source, target);
            break;
        default:
            skip(relation, " between applications");
            break;
    }
}

void Reading::own(const ArchimateRelation& relation, std::size_t whole, std::size_t part) {
    const ArchimateElement &owner = graph_.element(whole), &owned = graph_.element(part);
    const bool is_component = graph_.role(part) == ArchimateRole::application;
    if (!is_component) {
        landscape_.add_ownership(owned.id, owner.id);
    } else if (graph_.role(whole) == ArchimateRole::collaboration && contains(archimate_link(relation.type))) {
        landscape_.add_ownership(owner.id, owned.id);
    } else if (graph_.role(whole) == ArchimateRole::application && contains(archimate_link(relation.type)) &&
               whole != part) {
        landscape_.add_value(owned.id, "Part of", shown(owner), relation.id);
        nested_.insert(owned.id);
    } else {
        skip(relation, " between applications");
    }
}

void Reading::skip(const ArchimateRelation& relation, const std::string& why) {
    const bool known = archimate_link(relation.type) != ArchimateLink::other;
    landscape_.skip("relation " + (known ? relation.type : std::string("of another type")) + why);
}

Properties Reading::flow_cells(const ArchimateRelation& relation) {
    Properties cells = {{"Libellé", relation.name},
                        {"Description", relation.documentation},
                        {"Relation", relation.type},
                        {"Specialization", relation.specialization}};
    for (auto& cell : joined(relation.properties)) cells.push_back(std::move(cell));
    return cells;
}

void report_none(const std::string& file, const Census& census, const Report& report) {
    constexpr std::size_t most_named = 24;
    std::vector<std::string> named;
    for (const auto& [type, count] : census.types) {
        if (named.size() == most_named) {
            named.emplace_back("…");
            break;
        }
        named.push_back(excerpt(type) + " (" + std::to_string(count) + ")");
    }
    const bool empty = named.empty();
    report({Severity::warning,
            "no-application",
            empty ? PLAN_TEXT("the model has no element at all, thus no application")
                  : PLAN_TEXT("the model has no ApplicationComponent, thus no application; its elements are: {}"),
            empty ? std::vector<std::string>{} : std::vector<std::string>{join(named, ", ")},
            {file, 0, 0, {}}});
}

}  // namespace

void give_archimate(ArchimateModel model, TableConsumer& consumer, const Report& report) {
    const std::string file = model.file();
    Landscape landscape(file);
    const Census census = Reading(model, landscape).read();
    model = ArchimateModel(file);  // its memory is the tables' now
    landscape.give(consumer, report);
    if (landscape.applications() == 0) report_none(file, census, report);
    if (census.nested == 0) return;
    report({Severity::note,
            "nested-components",
            PLAN_TEXT("{} of {} components are part of another one, which \"Part of\" names; each is an application of "
                      "its own"),
            {std::to_string(census.nested), std::to_string(landscape.applications())},
            {file, 0, 0, {}}});
}

}  // namespace plan

#include "libplan/source/archimate_graph.hpp"

#include <unordered_set>

namespace plan {

namespace {

/// Relations looked at behind one junction.
constexpr std::size_t most_looked_at = 1024;

bool carries(ArchimateLink link) {
    return link == ArchimateLink::assignment || link == ArchimateLink::realization ||
           link == ArchimateLink::composition || link == ArchimateLink::aggregation;
}

}  // namespace

ArchimateGraph::ArchimateGraph(const ArchimateModel& model) : model_(model) {
    roles_.reserve(model.elements.size());
    elements_.reserve(model.elements.size());
    for (std::size_t index = 0; index < model.elements.size(); ++index) {
        roles_.push_back(archimate_role(model.elements[index].type));
        elements_.emplace(model.elements[index].id, index);
    }
    bool whole = true;
    ends_.reserve(model.relations.size());
    for (std::size_t index = 0; index < model.relations.size(); ++index) {
        const ArchimateRelation& relation = model.relations[index];
        const auto [source, target] = ends_.emplace_back(Ends{find(relation.source), find(relation.target)});
        whole = whole && source && target;
        if (!source || !target) continue;
        if (role(*source) == ArchimateRole::junction) out_of_junctions_[*source].push_back(index);
        const bool technology =
            role(*source) == ArchimateRole::technology && role(*target) == ArchimateRole::technology;
        if (technology && carries(archimate_link(relation.type))) carriers_[*target].push_back(*source);
    }
    if (whole) return;  // no end needs to be looked for among the relations
    for (std::size_t index = 0; index < model.relations.size(); ++index)
        relations_.emplace(model.relations[index].id, index);
}

bool ArchimateGraph::is_first(std::size_t index) const {
    const auto found = find(element(index).id);
    return found && *found == index;
}

ArchimateGraph::End ArchimateGraph::end(std::string_view id) const {
    if (elements_.contains(id)) return End::element;
    return relations_.contains(id) ? End::relation : End::unknown;
}

std::optional<std::size_t> ArchimateGraph::find(std::string_view id) const {
    const auto found = elements_.find(id);
    return found == elements_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<ArchimateGraph::Carriage> ArchimateGraph::carriage(const ArchimateRelation& relation) const {
    if (archimate_link(relation.type) != ArchimateLink::association) return std::nullopt;
    const bool from_data = end(relation.source) == End::element;
    const auto data = find(from_data ? relation.source : relation.target);
    const auto flow = relations_.find(from_data ? relation.target : relation.source);
    if (!data || role(*data) != ArchimateRole::data || flow == relations_.end()) return std::nullopt;
    if (archimate_link(model_.relations[flow->second].type) != ArchimateLink::flow) return std::nullopt;
    return Carriage{flow->second, *data};
}

bool ArchimateGraph::pass_junctions(std::size_t relation,
                                    const std::function<void(const ArchimateRelation&, std::size_t)>& take) const {
    const auto first = ends(relation).target;
    if (!first) return true;
    const std::string& type = model_.relations[relation].type;
    std::vector<std::size_t> junctions = {*first};
    std::unordered_set<std::size_t> seen = {*first};
    std::vector<std::pair<const ArchimateRelation*, std::size_t>> found;
    std::size_t looked_at = 0;
    for (std::size_t at = 0; at < junctions.size(); ++at) {
        const auto out = out_of_junctions_.find(junctions[at]);
        if (out == out_of_junctions_.end()) continue;
        for (const std::size_t index : out->second) {
            if (++looked_at > most_looked_at) return false;
            const ArchimateRelation& next = model_.relations[index];
            const auto target = ends(index).target;
            if (next.type != type || !target || !seen.insert(*target).second) continue;
            if (role(*target) == ArchimateRole::junction) {
                junctions.push_back(*target);
                continue;
            }
            if (found.size() == most_behind_junction) return false;
            found.emplace_back(&next, *target);
        }
    }
    for (const auto& [last, target] : found) take(*last, target);
    return true;
}

std::vector<std::size_t> ArchimateGraph::hosts(std::size_t technology, bool& complete) const {
    std::vector<std::size_t> found = {technology};
    std::unordered_set<std::size_t> seen = {technology};
    std::size_t looked_at = 0;
    for (std::size_t at = 0; at < found.size(); ++at) {
        const auto carriers = carriers_.find(found[at]);
        if (carriers == carriers_.end()) continue;
        for (const std::size_t carrier : carriers->second) {
            if (++looked_at > most_looked_at || (found.size() == most_hosts && !seen.contains(carrier))) {
                complete = false;
                return found;
            }
            if (seen.insert(carrier).second) found.push_back(carrier);
        }
    }
    return found;
}

}  // namespace plan

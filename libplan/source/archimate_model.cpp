#include "libplan/source/archimate_model.hpp"

#include "libplan/base/error.hpp"
#include "libplan/source/archimate_types.hpp"

namespace plan {

namespace {

template <class Concept>
std::size_t size_of(const Concept& one) {
    return sizeof(Concept) + one.id.size() + one.name.size() + one.documentation.size() + one.specialization.size() +
           one.where.file.size() + one.where.cell.size();
}

}  // namespace

bool has_details(const ArchimateElement& element) {
    return archimate_role(element.type) == ArchimateRole::application;
}

bool has_details(const ArchimateRelation& relation) {
    const ArchimateLink link = archimate_link(relation.type);
    return link == ArchimateLink::flow || link == ArchimateLink::serving || link == ArchimateLink::triggering;
}

void ArchimateModel::add(ArchimateElement element) {
    if (!has_details(element)) {
        element.documentation = {};
        element.properties = {};
    }
    count(size_of(element));
    elements.push_back(std::move(element));
}

void ArchimateModel::add(ArchimateRelation relation) {
    if (!has_details(relation)) {
        relation.documentation = {};
        relation.properties = {};
    }
    count(size_of(relation) + relation.source.size() + relation.target.size());
    relations.push_back(std::move(relation));
}

void ArchimateModel::count_property(std::string_view name, std::string_view value) {
    count(sizeof(Properties::value_type) + name.size() + value.size());
}

void ArchimateModel::count(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ > most_bytes)
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "model-too-large",
                     PLAN_TEXT("the model takes more than {} MiB, which is the most that is held"),
                     {std::to_string(most_bytes >> 20)},
                     {file_, 0, 0, {}}});
}

}  // namespace plan

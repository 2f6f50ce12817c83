#include "libplan/source/landscape.hpp"

#include "libplan/base/error.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/landscape_resolution.hpp"
#include "libplan/source/landscape_tables.hpp"

namespace plan {

namespace {

std::size_t size_of(const Properties& properties) {
    std::size_t bytes = properties.size() * sizeof(properties.front());
    for (const auto& [header, text] : properties) bytes += header.size() + text.size();
    return bytes;
}

}  // namespace

void Landscape::count(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ > most_bytes) LandscapeTables::refuse_size(file_);
}

void Landscape::add(Element element) {
    count(sizeof element + element.id.size() + element.name.size() + size_of(element.properties));
    const auto [known, added] = index_.emplace(element.id, elements_.size());
    if (!added) {
        repeated_.push_back(element.where);
        repeated_ids_.push_back(element.id);
        return;
    }
    if (element.is_application) ++application_count_;
    elements_.push_back(std::move(element));
}

void Landscape::add(Dependency dependency) {
    count(sizeof dependency + dependency.id.size() + dependency.from.size() + dependency.to.size() +
          size_of(dependency.properties));
    dependencies_.push_back(std::move(dependency));
}

void Landscape::add_application(std::string id, std::string name, Properties properties, Location where) {
    add(Element{std::move(id), std::move(name), {}, std::move(properties), std::move(where), true});
}

void Landscape::add_part(std::string id, std::string name, std::string type, Location where) {
    add(Element{std::move(id), std::move(name), std::move(type), {}, std::move(where), false});
}

void Landscape::add_ownership(std::string part, std::string owner) {
    count(sizeof ownerships_.front() + part.size() + owner.size());
    ownerships_.emplace_back(std::move(part), std::move(owner));
}

void Landscape::add_dependency(std::string id, std::string type, std::string from, std::string to,
                               Properties properties, Location where) {
    add(Dependency{std::move(id), std::move(type), std::move(from), std::move(to), std::move(properties),
                   std::move(where), false});
}

void Landscape::add_transfer(std::string id, std::string type, std::string source, std::string destination,
                             Properties properties, Location where) {
    add(Dependency{std::move(id), std::move(type), std::move(source), std::move(destination), std::move(properties),
                   std::move(where), true});
}

void Landscape::add_value(std::string element, std::string header, std::string value, std::string relation) {
    count(sizeof(Value) + element.size() + header.size() + value.size() + relation.size());
    values_.push_back({std::move(element), std::move(header), std::move(value), std::move(relation)});
}

void Landscape::skip(std::string what) {
    const auto [known, added] = skipped_index_.emplace(what, skipped_.size());
    if (added) skipped_.emplace_back(std::move(what), 0);
    ++skipped_[known->second].second;
}

void Landscape::give(TableConsumer& consumer, const Report& report) {
    for (std::size_t index = 0; index < repeated_.size(); ++index)
        report({Severity::warning,
                "duplicate-element",
                PLAN_TEXT("element '{}' stands in the model twice; the second one is left out"),
                {excerpt(repeated_ids_[index])},
                repeated_[index]});
    LandscapeResolution resolution(*this);
    LandscapeTables tables(*this, resolution);
    tables.give_applications(consumer);
    tables.give_flows(consumer);
    resolution.report_losses(report);
    tables.report_losses(report);
}

}  // namespace plan

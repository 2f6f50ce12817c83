#include "libplan/source/landscape.hpp"

#include "libplan/source/landscape_resolution.hpp"
#include "libplan/source/memory_table.hpp"

#include <filesystem>

namespace plan {

void Landscape::add(Element element) {
    const auto [known, added] = index_.emplace(element.id, elements_.size());
    if (!added) {
        repeated_.push_back(element.where);
        repeated_ids_.push_back(element.id);
        return;
    }
    if (element.is_application) ++application_count_;
    elements_.push_back(std::move(element));
}

void Landscape::add_application(std::string id, std::string name, Properties properties, Location where) {
    add({std::move(id), std::move(name), {}, std::move(properties), std::move(where), true});
}

void Landscape::add_part(std::string id, std::string name, std::string type, Location where) {
    add({std::move(id), std::move(name), std::move(type), {}, std::move(where), false});
}

void Landscape::add_ownership(std::string part, std::string owner) {
    ownerships_.emplace_back(std::move(part), std::move(owner));
}

void Landscape::add_dependency(std::string id, std::string type, std::string from, std::string to,
                               Properties properties, Location where) {
    dependencies_.push_back(
        {std::move(id), std::move(type), std::move(from), std::move(to), std::move(properties), std::move(where)});
}

void Landscape::skip(std::string what) {
    const auto [known, added] = skipped_index_.emplace(what, skipped_.size());
    if (added) skipped_.emplace_back(std::move(what), 0);
    ++skipped_[known->second].second;
}

void Landscape::give(TableConsumer& consumer, const Report& report) const {
    const Location file{file_, 0, 0, {}};
    const std::string base_name = std::filesystem::path(file_).filename().string();
    for (std::size_t index = 0; index < repeated_.size(); ++index)
        report({Severity::warning,
                "duplicate-element",
                PLAN_TEXT("element '{}' stands in the model twice; the second one is left out"),
                {repeated_ids_[index]},
                repeated_[index]});

    MemoryTable applications(file);
    applications.add_column("id");
    for (const Element& element : elements_) {
        if (!element.is_application) continue;
        MemoryTable::Row row{{{"id", element.id}, {"name", element.name}}, element.where, base_name + ":" + element.id};
        row.cells.insert(row.cells.end(), element.properties.begin(), element.properties.end());
        applications.add(std::move(row));
    }
    consumer.take(applications, RecordType::application, "applications");

    LandscapeResolution resolution(*this);
    MemoryTable flows(file);
    resolution.resolve([&](const LandscapeResolution::Resolved& resolved) {
        const Dependency& dependency = dependencies_[resolved.dependency];
        std::string origin = base_name + ":" + dependency.id;
        if (!resolved.path.empty()) origin += " (" + resolved.path + ")";
        MemoryTable::Row row{{{"from", elements_[resolved.from].id}, {"to", elements_[resolved.to].id}},
                             dependency.where,
                             std::move(origin)};
        row.cells.insert(row.cells.end(), dependency.properties.begin(), dependency.properties.end());
        flows.add(std::move(row));
    });
    if (flows.size() > 0) consumer.take(flows, RecordType::flow, "flows");
    resolution.report_losses(report);
}

}  // namespace plan

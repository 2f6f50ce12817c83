#pragma once

#include "libplan/source/table_consumer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// What architecture models and registers have in common: applications, parts of applications (interfaces, services,
/// modules, databases), and dependencies between any of them. Dependencies resolve to the applications behind their
/// ends; what cannot be resolved is counted and reported.
namespace plan {

/// Named texts that become cells: of an application's row, or of a flow's.
using Properties = std::vector<std::pair<std::string, std::string>>;

class Landscape {
public:
    /// `file` is how messages name the model, `path` a folder or not; its last part begins every `origin`.
    explicit Landscape(std::string file) : file_(std::move(file)) {}

    /// An application, with the cells of its row beside "id" and "name". Of two elements with one id the second is
    /// reported and left out.
    void add_application(std::string id, std::string name, Properties properties, Location where);
    /// An element that may belong to applications. `type` is what the model calls it ("ApplicationService").
    void add_part(std::string id, std::string name, std::string type, Location where);
    /// `part` belongs to `owner`, an application or a part. Ids may be added later, or never.
    void add_ownership(std::string part, std::string owner);
    /// `from` depends on `to`; `id` and `type` are what the model calls the relation, `properties` the other cells of
    /// the flow's row ("kind", "direction", "data"…).
    void add_dependency(std::string id, std::string type, std::string from, std::string to, Properties properties,
                        Location where);
    /// Something that the format's reader understands and that says nothing of applications or flows; counted by
    /// `what` ("relation Association", "element BusinessActor"), reported as one note.
    void skip(std::string what);

    /// Gives the consumer a table "applications" and, where there is one, a table "flows", then reports: elements given
    /// twice, dependencies without an application behind an end (with the first ones' ids), dependencies within one
    /// application, ends that more than `most_owners` applications own, parts that belong to none, and what was
    /// skipped. A flow's origin is "model.xml:relation-id", with the path through the parts where there is one:
    /// "model.xml:r7 (Claims service < Claims; Policy API < Policies)", each part before its owner.
    /// Where parts belong to several applications, each pair of applications gets a flow.
    /// O((elements + ownerships + dependencies) log n), ownership cycles included.
    void give(TableConsumer& consumer, const Report& report) const;

    [[nodiscard]] std::size_t applications() const { return application_count_; }

    static constexpr std::size_t most_owners = 16;

private:
    friend class LandscapeResolution;

    struct Element {
        std::string id, name, type;  ///< type "": an application
        Properties properties;
        Location where;
        bool is_application = false;
    };
    struct Dependency {
        std::string id, type, from, to;
        Properties properties;
        Location where;
    };

    void add(Element element);

    std::string file_;
    std::vector<Element> elements_;
    std::unordered_map<std::string, std::size_t> index_;  ///< only looked up
    std::vector<std::pair<std::string, std::string>> ownerships_;
    std::vector<Dependency> dependencies_;
    std::vector<std::pair<std::string, std::size_t>> skipped_;  ///< in order of first appearance
    std::unordered_map<std::string, std::size_t> skipped_index_;
    std::vector<Location> repeated_;  ///< of elements given again
    std::vector<std::string> repeated_ids_;
    std::size_t application_count_ = 0;
};

}  // namespace plan

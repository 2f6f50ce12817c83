#pragma once

#include "libplan/source/table_consumer.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
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
    static constexpr std::size_t most_owners = 16;
    /// Columns of a table beyond these are not read, and counted: a name per row is no column.
    static constexpr std::size_t most_columns = 512;
    /// Of memory, for what is given and what comes of it together: parts of many applications multiply flows.
    static constexpr std::size_t most_bytes = std::size_t{2} << 30;

    /// `file` is how messages name the model, `path` a folder or not; its last part begins every `origin`.
    explicit Landscape(std::string file) : file_(std::move(file)) {}

    // Whatever is added counts towards `most_bytes`; beyond it Error(invalid_input, "model-too-large") is thrown.

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
    /// Data goes from `source` to `destination`; who depends on whom is not told. It is given as a table with columns
    /// "source", "destination" and "direction" (`push`, unless a property tells), which the reading of flows settles
    /// (FlowEnds).
    void add_transfer(std::string id, std::string type, std::string source, std::string destination,
                      Properties properties, Location where);
    /// Something known of an element, an application or a part: `value` goes under `header` into the row of each
    /// application behind it. Different values of one header are joined by "; ", in the order in which they come.
    /// `relation` is what tells it.
    void add_value(std::string element, std::string header, std::string value, std::string relation);
    /// Something that the format's reader understands and that says nothing of applications or flows; counted by
    /// `what` ("relation Association", "element BusinessActor"; foreign words in it as excerpts), reported as one note.
    void skip(std::string what);

    /// Gives the consumer a table "applications" and, where there are any, a table "flows" of the dependencies and
    /// another one of the transfers, then reports: elements given twice, dependencies without an application behind an
    /// end (with the first ones' ids), dependencies within one application, ends that more than `most_owners`
    /// applications own, values of elements that belong to none, columns beyond `most_columns`, and what was skipped. A
    /// flow's origin is "model.xml:relation-id", with the path through the parts where there is one:
    /// "model.xml:r7 (Claims service < Claims; Policy API < Policies)", each part before its owner.
    /// Where parts belong to several applications, each pair of applications gets a flow.
    /// O(elements + ownerships + dependencies + flows), ownership cycles included.
    /// To be called once: what was added goes with it.
    void give(TableConsumer& consumer, const Report& report);

    [[nodiscard]] std::size_t applications() const { return application_count_; }

private:
    friend class LandscapeResolution;
    friend class LandscapeTables;

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
        bool is_transfer = false;  ///< `from` is the source, `to` the destination
    };
    struct Value {
        std::string element, header, text, relation;
    };

    void add(Element element);
    void add(Dependency dependency);
    void count(std::size_t bytes);

    std::string file_;
    std::deque<Element> elements_;
    std::unordered_map<std::string, std::size_t> index_;  ///< only looked up
    std::vector<std::pair<std::string, std::string>> ownerships_;
    std::deque<Dependency> dependencies_;
    std::vector<Value> values_;
    std::vector<std::pair<std::string, std::size_t>> skipped_;  ///< in order of first appearance
    std::unordered_map<std::string, std::size_t> skipped_index_;
    std::vector<Location> repeated_;  ///< of elements given again
    std::vector<std::string> repeated_ids_;
    std::size_t application_count_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace plan

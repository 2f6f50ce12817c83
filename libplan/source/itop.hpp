#pragma once

#include "libplan/source/file_format.hpp"
#include "libplan/source/json_document.hpp"
#include "libplan/source/landscape.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// iTop, as the answers of its web service (webservices/rest.php) to core/get and core/get_related.
namespace plan {

[[nodiscard]] bool recognises_itop(std::string_view path, std::string_view head);

/// The files of one export among which `path` is: ApplicationSolution.json or its pages, then DataFlow, Server,
/// VirtualMachine and impacts, as many as stand in the folder of `path`. Only `path` for any other name.
[[nodiscard]] std::vector<std::string> itop_set(const std::string& path);

/// Reads the file, and the other files of its set. Throws Error(invalid_input): "no-itop", "refused-by-itop" for an
/// answer whose code is not 0, and what JsonDocument throws.
void read_itop(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
               const Report& report);

/// Gathers answers, then gives what they make.
class ItopModel {
public:
    /// `file` is how messages name the export; its last part begins every `origin`.
    explicit ItopModel(std::string file) : file_(std::move(file)), landscape_(file_) {}

    /// An answer: `{code, message, objects: {"Class::key": {class, key, fields}}, relations}`. Application solutions
    /// are applications; the items in their `functionalcis_list` are their parts, or applications that they need; data
    /// flows go from a source to a destination; servers and virtual machines that are parts are servers; what one
    /// object impacts needs it. Throws Error(invalid_input).
    void add(const JsonDocument& document);

    /// Gives tables as Landscape::give does, and one of servers.
    void give(TableConsumer& consumer, const Report& report);

private:
    void add_solution(const JsonValue& object, std::string_view key);
    void add_items(const JsonValue& list, const std::string& owner);
    void add_flow(const JsonValue& object, std::string_view key);
    void add_impacts(const JsonValue& relations);
    void give_flows();
    void give_servers(TableConsumer& consumer, const Report& report) const;

    struct Server {
        std::string id;  ///< "VirtualMachine::12"
        Properties cells;
        Location where;
    };
    struct Flow {
        std::string id, source, destination;  ///< keys of its ends
        Properties cells;
        Location where;
    };
    struct Impact {
        std::string from, to;  ///< ids: `from` needs `to`
        Location where;
    };

    std::string file_;
    Landscape landscape_;
    std::map<std::string, std::string, std::less<>> ids_;     ///< of items, by key: their classes share one numbering
    std::map<std::string, std::vector<std::string>> owners_;  ///< ids of solutions, by id of the part
    std::set<std::pair<std::string, std::string>> needs_;     ///< ids, as lists of items tell
    std::vector<Server> servers_;
    std::set<std::string> server_ids_;
    std::vector<Flow> flows_;
    std::vector<Impact> impacts_;
};

}  // namespace plan

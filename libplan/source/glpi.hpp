#pragma once

#include "libplan/source/file_format.hpp"
#include "libplan/source/json_document.hpp"
#include "libplan/source/landscape.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

/// GLPI, as the documents of its interface (apirest.php): lists of the items of one type, called by it.
namespace plan {

[[nodiscard]] bool recognises_glpi(std::string_view path, std::string_view head);

/// The files of one export among which `path` is: Appliance.json or its pages, then those of the other types that
/// GlpiModel::add knows, as many as stand in the folder of `path`. Only `path` for any other name.
[[nodiscard]] std::vector<std::string> glpi_set(const std::string& path);

/// Reads the file, and the other files of its set. Throws Error(invalid_input): "no-glpi", and what JsonDocument
/// throws.
void read_glpi(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
               const Report& report);

/// Gathers items, then gives what they make.
class GlpiModel {
public:
    /// `file` is how messages name the export; its last part begins every `origin`.
    explicit GlpiModel(std::string file) : file_(std::move(file)), landscape_(file_) {}

    /// A list of items of that type, or an object of lists by type. Appliances are applications, and what
    /// Appliance_Item links to them are their parts; an ImpactRelation says that one item needs another; computers that
    /// are parts are servers, with what Item_OperatingSystem links to them, by the names of OperatingSystem and
    /// OperatingSystemVersion. "listSearchOptions_Appliance" is the answer that tells which fields appliances have by
    /// plugins, and "search_Appliance", behind it, one that shows them. `type` may be "": it is then told from what the
    /// items have. Throws Error(invalid_input, "no-glpi").
    void add(std::string_view type, const JsonDocument& document);

    /// Numbers of the search options of appliances that plugins add, with their names, in order.
    [[nodiscard]] const std::map<std::string, std::string>& plugin_fields() const { return plugin_fields_; }

    /// The computers that appliances are linked to, by number, in the order in which they were named.
    [[nodiscard]] const std::vector<std::string>& computers() const { return computers_; }

    /// Gives tables as Landscape::give does, and one of servers. To be called once.
    void give(TableConsumer& consumer, const Report& report);

private:
    void add_list(std::string_view type, const JsonValue& list);
    void add_appliance(const JsonValue& item);
    void add_link(const JsonValue& item);
    void add_impact(const JsonValue& item);
    void add_computer(const JsonValue& item);
    void add_system(const JsonValue& item);
    void add_search_options(const JsonValue& options);
    void add_search(const JsonValue& answer);
    void give_servers(TableConsumer& consumer, const Report& report);

    struct Part {
        std::string name;
        Location where;
        std::vector<std::string> appliances;  ///< ids
    };
    struct Computer {
        std::string id, name;
        Properties cells;
        Location where;
    };
    using Names = std::unordered_map<std::string, std::string>;  ///< by number; only looked up

    void add_systems_to(Computer& computer) const;

    std::string file_;
    Landscape landscape_;
    std::unordered_map<std::string, Part> parts_;  ///< by id, "Computer_7"; only looked up
    std::vector<std::string> part_order_;
    std::vector<std::string> computers_;
    std::vector<Computer> computer_items_;
    std::unordered_set<std::string> computer_ids_;
    /// Operating systems and their versions, by the id of the computer; only looked up.
    std::unordered_map<std::string, std::vector<std::pair<std::string, std::string>>> installed_;
    Names systems_, versions_;
    std::map<std::string, std::string> plugin_fields_;
};

}  // namespace plan

#pragma once

#include "libplan/source/file_format.hpp"
#include "libplan/source/json_document.hpp"
#include "libplan/source/landscape.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// RefApp, the Interior Ministry's register of applications (dnum-mi/referentiel-applications), as the documents of its
/// interface.
namespace plan {

[[nodiscard]] bool recognises_refapp(std::string_view path, std::string_view head);

/// The files of one export among which `path` is, in the order in which they are read: applications.json or its pages
/// (applications-0.json, applications-1.json…), then relations.json or its parts, as many as stand in the folder of
/// `path`. Only `path` for any other name.
[[nodiscard]] std::vector<std::string> refapp_set(const std::string& path);

/// Reads the file, and the other files of its set. Throws Error(invalid_input): "no-refapp", and what JsonDocument
/// throws.
void read_refapp(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                 const Report& report);

/// Gathers documents, then gives what they hold.
class RefAppModel {
public:
    /// `file` is how messages name the export; its last part begins every `origin`.
    explicit RefAppModel(std::string file) : file_(std::move(file)), landscape_(file_) {}

    /// A page `{results: […], total}`, a list of applications or of relations, one application, a graph of relations,
    /// or an object of lists `{applications: […], relations: […]}`. What an application holds within becomes cells by
    /// path: "hostings.hostingOption.site", its values joined by "; ". Throws Error(invalid_input, "no-refapp").
    void add(const JsonDocument& document);

    /// The relations of one application, which is the source of those that do not name theirs: a list, or an object
    /// with "relations", "results", "data" or "edges".
    void add_relations(const JsonDocument& document, std::string_view owner);
    /// Whether add_relations() can read the document.
    [[nodiscard]] static bool is_relation_list(const JsonDocument& document);

    /// Gives tables as Landscape::give does; warns when pages are missing.
    void give(TableConsumer& consumer, const Report& report);

private:
    void add_list(const JsonValue& list);
    void add_object(const JsonValue& object);
    void add_application(const JsonValue& object);
    void add_relation(const JsonValue& relation, std::string_view owner);

    std::string file_;
    Landscape landscape_;
    std::set<std::string> relations_;  ///< those added, since each application of a pair may name the relation
    std::size_t total_ = 0;            ///< as pages tell
    std::size_t given_ = 0;
};

}  // namespace plan

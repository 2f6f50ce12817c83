#pragma once

#include "libplan/source/landscape.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// An ArchiMate model as its files have it: three readers fill it, and one reading makes an inventory of it.
namespace plan {

struct ArchimateElement {
    std::string id;
    std::string type;  ///< as archimate_type gives it
    std::string name, documentation, specialization;
    Properties properties;  ///< as the file has them: a name may come several times
    Location where;
};

/// A relationship; its ends are ids of elements or of relationships.
struct ArchimateRelation {
    std::string id, type;
    std::string name, documentation, specialization;
    std::string source, target;
    Properties properties;
    Location where;
};

/// Whether documentation and properties are of use: those of applications and of what may become a flow.
[[nodiscard]] bool has_details(const ArchimateElement& element);
[[nodiscard]] bool has_details(const ArchimateRelation& relation);

class ArchimateModel {
public:
    /// Of what a model holds, text and what holds it.
    static constexpr std::size_t most_bytes = std::size_t{1} << 30;

    /// `file` is how messages name the model, and what its records' origin begins with.
    explicit ArchimateModel(std::string file) : file_(std::move(file)) {}

    /// Adds one, without details that are of no use. Throws Error(invalid_input, "model-too-large") beyond
    /// `most_bytes`.
    void add(ArchimateElement element);
    void add(ArchimateRelation relation);
    /// Counts a property, which `add` does not: a reader counts each as it comes, before it is held. Throws the same.
    void count_property(std::string_view name, std::string_view value);
    /// Counts other text that a reader holds. Throws the same.
    void count(std::size_t bytes);

    [[nodiscard]] const std::string& file() const { return file_; }

    std::vector<ArchimateElement> elements;
    std::vector<ArchimateRelation> relations;

private:
    std::string file_;
    std::size_t bytes_ = 0;
};

/// Gives the applications and flows of a model to `consumer`, and reports what is of no use in it. Consumes the model.
///
/// - Each ApplicationComponent is an application, also one that is composed in or aggregated by another: then "Part of"
///   names the other one, and a note counts them.
/// - Services, interfaces, functions, processes, interactions and events of the application layer are parts: an
///   element belongs to what composes, aggregates, realizes or is assigned to it. An ApplicationCollaboration is a part
///   of every component that it aggregates.
/// - Flow is a transfer (Landscape::add_transfer). Serving: the target depends on the source. Triggering: the source
///   depends on the target. Through junctions each source meets each target, 256 of them at the most.
/// - Cells: "description" and "Specialization", each property under its name (several values joined by "; "), "Part
///   of", "DataObject" and "BusinessObject" (accessed), "Grouping", and one column for each kind of technology element
///   ("Node", "SystemSoftware", "Location"…) that serves, realizes, composes or is assigned to the application or a
///   part of it, or stands below such an element; 64 of them at the most. Flows: "Libellé", "Description", "Relation"
///   (its type), "Specialization", the properties, and the data that is associated with a Flow.
/// - Anything else is counted.
/// Throws Error(invalid_input, "model-too-large").
void give_archimate(ArchimateModel model, TableConsumer& consumer, const Report& report);

}  // namespace plan

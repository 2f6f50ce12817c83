#pragma once

#include "libplan/source/archimate_model.hpp"
#include "libplan/source/archimate_types.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plan {

/// A model with the ends of its relations resolved. The model outlives it.
class ArchimateGraph {
public:
    /// Ends behind one relation into a junction; more are a knot rather than a way.
    static constexpr std::size_t most_behind_junction = 256;
    /// Technology elements below one application, or one of its parts, by one relation.
    static constexpr std::size_t most_hosts = 64;

    enum class End : std::uint8_t { element, relation, unknown };
    /// Of a relation: the elements at its ends, where these are elements.
    struct Ends {
        std::optional<std::size_t> source, target;
    };

    /// O(elements + relations).
    explicit ArchimateGraph(const ArchimateModel& model);

    [[nodiscard]] const ArchimateElement& element(std::size_t index) const { return model_.elements[index]; }
    [[nodiscard]] ArchimateRole role(std::size_t index) const { return roles_[index]; }
    /// Whether it is the first element of its id.
    [[nodiscard]] bool is_first(std::size_t index) const;
    [[nodiscard]] const Ends& ends(std::size_t relation) const { return ends_[relation]; }
    [[nodiscard]] End end(std::string_view id) const;
    /// The element of an id; of two the first.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;

    /// A flow, as index of its relation, and the data element that `relation` associates with it: what it carries.
    struct Carriage {
        std::size_t flow, data;
    };
    [[nodiscard]] std::optional<Carriage> carriage(const ArchimateRelation& relation) const;

    /// What lies behind the junction that a relation leads to, by relations of the same type: takes the last relation
    /// of each way, and the element it leads to. False, and nothing is taken, when there are too many.
    [[nodiscard]] bool pass_junctions(std::size_t relation,
                                      const std::function<void(const ArchimateRelation&, std::size_t)>& take) const;

    /// A technology element, then those that carry it (by assignment, realization, composition or aggregation),
    /// nearest first. `complete` becomes false when there are more than `most_hosts`.
    [[nodiscard]] std::vector<std::size_t> hosts(std::size_t technology, bool& complete) const;

private:
    const ArchimateModel& model_;
    std::vector<ArchimateRole> roles_;
    std::vector<Ends> ends_;
    std::unordered_map<std::string_view, std::size_t> elements_, relations_;      ///< only looked up
    std::unordered_map<std::size_t, std::vector<std::size_t>> out_of_junctions_;  ///< relations by junction
    std::unordered_map<std::size_t, std::vector<std::size_t>> carriers_;          ///< by technology element
};

}  // namespace plan

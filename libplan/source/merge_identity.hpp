#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/source/merge_lines.hpp"
#include "libplan/source/merge_pairs.hpp"

#include <cstdint>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

/// Which applications of the inputs are one. Internal to this room.
///
/// Ids are the nodes of a disjoint-set forest (Tarjan, "Efficiency of a good but not linear set union algorithm",
/// 1975), joined in turn by what is said (--same), by aliases, and by equal names. Each step looks at the classes that
/// the one before left and joins all that qualify at once, so that the result does not depend on the order of records.
/// Where a step would join two applications that one input tells apart, or that more than one application claims, it
/// joins none and a finding says so: a wrong merge is worse than a missed one.
namespace plan {

class DisjointSets {
public:
    explicit DisjointSets(std::size_t size);
    [[nodiscard]] std::uint32_t find(std::uint32_t node);
    void join(std::uint32_t a, std::uint32_t b);

private:
    std::vector<std::uint32_t> parents_;
};

struct IdentityOptions {
    std::vector<ApplicationPair> same, different;
    double likely_score = 0.85;
};

/// After the constructor, every id has the id under which it is kept.
class Identity {
public:
    /// Reports what was joined (notes), what could not be (warnings), what may be the same, and decisions that
    /// contradict each other (errors). O(n log n) in records, aliases and names, and likely_same_names().
    Identity(const MergeLines& lines, IdentityOptions options, const Report& report);

    /// The id that stands for this one: its own when it is no other application's alias.
    [[nodiscard]] std::uint32_t kept(std::uint32_t id) const { return id == no_id ? no_id : kept_[id]; }
    [[nodiscard]] bool renames() const { return renames_; }
    [[nodiscard]] std::size_t contradictions() const { return contradictions_; }

private:
    using Pair = std::pair<std::uint32_t, std::uint32_t>;
    struct Claim {
        std::uint32_t alias, claimer;
        std::size_t line;
        auto operator<=>(const Claim&) const = default;
    };
    /// A name that a class bears in a section.
    struct Bearer {
        std::string_view key;
        std::uint32_t application;  ///< id of the record
        std::uint32_t section;
        std::size_t line;
    };

    void find_applications();
    void apply_same();
    void join_aliases();
    [[nodiscard]] std::uint32_t only_claimer(const std::vector<Claim>& claims);
    /// Whether something was joined.
    bool join_claims();
    void report_contested();
    void report_contested(const std::vector<Claim>& claims);
    void find_bearers();
    /// `say`: report what is not joined.
    void join_names(bool say);
    void join_component(const std::vector<Bearer>& bearers, bool say);
    void choose_ids();
    void report_joined();
    void report_contradictions();
    void propose_likely();

    [[nodiscard]] static std::string shown(const std::vector<std::string>& ids);
    [[nodiscard]] bool apart(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool is_application(std::uint32_t id) const { return first_line_[id] != no_line; }
    [[nodiscard]] const std::string& text(std::uint32_t id) const { return lines_.ids.text(id); }

    static constexpr std::size_t no_line = static_cast<std::size_t>(-1);

    const MergeLines& lines_;
    IdentityOptions options_;
    const Report& report_;
    DisjointSets sets_;
    std::vector<std::size_t> applications_;  ///< lines, in order
    std::vector<std::size_t> first_line_;    ///< by id
    std::vector<Claim> claims_;
    std::vector<std::vector<Claim>> contested_;  ///< of one alias each, by applications that are not one
    std::vector<Bearer> bearers_;                ///< sorted by key
    std::vector<Pair> apart_;                    ///< lower number first, sorted
    std::vector<std::uint32_t> kept_;            ///< by id
    std::vector<std::uint32_t> alias_;  ///< by id that is no record: the application it is an alias of, or no_id
    bool renames_ = false;
    std::size_t contradictions_ = 0;
};

}  // namespace plan

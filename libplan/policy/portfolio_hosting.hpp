#pragma once

#include "libplan/graph/coupling.hpp"
#include "libplan/policy/hosting.hpp"
#include "libplan/policy/target_choice.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace plan {

/// The hosting of all applications of a portfolio: the choices are made at once, what is said of each is made when it
/// is asked for, since that of a State does not fit into memory. The choice is the eligible target of least cost, ties
/// by id, in two passes: the second counts, for each target, the strongly coupled neighbours that stay there or that
/// the first sent there. Applications that must move together choose together, where one target will do for all, and
/// where targets have limits, place() shares them out: choose_targets().
///
/// Stable: what one application chooses depends on its own record, on those of its strongly coupled neighbours, on
/// those that it must move with and their neighbours, and on the targets, and on others only where it has a target with
/// a limit among its options.
class PortfolioHosting {
public:
    /// All must outlive this. O(applications * (targets + rules) + flows).
    PortfolioHosting(const DecisionTable& table, const Portfolio& portfolio, const HostingSettings& settings,
                     Language language, const CouplingModel& coupling = basic_coupling());

    /// O(targets * rules).
    [[nodiscard]] Hosting hosting(std::size_t application) const;
    [[nodiscard]] PresentHosting present(std::size_t application) const;
    /// Index of the chosen target; nothing for one that stays or finds none.
    [[nodiscard]] std::optional<std::size_t> target(std::size_t application) const {
        return choices_.target[application];
    }

    /// Applications that must move and have no target.
    [[nodiscard]] const std::vector<std::size_t>& without() const { return without_; }
    /// Of those, the ones that have eligible targets, all without room.
    [[nodiscard]] bool lacks_room(std::size_t application) const;

    /// A target without room for all who would choose it, and who goes elsewhere or nowhere.
    struct FullTarget {
        std::size_t target = 0;
        std::vector<std::size_t> displaced;
    };
    [[nodiscard]] const std::vector<FullTarget>& full_targets() const { return full_; }

private:
    [[nodiscard]] std::vector<double> neighbours_of(std::size_t application) const;
    void find_neighbours(const CouplingModel& coupling);
    void choose(const CouplingModel& coupling);
    void list_full_targets();

    const Portfolio& portfolio_;
    Language language_;
    HostingJudge judge_;
    std::vector<std::vector<std::size_t>> others_;    ///< strongly coupled, by application
    std::vector<std::optional<std::size_t>> places_;  ///< of applications, as neighbours see them
    TargetChoices choices_;
    std::vector<std::size_t> without_;
    std::vector<FullTarget> full_;
};

/// Fills `hosting` of every application, as above. Returns the indices of applications that must move and have no
/// target.
[[nodiscard]] std::vector<std::size_t> decide_hosting(Portfolio& portfolio, const DecisionTable& table,
                                                      const HostingSettings& settings, Language language,
                                                      const CouplingModel& coupling = basic_coupling());

}  // namespace plan

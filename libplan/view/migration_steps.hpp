#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/view/bridge_figures.hpp"
#include "libplan/view/system_state.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plan {

/// The state of a plan at a moment that is worth looking at.
struct MigrationStep {
    Date day;                             ///< on which everything below is counted
    std::optional<std::int64_t> wave;     ///< it is the state after this wave
    std::optional<Date> start, finish;    ///< of that wave's cut-overs
    std::vector<std::uint32_t> arrivals;  ///< applications that are elsewhere than in the step before, ascending
    std::size_t moved = 0;                ///< applications that the plan has moved to their target
    std::size_t held = 0;                 ///< bridges on that day
    std::size_t opened = 0, closed = 0;   ///< bridges held now and not in the step before, and the other way round
};

/// A plan as a sequence of states: before it, after each wave, at its end.
struct MigrationSteps {
    SystemStates states;
    std::vector<HeldBridge> bridges;  ///< all, in the order of the stream
    std::optional<BridgePeak> peak;
    std::size_t moving = 0;            ///< applications that the plan moves to a target
    std::vector<MigrationStep> steps;  ///< by day, at least one

    /// The last step whose day is not later; the first one when there is none.
    [[nodiscard]] std::size_t step_on(Date day) const;
};

/// Throws as SystemStates does. O(n log n), and O(applications + bridges) for each wave.
[[nodiscard]] MigrationSteps migration_steps(const Portfolio& portfolio, Language language, const Report& report);

/// "Avant la première vague", "Après la vague 3", "À la fin du plan".
[[nodiscard]] std::string step_name(const MigrationSteps& steps, std::size_t step, Language language);

}  // namespace plan

#include "libplan/schedule/project_search.hpp"

#include "libplan/schedule/annealing.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <thread>

namespace plan::schedule {

namespace {

constexpr int islands = 2;
/// Schedules of an island before the other one is asked whether it is done: few at first, as many problems need only
/// few. Counted in schedules, so that threads do not change what is found.
constexpr std::int64_t first_round = 200, longest_round = 20'000;

class Search {
public:
    Search(const Project& project, const ProjectSearchLimits& limits) : packed_(project), limits_(limits) {
        if (packed_.has_cycle() || project.jobs() == 0) return;
        for (std::uint64_t i = 0; i < islands; ++i)
            islands_.push_back(std::make_unique<Annealing>(packed_, limits.seed * islands + i, limits.lower_bound));
    }

    ProjectSearchResult run() {
        ProjectSearchResult result;
        if (packed_.has_cycle()) return result;
        for (std::int64_t length = first_round; !done(); length = std::min(2 * length, longest_round)) round(length);
        const Annealing* best = nullptr;
        for (const auto& island : islands_) {
            result.schedules += island->schedules();
            if (island->found() && (best == nullptr || island->best_finish() < best->best_finish()))
                best = island.get();
        }
        result.found = best != nullptr || islands_.empty();
        if (best == nullptr) return result;
        result.start = best->best_start();
        result.finish = best->best_finish();
        return result;
    }

private:
    bool done() const {
        const auto closed = [](const auto& island) { return island->closed(); };
        const auto over = [&](const auto& island) { return spent(island->schedules()) >= 1; };
        return std::any_of(islands_.begin(), islands_.end(), closed) ||
               std::all_of(islands_.begin(), islands_.end(), over);
    }

    /// The share of the search that is over for an island that has built so many schedules.
    double spent(std::int64_t schedules) const {
        double share = 0;
        if (limits_.schedules > 0)
            share = islands * static_cast<double>(schedules) / static_cast<double>(limits_.schedules);
        // A first schedule is built in any case.
        if (limits_.time_spent) share = std::max(share, schedules == 0 ? 0 : limits_.time_spent());
        return share;
    }

    void round(std::int64_t length) {
        const auto run = [&](std::size_t island) {
            islands_[island]->run(length, [&](std::int64_t schedules) { return spent(schedules); });
        };
        if (limits_.threads > 1) {
            std::thread other(run, 1);
            run(0);
            other.join();
        } else {
            for (std::size_t island = 0; island < islands_.size(); ++island) run(island);
        }
    }

    PackedProject packed_;
    const ProjectSearchLimits& limits_;
    std::vector<std::unique_ptr<Annealing>> islands_;
};

}  // namespace

ProjectSearchResult search_project(const Project& project, const ProjectSearchLimits& limits) {
    return Search(project, limits).run();
}

}  // namespace plan::schedule

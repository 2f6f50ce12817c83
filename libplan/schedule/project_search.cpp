#include "libplan/schedule/project_search.hpp"

#include "libplan/schedule/annealing.hpp"
#include "libplan/schedule/proof_rounds.hpp"

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
    Search(const Project& project, const ProjectSearchLimits& limits)
        : packed_(project), limits_(limits), proof_(limits.network, limits.lower_bound) {
        if (packed_.has_cycle() || project.jobs() == 0) return;
        for (std::uint64_t i = 0; i < islands; ++i)
            islands_.push_back(std::make_unique<Annealing>(packed_, limits.seed * islands + i, limits.lower_bound));
    }

    ProjectSearchResult run() {
        ProjectSearchResult result;
        if (packed_.has_cycle()) return result;
        for (std::int64_t length = first_round; !done(); length = std::min(2 * length, longest_round)) {
            round(length);
            proof_.exchange(best() == nullptr ? never : best()->best_finish());
        }
        for (const auto& island : islands_) result.schedules += island->schedules();
        const Annealing* const island = best();
        result.lower_bound = proof_.lower_bound();
        result.found = island != nullptr || islands_.empty();
        if (const Schedule* proven = proof_.better_than(island == nullptr ? never : island->best_finish())) {
            result.found = true;
            result.start = proven->start;
            result.finish = proven->finish();
        } else if (island != nullptr) {
            result.start = island->best_start();
            result.finish = island->best_finish();
        }
        return result;
    }

private:
    /// The island that found the best schedule; null when none has found any.
    const Annealing* best() const {
        const Annealing* best = nullptr;
        for (const auto& island : islands_)
            if (island->found() && (best == nullptr || island->best_finish() < best->best_finish()))
                best = island.get();
        return best;
    }

    bool done() const {
        if (proof_.closed()) return true;
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
        // Every other round one thread proves while the other serves both islands.
        const auto both = [&] { run(0), run(1); };
        const auto prove = [&] {
            proof_.run(islands * length, [&] { return limits_.time_spent && limits_.time_spent() >= 1; });
        };
        proving_ = proof_.open() && !proving_;
        const auto beside = [&](const auto& one, const auto& other) {
            if (limits_.threads <= 1) {
                one(), other();
                return;
            }
            std::thread thread(other);
            one();
            thread.join();
        };
        if (proving_)
            beside(both, prove);
        else
            beside([&] { run(0); }, [&] { run(1); });
    }

    PackedProject packed_;
    const ProjectSearchLimits& limits_;
    ProofRounds proof_;
    bool proving_ = false;
    std::vector<std::unique_ptr<Annealing>> islands_;
};

}  // namespace

ProjectSearchResult search_project(const Project& project, const ProjectSearchLimits& limits) {
    return Search(project, limits).run();
}

}  // namespace plan::schedule

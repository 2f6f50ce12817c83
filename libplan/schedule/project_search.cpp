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
/// When so many coolings after the best one nothing better was found, it will hardly be found that way: what is left of
/// the time is better spent on the proof, which also finds what is better. One round in so many still looks for it.
constexpr double idle_coolings = 2;
constexpr int proving_turns = 5;
/// A round of two proofs, in rounds of an island: what they tell each other makes them begin anew.
constexpr int proof_lengths = 4;

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
            watch_progress();
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

    /// Begins to prove with both threads once looking for better schedules has become idle.
    void watch_progress() {
        if (best() == nullptr) return;
        const double coolings = islands_.front()->coolings_done();
        if (best()->best_finish() < best_finish_) {
            best_finish_ = best()->best_finish();
            coolings_at_best_ = coolings;
        }
        if (coolings - coolings_at_best_ >= idle_coolings && proof_.promising()) proof_.pair_up();
    }

    void round(std::int64_t length) {
        const auto run = [&](std::size_t island) {
            islands_[island]->run(length, [&](std::int64_t schedules) { return spent(schedules); });
        };
        const auto stop = [&] { return limits_.time_spent && limits_.time_spent() >= 1; };
        if (proof_.paired() && proof_.open()) {
            turn_ = (turn_ + 1) % proving_turns;
            if (turn_ > 0)
                beside([&] { proof_.run_above(proof_lengths * length, stop); },
                       [&] { proof_.run(proof_lengths * length, stop); });
            else
                beside([&] { run(0); }, [&] { run(1); });
            return;
        }
        // Every other round one thread proves while the other serves both islands.
        proving_ = proof_.open() && !proving_;
        if (proving_)
            beside([&] { run(0), run(1); }, [&] { proof_.run(islands * length, stop); });
        else
            beside([&] { run(0); }, [&] { run(1); });
    }

    /// Does one and the other, at the same time if there are threads for it.
    template <class One, class Other>
    void beside(const One& one, const Other& other) {
        if (limits_.threads <= 1) {
            one(), other();
            return;
        }
        std::thread thread(other);
        one();
        thread.join();
    }

    PackedProject packed_;
    const ProjectSearchLimits& limits_;
    ProofRounds proof_;
    bool proving_ = false;
    int turn_ = 0;  ///< of the rounds of two proofs
    Day best_finish_ = never;
    double coolings_at_best_ = 0;
    std::vector<std::unique_ptr<Annealing>> islands_;
};

}  // namespace

ProjectSearchResult search_project(const Project& project, const ProjectSearchLimits& limits) {
    return Search(project, limits).run();
}

}  // namespace plan::schedule

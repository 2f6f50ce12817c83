// Two islands, each a population of activity lists, whatever the number of threads: what an island does depends on its
// own random numbers and on what it is given between two rounds, never on how far the other one is.

#include "libplan/schedule/project_search.hpp"

#include "libplan/schedule/population.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <thread>

namespace plan::schedule {

namespace {

constexpr int islands = 2;
/// Schedules of an island between two exchanges: few at first, since many problems need only few.
constexpr std::int64_t first_round = 200, longest_round = 20'000;

class Search {
public:
    Search(const Project& project, const ProjectSearchLimits& limits) : packed_(project), limits_(limits) {
        if (packed_.has_cycle()) return;
        for (int i = 0; i < islands; ++i)
            populations_.push_back(std::make_unique<Population>(
                packed_, limits.seed * islands + static_cast<std::uint64_t>(i), limits.lower_bound));
    }

    ProjectSearchResult run() {
        if (packed_.has_cycle()) return {};
        for (std::int64_t length = first_round; !done(); length = std::min(2 * length, longest_round)) {
            if (limits_.schedules > 0) length = std::min(length, (limits_.schedules - built() + 1) / islands);
            round(std::max<std::int64_t>(length, 1));
            exchange();
        }
        const Population& best = *populations_[best_island()];
        ProjectSearchResult result;
        result.schedules = built();
        result.found = best.found();
        if (!best.found()) return result;
        result.start = best.best_start();
        result.finish = best.best_finish();
        return result;
    }

private:
    std::int64_t built() const {
        std::int64_t sum = 0;
        for (const auto& population : populations_) sum += population->schedules();
        return sum;
    }

    bool done() const {
        if (limits_.schedules > 0 && built() >= limits_.schedules) return true;
        for (const auto& population : populations_)
            if (population->closed()) return true;
        return limits_.stop && built() > 0 && limits_.stop();
    }

    void round(std::int64_t length) {
        if (limits_.threads > 1) {
            std::thread other([&] { populations_[1]->evolve(length, limits_.stop); });
            populations_[0]->evolve(length, limits_.stop);
            other.join();
        } else {
            for (const auto& population : populations_) population->evolve(length, limits_.stop);
        }
    }

    std::size_t best_island() const {
        return populations_[1]->found() &&
                       (!populations_[0]->found() || populations_[1]->best_finish() < populations_[0]->best_finish())
                   ? 1
                   : 0;
    }

    void exchange() {}

    PackedProject packed_;
    const ProjectSearchLimits& limits_;
    std::vector<std::unique_ptr<Population>> populations_;
};

}  // namespace

ProjectSearchResult search_project(const Project& project, const ProjectSearchLimits& limits) {
    return Search(project, limits).run();
}

}  // namespace plan::schedule

#include "libplan/schedule/ruin_choice.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace plan {

using schedule::JobPlacement;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr int most_removed = 8;
/// Of so many jobs drawn, the one of largest regret is taken.
constexpr int drawn = 3;

}  // namespace

RuinChoice::RuinChoice(const std::vector<std::vector<int>>& neighbours, std::size_t windows)
    : neighbours_(&neighbours), jobs_of_window_(windows) {
    regret_.assign(neighbours.size(), 0);
    chosen_.assign(neighbours.size(), 0);
}

void RuinChoice::begin(const JobPlacement& placement) {
    with_block_.clear();
    for (std::vector<int>& jobs : jobs_of_window_) jobs.clear();
    for (int job = 0; job < static_cast<int>(neighbours_->size()); ++job) {
        if (placement.block_of(job) < 0) continue;
        with_block_.push_back(job);
        jobs_of_window_[at(placement.window_of(job))].push_back(job);
    }
    // Every job is looked at once before the small regrets of others count.
    std::fill(regret_.begin(), regret_.end(), std::numeric_limits<double>::max());
}

void RuinChoice::move(int job, int from, int to) {
    std::vector<int>& old = jobs_of_window_[at(from)];
    old.erase(std::find(old.begin(), old.end(), job));
    jobs_of_window_[at(to)].push_back(job);
}

int RuinChoice::draw(Random& random) const {
    int best = random.below(static_cast<int>(regret_.size()));
    if (random.below(2) == 0) return best;
    for (int i = 1; i < drawn; ++i) {
        const int other = random.below(static_cast<int>(regret_.size()));
        if (regret_[at(other)] > regret_[at(best)]) best = other;
    }
    return best;
}

void RuinChoice::choose(int first, int window, const JobPlacement& placement, Random& random,
                        std::vector<int>& removed) {
    removed.clear();
    const int jobs = static_cast<int>(regret_.size());
    const double share = random.unit();
    const int count = std::min(jobs, 1 + static_cast<int>(share * share * most_removed));
    mark(first, removed);
    const int way = random.below(8);
    if (way < 3)
        mark_neighbours(count, random, removed);
    else if (way < 4)
        mark_of_windows(count, placement, random, removed);
    else if (window >= 0)
        mark_in_the_way(count, window, random, removed);
    for (int tries = 0; static_cast<int>(removed.size()) < count && tries < count; ++tries)
        mark(random.below(jobs), removed);
    for (const int job : removed) chosen_[at(job)] = 0;
}

void RuinChoice::mark(int job, std::vector<int>& removed) {
    if (chosen_[at(job)]) return;
    chosen_[at(job)] = 1;
    removed.push_back(job);
}

void RuinChoice::mark_neighbours(int count, Random& random, std::vector<int>& removed) {
    for (int tries = 0; static_cast<int>(removed.size()) < count && tries < 3 * count; ++tries) {
        const std::vector<int>& near = (*neighbours_)[at(removed[random.below(removed.size())])];
        if (!near.empty()) mark(near[random.below(near.size())], removed);
    }
}

/// From the window of the first job, and from another one.
void RuinChoice::mark_of_windows(int count, const JobPlacement& placement, Random& random, std::vector<int>& removed) {
    if (placement.block_of(removed.front()) < 0) return;
    const int first = placement.window_of(removed.front());
    const int second = placement.window_of(with_block_[random.below(with_block_.size())]);
    for (int tries = 0; static_cast<int>(removed.size()) < count && tries < 2 * count; ++tries) {
        const std::vector<int>& of_window = jobs_of_window_[at(tries % 2 == 0 ? first : second)];
        if (!of_window.empty()) mark(of_window[random.below(of_window.size())], removed);
    }
}

/// Those that would rather lie elsewhere themselves.
void RuinChoice::mark_in_the_way(int count, int window, Random& random, std::vector<int>& removed) {
    const std::vector<int>& of_window = jobs_of_window_[at(window)];
    if (of_window.empty()) return;
    count = std::max(count, 2);
    for (int tries = 0; static_cast<int>(removed.size()) < count && tries < 2 * count; ++tries) {
        int best = of_window[random.below(of_window.size())];
        for (int i = 1; i < drawn; ++i) {
            const int other = of_window[random.below(of_window.size())];
            if (regret_[at(other)] > regret_[at(best)]) best = other;
        }
        mark(best, removed);
    }
}

}  // namespace plan

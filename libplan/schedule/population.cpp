#include "libplan/schedule/population.hpp"

#include <algorithm>
#include <cstddef>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr int members = 60;

}  // namespace

Population::Population(const PackedProject& project, std::uint64_t seed, Day lower_bound)
    : project_(&project), jobs_(at(project.jobs())), generator_(project), random_(seed), lower_bound_(lower_bound) {
    lists_.resize(members * jobs_);
    finish_.resize(members);
    child_.resize(jobs_);
    missing_.resize(jobs_);
    eligible_.resize(jobs_);
    mark_.resize(jobs_);
    start_.resize(jobs_);
    best_start_.resize(jobs_);
}

void Population::evolve(std::int64_t schedules, const std::function<bool()>& stop) {
    const std::int64_t end = generator_.schedules() + schedules;
    for (int children = 0; generator_.schedules() < end && !closed(); ++children) {
        constexpr int ask_every = 64;
        if (children % ask_every == ask_every - 1 && stop && stop()) return;
        if (filled_ < members) {
            sample(list(filled_));
            finish_[at(filled_)] = evaluate(list(filled_));
            ++filled_;
            continue;
        }
        const int mother = pick(), father = pick();
        cross(list(mother), list(father));
        mutate();
        accept(evaluate(child_));
    }
}

Day Population::evaluate(std::span<int> list) {
    const Day finish = generator_.improve(list, start_);
    if (finish < 0) return never;
    if (finish < best_finish_) {
        best_finish_ = finish;
        best_start_.swap(start_);
    }
    return finish;
}

/// A random order in which a job with much to do after it tends to come early.
void Population::sample(std::span<int> list) {
    const PackedSide& side = project_->forward();
    int count = 0;
    for (int job = 0; job < project_->jobs(); ++job) {
        missing_[at(job)] = static_cast<int>(side.links_into(job).size());
        if (missing_[at(job)] == 0) eligible_[at(count++)] = job;
    }
    for (int& place : list) {
        int chosen = random_.below(count);
        for (int more = 0; more < 2; ++more)
            if (const int other = random_.below(count);
                side.tail(eligible_[at(other)]) > side.tail(eligible_[at(chosen)]))
                chosen = other;
        place = eligible_[at(chosen)];
        eligible_[at(chosen)] = eligible_[at(--count)];
        for (const int to : side.successors(place))
            if (--missing_[at(to)] == 0) eligible_[at(count++)] = to;
    }
}

int Population::pick() {
    const int a = random_.below(members), b = random_.below(members);
    return finish_[at(a)] <= finish_[at(b)] ? a : b;
}

/// Two-point crossover of lists (Hartmann 1998): the ends from the mother, the middle in the father's order.
void Population::cross(std::span<const int> mother, std::span<const int> father) {
    int first = random_.below(project_->jobs()), last = random_.below(project_->jobs());
    if (first > last) std::swap(first, last);
    ++stamp_;
    int filled = 0;
    const auto fill = [&](std::span<const int> parent, int until) {
        for (std::size_t i = 0; i < parent.size() && filled < until; ++i)
            if (mark_[at(parent[i])] != stamp_) {
                mark_[at(parent[i])] = stamp_;
                child_[at(filled++)] = parent[i];
            }
    };
    fill(mother, first);
    fill(father, last);
    fill(mother, project_->jobs());
}

void Population::mutate() {
    constexpr int one_in = 20;
    const PackedSide& side = project_->forward();
    for (std::size_t i = 0; i + 1 < jobs_; ++i) {
        if (random_.below(one_in) != 0) continue;
        const auto after = side.successors(child_[i]);
        if (std::find(after.begin(), after.end(), child_[i + 1]) == after.end()) std::swap(child_[i], child_[i + 1]);
    }
}

void Population::accept(Day finish) {
    constexpr int tries = 6;
    int worst = random_.below(members);
    for (int i = 1; i < tries; ++i)
        if (const int other = random_.below(members); finish_[at(other)] > finish_[at(worst)]) worst = other;
    if (finish > finish_[at(worst)]) return;
    for (int member = 0; member < members; ++member)
        if (finish_[at(member)] == finish && std::equal(child_.begin(), child_.end(), list(member).begin())) return;
    std::copy(child_.begin(), child_.end(), list(worst).begin());
    finish_[at(worst)] = finish;
}

}  // namespace plan::schedule

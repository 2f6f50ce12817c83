#include "libplan/schedule/annealing.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

// Chosen on ten projects of 120 jobs, made at random with the network complexities, resource factors and strengths of
// PSPLIB's hard cells, at 300,000 schedules. Temperatures are in mean durations: with a first one of 0.02 schedules
// ended 1.3 % later, with 0.06 0.9 %, with 0.35 0.3 %; with moves of 12 places 0.4 %, of 60 as much.
constexpr double first_temperature = 0.18, last_temperature = 0.02;
/// The share of the search that a first, quick cooling takes, so that an early end finds something good.
constexpr double first_cooling = 0.1;
constexpr int farthest_move = 25;
/// Days of slack a job that count like one day of the finish.
constexpr double slack_share = 2;
/// What the third schedule may still make up for, in mean durations: of the changes taken, one in a hundred had a
/// second schedule that much longer.
constexpr double hope = 0.55;

}  // namespace

Annealing::Annealing(const PackedProject& project, std::uint64_t seed, Day lower_bound)
    : project_(&project),
      generator_(project),
      random_(seed),
      lower_bound_(lower_bound),
      current_(project.jobs()),
      changed_(project.jobs()) {
    missing_.resize(at(project.jobs()));
    eligible_.resize(at(project.jobs()));
    best_start_.resize(at(project.jobs()));
    double days = 0;
    for (const int duration : project.project().duration) days += duration;
    mean_duration_ = std::max(1e-9, days / std::max(1, project.jobs()));
}

void Annealing::run(std::int64_t schedules, const std::function<double(std::int64_t)>& spent) {
    const std::int64_t end = generator_.schedules() + schedules;
    constexpr int ask_every = 8;
    for (int steps = 0; generator_.schedules() < end && !closed(); ++steps) {
        if (steps % ask_every == 0) {
            const double share = spent(generator_.schedules());
            if (share >= 1) return;
            const double cooled = cooled_at(share);
            temperature_ = mean_duration_ * first_temperature *
                           std::pow(last_temperature / first_temperature, std::min(1.0, cooled));
        }
        if (begun_)
            step();
        else
            begin();
    }
}

/// How far the cooling is that is under way, from 0 to 1, when `share` of the search is over. After the first, each
/// takes about as many schedules as the cube of the jobs: with few jobs a longer one only ends where shorter ones did,
/// and had better begin anew.
double Annealing::cooled_at(double share) {
    if (share < first_cooling) return share / first_cooling;
    const double jobs = project_->jobs();
    if (coolings_ == 0) {
        const double left = static_cast<double>(generator_.schedules()) * (1 / share - first_cooling / share);
        coolings_ = std::clamp(std::round(left / (jobs * jobs * jobs)), 1.0, 1000.0);
    }
    coolings_done_ = std::min(1.0, (share - first_cooling) / (1 - first_cooling)) * coolings_;
    return coolings_done_ - std::floor(coolings_done_);
}

void Annealing::begin() {
    sample(current_.list[0]);
    begun_ = generator_.justify(current_, TwoWayList::forward) == ListOutcome::built;
    if (!begun_) return;
    generator_.settle(current_);
    keep_best(current_);
}

void Annealing::step() {
    const auto side = static_cast<TwoWayList::Side>(project_->can_be_shifted() ? random_.below(2) : 0);
    ListChange change_made = change(side);
    // How much worse is taken; drawn first, as it does not depend on the schedule.
    const double worse = -temperature_ * std::log(1 - random_.unit());
    change_made.longest = current_.finish + static_cast<Day>(hope * mean_duration_ + worse);
    if (generator_.justify(changed_, side, change_made) != ListOutcome::built) return;
    keep_best(changed_);
    if (cost(changed_) > cost(current_) + worse) return;
    std::swap(current_, changed_);
    generator_.settle(current_);
}

/// Makes changed_ from current_.
ListChange Annealing::change(int side) {
    std::vector<int>& list = changed_.list[at(side)];
    list = current_.list[at(side)];
    changed_.start[at(side)] = current_.start[at(side)];
    const int moves = 1 + (random_.below(3) == 0 ? random_.below(3) : 0);
    ListChange change{&current_, project_->jobs() - 1, 0, never};
    for (int i = 0; i < moves; ++i) {
        const int from = random_.below(project_->jobs());
        const int to = move(list, side, from);
        change.first = std::min({change.first, from, to});
        change.last = std::max({change.last, from, to});
    }
    return change;
}

/// Moves the job at place `from` to the front or the back, as far as precedence lets it: its new place.
int Annealing::move(std::vector<int>& list, int side, int from) {
    const PackedSide& packed = side == 0 ? project_->forward() : project_->backward();
    const int job = list[at(from)];
    int distance = 1 + random_.below(farthest_move);
    int to = from;
    if (random_.below(2) == 0) {
        const auto before = packed.links_into(job);
        const auto blocks = [&](int other) {
            return std::any_of(before.begin(), before.end(), [&](const KernelLink& link) { return link.job == other; });
        };
        for (; to > 0 && distance > 0 && !blocks(list[at(to - 1)]); --to, --distance) list[at(to)] = list[at(to - 1)];
    } else {
        const auto after = packed.successors(job);
        const auto blocks = [&](int other) { return std::find(after.begin(), after.end(), other) != after.end(); };
        for (; to + 1 < project_->jobs() && distance > 0 && !blocks(list[at(to + 1)]); ++to, --distance)
            list[at(to)] = list[at(to + 1)];
    }
    list[at(to)] = job;
    return to;
}

double Annealing::cost(const TwoWayList& schedule) const {
    return schedule.finish - static_cast<double>(schedule.slack) / (slack_share * project_->jobs());
}

void Annealing::keep_best(const TwoWayList& schedule) {
    if (schedule.finish >= best_finish_) return;
    best_finish_ = schedule.finish;
    generator_.starts_of(schedule, best_start_);
}

/// A random order in which a job with much to do after it tends to come early.
void Annealing::sample(std::vector<int>& list) {
    const PackedSide& side = project_->forward();
    int count = 0;
    for (int job = 0; job < project_->jobs(); ++job) {
        missing_[at(job)] = static_cast<int>(side.links_into(job).size());
        if (missing_[at(job)] == 0) eligible_[at(count++)] = job;
    }
    constexpr int tries = 4;
    for (int& place : list) {
        int chosen = random_.below(count);
        for (int more = 0; more < tries; ++more)
            if (const int other = random_.below(count);
                side.tail(eligible_[at(other)]) > side.tail(eligible_[at(chosen)]))
                chosen = other;
        place = eligible_[at(chosen)];
        eligible_[at(chosen)] = eligible_[at(--count)];
        for (const int to : side.successors(place))
            if (--missing_[at(to)] == 0) eligible_[at(count++)] = to;
    }
}

}  // namespace plan::schedule

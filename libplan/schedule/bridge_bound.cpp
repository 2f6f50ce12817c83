#include "libplan/schedule/bridge_bound.hpp"

#include "libplan/schedule/waiting_bound.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>

namespace plan {

using schedule::Day;
using schedule::Window;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// More windows than any plan has; the work grows with their square.
constexpr std::size_t most_windows = 500;

}  // namespace

BridgeBound::BridgeBound(const std::vector<BridgePair>& pairs, const MigrationProblem& migration,
                         const schedule::Network& network, const schedule::EarliestDates& earliest, Day finish)
    : migration_(&migration), finish_(finish) {
    const schedule::Problem& problem = migration.problem;
    for (const Window& window : problem.windows) {
        std::vector<std::int64_t>& of_window = capacity_.emplace_back(problem.resources.size(), 0);
        for (std::size_t r = 0; r < of_window.size(); ++r)
            for (Day day = std::max(window.start, 0); day < std::min(window.end, problem.horizon); ++day)
                of_window[r] += problem.resources[r].capacity[at(day)];
    }
    const std::vector<Day> tails = schedule::shortest_tails(network);
    mover_with_.assign(problem.activities.size(), -1);
    mover_of_.assign(migration.applications.size(), -1);
    for (int a = 0; a < static_cast<int>(mover_of_.size()); ++a)
        if (migration.applications[at(a)].fate == Fate::moves && migration.applications[at(a)].cutover >= 0)
            add_mover(a, earliest, tails);
    edges_.resize(movers_.size());
    for (const BridgePair& pair : pairs) add_pair(pair);
}

void BridgeBound::add_mover(int application, const schedule::EarliestDates& earliest, const std::vector<Day>& tails) {
    const schedule::Problem& problem = migration_->problem;
    const ApplicationTasks& tasks = migration_->applications[at(application)];
    Mover mover;
    mover.cutover = tasks.cutover;
    mover.block = migration_->group_block[at(tasks.group)];
    mover.tail = tails[at(tasks.cutover)];
    for (const int w : problem.windows_of(problem.blocks[at(mover.block)])) {
        const Window& window = problem.windows[at(w)];
        const bool late = window.start >= problem.activities[at(tasks.cutover)].deadline;
        if (window.end >= earliest.end[at(tasks.cutover)] && !late) mover.windows.push_back(w);
    }
    shortest_ = std::min(shortest_, schedule::shortest_duration(problem, tasks.cutover));
    std::vector<std::pair<int, std::int64_t>> work;
    schedule::add_work(problem, tasks.cutover, work);
    if (!work.empty()) std::tie(mover.team, mover.work) = work.front();
    mover_of_[at(application)] = mover_with_[at(tasks.cutover)] = static_cast<int>(movers_.size());
    movers_.push_back(std::move(mover));
}

void BridgeBound::add_pair(const BridgePair& pair) {
    const int from = mover_of_[at(pair.from)], to = mover_of_[at(pair.to)];
    if (from >= 0 && to >= 0) {
        if (pair.from_joins || pair.to_joins) return;  // in one order there is no bridge at all
        add_edge(from, to, pair.weight);
        add_edge(to, from, pair.weight);
        return;
    }
    if (from < 0 && to < 0) return;
    const int other = from >= 0 ? pair.to : pair.from;
    const Fate fate = migration_->applications[at(other)].fate;
    // The bridge may end with the other end, or, towards a project in service, with the move itself.
    if (fate == Fate::retires || fate == Fate::moves || fate == Fate::project) return;
    if (from >= 0 ? pair.from_joins : pair.to_joins) return;
    movers_[at(std::max(from, to))].to_stayers += pair.weight;
}

double BridgeBound::weight_to_stayers(int activity) const {
    const int mover = mover_with_[at(activity)];
    return mover < 0 ? 0 : movers_[at(mover)].to_stayers;
}

void BridgeBound::leave_out(int activity, double weight) {
    double& counted = movers_[at(mover_with_[at(activity)])].to_stayers;
    counted = std::max(0.0, counted - weight);
}

void BridgeBound::add_edge(int from, int to, double weight) {
    std::vector<Edge>& edges = edges_[at(from)];
    const auto same = std::find_if(edges.begin(), edges.end(), [&](const Edge& edge) { return edge.other == to; });
    if (same == edges.end())
        edges.push_back({to, weight});
    else
        same->weight += weight;
}

/// The least that the loads cost when each is put, in parts if need be, into places, which come by distance: weight
/// times distance, what weighs most for its work nearest. `taken` lies in the first place already.
double BridgeBound::spread(std::vector<Load>& loads, const std::vector<Place>& places, const Mover* taken) const {
    std::sort(loads.begin(), loads.end(), [](const Load& a, const Load& b) {
        if (a.team != b.team) return a.team < b.team;
        return a.weight * static_cast<double>(b.work) > b.weight * static_cast<double>(a.work);
    });
    double cost = 0;
    std::size_t place = 0;
    std::int64_t room = 0;
    int team = -1;
    const auto enter = [&](std::size_t next) {
        place = next;
        room = place < places.size() ? capacity_[at(places[place].window)][at(team)] : 0;
        if (place == 0 && taken != nullptr && taken->team == team) room = std::max<std::int64_t>(0, room - taken->work);
    };
    for (const Load& load : loads) {
        if (load.team < 0 || load.work <= 0) continue;  // it may fit anywhere
        if (load.team != team) {
            team = load.team;
            enter(0);
        }
        std::int64_t left = load.work;
        while (left > 0 && place < places.size()) {
            const std::int64_t part = std::min(left, room);
            cost += load.weight * places[place].distance * (static_cast<double>(part) / static_cast<double>(load.work));
            left -= part;
            room -= part;
            if (left > 0) enter(place + 1);
        }
        // What finds no place at all is at least as far as the last one.
        if (left > 0 && !places.empty())
            cost += load.weight * places.back().distance * (static_cast<double>(left) / static_cast<double>(load.work));
    }
    return cost;
}

/// The least number of days between the ends of something in one window and something in the other.
Day BridgeBound::apart(int window, int other) const {
    if (window == other) return 0;
    const Window& a = migration_->problem.windows[at(window)];
    const Window& b = migration_->problem.windows[at(other)];
    return std::max({0, b.start + shortest_ - a.end, a.start + shortest_ - b.end});
}

double BridgeBound::staying(Day finish) const {
    const std::vector<Window>& windows = migration_->problem.windows;
    std::vector<Place> places;
    for (int w = 0; w < static_cast<int>(windows.size()); ++w)
        if (windows[at(w)].start < finish) places.push_back({std::max(0, finish - windows[at(w)].end), w});
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.window < b.window;
    });
    double alone = 0;
    std::vector<Load> loads;
    for (const Mover& mover : movers_) {
        if (mover.to_stayers <= 0) continue;
        Day least = schedule::never;
        for (const int w : mover.windows)
            if (windows[at(w)].start < finish) least = std::min(least, std::max(0, finish - windows[at(w)].end));
        alone += mover.to_stayers * (least == schedule::never ? mover.tail : std::max(least, mover.tail));
        loads.push_back({mover.team, mover.work, mover.to_stayers});
    }
    return std::max(alone, spread(loads, places, nullptr));
}

double BridgeBound::to_those_that_stay() const {
    if (std::none_of(movers_.begin(), movers_.end(), [](const Mover& mover) { return mover.to_stayers > 0; })) return 0;
    // Between the first days of windows a later end only makes all distances longer.
    double least = staying(finish_);
    for (const Window& window : migration_->problem.windows)
        if (window.start >= finish_) least = std::min(least, staying(window.start + 1));
    return least;
}

/// What the neighbours of a mover in `window` cost at least: they are where their own dates allow, and share room.
double BridgeBound::around(int number, int window) const {
    double alone = 0;
    std::vector<Load> loads;
    std::int64_t work = 0;
    for (const Edge& edge : edges_[at(number)]) {
        const Mover& other = movers_[at(edge.other)];
        Day least = schedule::never;
        for (const int w : other.windows) {
            least = std::min(least, apart(window, w));
            if (least == 0) break;
        }
        if (least < schedule::never) alone += edge.weight * least;
        loads.push_back({other.team, other.work, edge.weight});
        if (other.team >= 0) work += other.work;
    }
    if (work == 0) return alone;
    return std::max(alone, spread(loads, near(window), &movers_[at(number)]));
}

/// All windows by their distance from this one, which comes first.
const std::vector<BridgeBound::Place>& BridgeBound::near(int window) const {
    std::vector<Place>& places = near_[at(window)];
    if (!places.empty()) return places;
    for (int w = 0; w < static_cast<int>(near_.size()); ++w) places.push_back({apart(window, w), w});
    std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
        return std::tuple(a.distance, a.window != window, a.window) <
               std::tuple(b.distance, b.window != window, b.window);
    });
    return places;
}

double BridgeBound::between_those_that_move() const {
    double twice = 0;  // every edge is seen from both ends
    near_.assign(migration_->problem.windows.size(), {});
    if (near_.size() > most_windows) return 0;
    for (int number = 0; number < static_cast<int>(movers_.size()); ++number) {
        if (edges_[at(number)].empty()) continue;
        double least = std::numeric_limits<double>::infinity();
        for (const int window : movers_[at(number)].windows) {
            least = std::min(least, around(number, window));
            if (least == 0) break;
        }
        if (least < std::numeric_limits<double>::infinity()) twice += least;
    }
    return std::max(twice / 2, least_apart());
}

double BridgeBound::least_apart() const {
    double sum = 0;
    for (int a = 0; a < static_cast<int>(movers_.size()); ++a)
        for (const Edge& edge : edges_[at(a)])
            if (edge.other > a) sum += edge.weight * least_apart(movers_[at(a)], movers_[at(edge.other)]);
    return sum;
}

/// By the windows that they may lie in, and whether these must differ.
Day BridgeBound::least_apart(const Mover& a, const Mover& b) const {
    const schedule::Problem& problem = migration_->problem;
    const std::vector<int>& barred = problem.blocks[at(a.block)].apart;
    const bool must_differ = std::find(barred.begin(), barred.end(), b.block) != barred.end();
    Day least = schedule::never;
    for (const int window : a.windows)
        for (const int other : b.windows) {
            if (least == 0) break;
            if (window != other || !must_differ) least = std::min(least, apart(window, other));
        }
    return least == schedule::never ? 0 : least;
}

}  // namespace plan

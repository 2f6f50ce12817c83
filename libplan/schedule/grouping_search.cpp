#include "libplan/schedule/grouping_search.hpp"

#include "libplan/base/text.hpp"
#include "libplan/graph/group_compatibility.hpp"
#include "libplan/graph/partition.hpp"
#include "libplan/schedule/migration_search.hpp"
#include "libplan/schedule/objective.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

/// A portfolio has thousands of splits and joins, and a search takes long: a few that promise most are tried, and none
/// twice.
namespace plan {

namespace {

constexpr std::size_t most_trials = 24;
constexpr std::int64_t trial_share = 8;  // a trial builds this part of the schedules of a plan

/// The limit by which the groups of the stream were joined, as they say.
GroupLimits limits_of(const Portfolio& portfolio) {
    GroupLimits limits;
    for (const Group& group : portfolio.groups)
        for (const Reason& reason : group.because) {
            if (reason.rule != "group-limit") continue;
            std::optional<double> limit;
            bool days = false;
            for (const auto& [name, value] : reason.args) {
                if (name == "limit") limit = parse_number(value);
                if (name == "of") days = value == "person-days";
            }
            if (!limit || !(*limit >= 1 && *limit <= 1e9)) continue;
            if (days)
                limits.effort_days = *limit;
            else
                limits.applications = static_cast<std::size_t>(*limit);
            return limits;
        }
    return limits;
}

struct Trial {
    bool found = false;
    double total = 0;
    MigrationSolution solution;
};

struct GroupingStep {
    double promise = 0;
    bool split = false;
    std::size_t one = 0;    ///< the unit that leaves; or that stands for a group
    std::size_t other = 0;  ///< the group that it leaves, or joins: the unit that stands for it

    friend bool operator<(const GroupingStep& a, const GroupingStep& b) {
        return std::tuple(-a.promise, a.split, a.one, a.other) < std::tuple(-b.promise, b.split, b.one, b.other);
    }
};

}  // namespace

struct GroupingSearch::Implementation {
public:
    Implementation(Portfolio& portfolio, const PlanSettings& settings, const RegroupAmount& amount,
                   const GroupUnits& units)
        : portfolio_(portfolio),
          settings_(settings),
          amount_(amount),
          units_(units),
          compatibility_(units),
          limits_(limits_of(portfolio)),
          flows_(resolve_flows(portfolio, [](const Diagnostic&) {})) {
        find_standing();
        trial_settings_ = settings;
        trial_settings_.progress = {};
        trial_settings_.baseline.reset();
        if (settings.time_spent)
            trial_settings_.time_spent = [this] {
                return (settings_.time_spent() - share_first) / (share_trials - share_first);
            };
    }

    bool halve(const std::vector<Diagnostic>& clashes) {
        std::set<std::string_view> named;
        for (const Diagnostic& clash : clashes)
            if (clash.code == "clash-group") named.insert(clash.arguments.front());
        bool halved = false;
        for (const std::vector<std::size_t>& members : members_of_groups())
            if (members.size() > 1 &&
                named.contains(portfolio_.applications[units_.members(members.front()).front()].group)) {
                halve(members);
                kept_.push_back({KeptChange::Kind::halved, 0, "", units_.group(members.front()).applications.front(),
                                 applications_of(members)});
                halved = true;
            }
        if (halved) assign(standing_);
        return halved;
    }

    bool improve(std::int64_t schedules) {
        effort_.schedules = std::max<std::int64_t>(schedules / trial_share, 20);
        effort_.repairs = std::max<std::int64_t>(effort_.schedules / 10, 20);
        const std::size_t before = kept_.size();
        Trial now = trial(standing_);
        if (!now.found) return false;
        const double least = least_gain(now.total);
        bool going = true;
        while (going && !time_is_up()) {
            going = false;
            for (const GroupingStep& change : candidates(now)) {
                if (trials_ >= most_trials || time_is_up()) break;
                if (!tried_.insert({change.split, change.one, change.other}).second) continue;
                const std::vector<std::size_t> changed = applied(change);
                Trial then = trial(changed);
                if (!then.found || time_is_up() || !(now.total - then.total > least)) continue;
                keep(change, now.total - then.total);
                standing_ = changed;
                now = std::move(then);
                going = true;
                break;
            }
        }
        return kept_.size() > before;
    }

    [[nodiscard]] const std::vector<KeptChange>& kept() const { return kept_; }
    void forget(std::size_t kept, std::vector<std::size_t> standing) {
        kept_.resize(kept);
        standing_ = std::move(standing);
    }

    [[nodiscard]] const std::vector<std::size_t>& standing() const { return standing_; }
    [[nodiscard]] const GroupLimits& limits() const { return limits_; }
    [[nodiscard]] std::size_t trials() const { return trials_; }
    [[nodiscard]] double least_gain(double total) const {
        return amount_.is_share ? amount_.value * total : amount_.value;
    }

private:
    void halve(const std::vector<std::size_t>& members) {
        PartitionProblem problem;
        std::vector<WeightedGraph::Weight> weights;
        std::vector<WeightedGraph::Edge> edges;
        WeightedGraph::Weight all = 0, heaviest = 0;
        constexpr double scale = 1000;  // bonds as whole numbers
        for (std::size_t place = 0; place < members.size(); ++place) {
            weights.push_back(static_cast<WeightedGraph::Weight>(units_.members(members[place]).size()));
            all += weights.back();
            heaviest = std::max(heaviest, weights.back());
            for (std::size_t other = 0; other < place; ++other)
                if (const auto bond = units_.bonds(members[place]).find(members[other]);
                    bond != units_.bonds(members[place]).end())
                    edges.push_back({static_cast<PartitionProblem::Node>(place),
                                     static_cast<PartitionProblem::Node>(other),
                                     std::max<WeightedGraph::Weight>(1, std::llround(bond->second.weight * scale))});
        }
        problem.graph = WeightedGraph(std::move(weights), edges);
        problem.blocks = 2;
        problem.most_weight = std::min(all - 1, std::max(heaviest, (all + 1) / 2 + all / 8));
        PartitionSettings search;
        search.seed = settings_.seed;
        const PartitionResult result = partition_graph(problem, search);
        std::vector<std::uint32_t> block_of(units_.size());
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            block_of[unit] = static_cast<std::uint32_t>(standing_[unit]);
        for (std::size_t place = 0; place < members.size(); ++place)
            if (result.partition ? result.partition->block_of[place] == 1 : place > 0)
                block_of[members[place]] = static_cast<std::uint32_t>(units_.size());
        std::map<std::uint32_t, std::size_t> first;
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            standing_[unit] = first.try_emplace(block_of[unit], unit).first->second;
    }

    [[nodiscard]] bool time_is_up() const { return settings_.time_spent && settings_.time_spent() >= share_trials; }

    /// The groups of the stream; an application without one is alone.
    void find_standing() {
        std::unordered_map<std::string_view, std::size_t> first;
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            const std::string& group = portfolio_.applications[units_.members(unit).front()].group;
            standing_.push_back(group.empty() ? unit : first.try_emplace(group, unit).first->second);
        }
    }

    void assign(const std::vector<std::size_t>& standing) {
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            for (const std::size_t member : units_.members(unit))
                portfolio_.applications[member].group = "g-" + units_.group(standing[unit]).applications.front();
    }

    Trial trial(const std::vector<std::size_t>& standing) {
        ++trials_;
        std::vector<std::string> before;
        for (const Application& application : portfolio_.applications) before.push_back(application.group);
        assign(standing);
        Trial result;
        result.solution = solve_migration(portfolio_, trial_settings_, flows_, effort_);
        result.found = result.solution.found;
        if (result.found)
            result.total = ObjectiveModel(portfolio_, *result.solution.migration, flows_, trial_settings_.weights)
                               .total(result.solution.schedule);
        for (std::size_t index = 0; index < before.size(); ++index)
            portfolio_.applications[index].group = std::move(before[index]);
        return result;
    }

    [[nodiscard]] std::vector<std::vector<std::size_t>> members_of_groups() const {
        std::vector<std::vector<std::size_t>> groups(units_.size());
        for (std::size_t unit = 0; unit < units_.size(); ++unit) groups[standing_[unit]].push_back(unit);
        return groups;
    }

    [[nodiscard]] std::vector<GroupingStep> candidates(const Trial& now) const {
        const auto groups = members_of_groups();
        const ObjectiveModel model(portfolio_, *now.solution.migration, flows_, trial_settings_.weights);
        std::vector<GroupingStep> found;
        for (const std::vector<std::size_t>& members : groups)
            if (members.size() > 1) add_splits(now, model, members, found);
        add_joins(now, groups, found);
        std::sort(found.begin(), found.end());
        return found;
    }

    /// When all of the unit's tasks before its cut-over are done; nothing when it has no cut-over.
    [[nodiscard]] std::optional<schedule::Day> ready(const Trial& now, std::size_t unit) const {
        std::optional<schedule::Day> last;
        for (const std::size_t member : units_.members(unit)) {
            const ApplicationTasks& tasks = now.solution.migration->applications[member];
            if (tasks.cutover < 0) continue;
            schedule::Day day = 0;
            for (int task = tasks.task_begin; task < tasks.cutover; ++task)
                day = std::max(day, now.solution.schedule.end[static_cast<std::size_t>(task)]);
            last = std::max(last.value_or(0), day);
        }
        return last;
    }
    [[nodiscard]] std::optional<schedule::Day> moved(const Trial& now, std::size_t unit) const {
        const int cutover = now.solution.migration->applications[units_.members(unit).front()].cutover;
        if (cutover < 0) return std::nullopt;
        return now.solution.schedule.end[static_cast<std::size_t>(cutover)];
    }

    /// What a unit and those that it holds up lose by waiting: a day for whoever waits, and what its exposure weighs.
    void add_splits(const Trial& now, const ObjectiveModel& model, const std::vector<std::size_t>& members,
                    std::vector<GroupingStep>& found) const {
        std::vector<std::pair<schedule::Day, std::size_t>> order;
        double exposed = 0;
        const auto exposure = [&](std::size_t unit) {
            double weight = 0;
            for (const std::size_t member : units_.members(unit))
                weight += model.exposure_weight(static_cast<int>(member));
            return weight * settings_.weights.exposure;
        };
        for (const std::size_t unit : members)
            if (const auto day = ready(now, unit)) {
                order.emplace_back(*day, unit);
                exposed += exposure(unit);
            }
        if (order.size() < 2) return;
        std::sort(order.begin(), order.end());
        const schedule::Day last = order.back().first, before_last = order[order.size() - 2].first;
        const std::size_t stays = standing_[members.front()];
        for (const auto& [day, unit] : order) {
            const double waits = static_cast<double>(last - day) * (1 + exposure(unit));
            const double holds = day == last ? static_cast<double>(last - before_last) * (1 + exposed) : 0;
            if (waits + holds > 0) found.push_back({std::max(waits, holds), true, unit, stays});
        }
    }

    void add_joins(const Trial& now, const std::vector<std::vector<std::size_t>>& groups,
                   std::vector<GroupingStep>& found) const {
        std::map<std::pair<std::size_t, std::size_t>, double> bridges;
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            for (const auto& [other, bond] : units_.bonds(unit)) {
                if (other > unit || standing_[other] == standing_[unit]) continue;
                const auto one = moved(now, unit), two = moved(now, other);
                if (!one || !two || *one == *two) continue;
                bridges[std::minmax(standing_[unit], standing_[other])] +=
                    bond.weight * std::abs(*one - *two) * settings_.weights.bridges;
            }
        for (const auto& [ends, promise] : bridges)
            if (fits(groups[ends.first], groups[ends.second]))
                found.push_back({promise, false, ends.second, ends.first});
    }

    [[nodiscard]] bool fits(const std::vector<std::size_t>& one, const std::vector<std::size_t>& other) const {
        std::int64_t weight = 0;
        for (const std::vector<std::size_t>* group : {&one, &other})
            for (const std::size_t unit : *group) weight += unit_weight(limits_, units_.group(unit));
        if (weight > limit_weight(limits_)) return false;
        for (const std::size_t unit : one)
            for (const std::size_t partner : other)
                if (compatibility_.obstacle(unit, partner) != Obstacle::none) return false;
        std::vector<std::size_t> joined = standing_;
        for (const std::size_t unit : one) joined[unit] = standing_[other.front()];
        return compatibility_.violations(joined).empty();
    }

    [[nodiscard]] std::vector<std::size_t> applied(const GroupingStep& change) const {
        std::vector<std::size_t> changed = standing_;
        if (!change.split)
            for (std::size_t& stands : changed) stands = stands == change.one ? change.other : stands;
        else
            changed[change.one] = units_.size();  // alone
        std::map<std::size_t, std::size_t> first;
        for (std::size_t unit = 0; unit < changed.size(); ++unit)
            changed[unit] = first.try_emplace(changed[unit], unit).first->second;
        return changed;
    }

    [[nodiscard]] std::vector<std::size_t> applications_of(const std::vector<std::size_t>& members) const {
        std::vector<std::size_t> applications;
        for (const std::size_t unit : members)
            applications.insert(applications.end(), units_.members(unit).begin(), units_.members(unit).end());
        return applications;
    }

    void keep(const GroupingStep& change, double gain) {
        const auto name = [&](std::size_t unit) { return units_.group(unit).applications.front(); };
        const auto groups = members_of_groups();
        std::vector<std::size_t> concerned = applications_of(groups[change.other]);
        std::size_t from = change.other;
        if (change.split) {
            if (from == change.one) from = groups[change.other][1];
        } else {
            const auto more = applications_of(groups[change.one]);
            concerned.insert(concerned.end(), more.begin(), more.end());
        }
        kept_.push_back({change.split ? KeptChange::Kind::split : KeptChange::Kind::join, gain, name(change.one),
                         name(from), std::move(concerned)});
    }

    Portfolio& portfolio_;
    const PlanSettings& settings_;
    const RegroupAmount& amount_;
    const GroupUnits& units_;
    const GroupCompatibility compatibility_;
    const GroupLimits limits_;
    const std::vector<ResolvedFlow> flows_;
    MigrationEffort effort_;
    PlanSettings trial_settings_;
    std::vector<std::size_t> standing_;
    std::set<std::tuple<bool, std::size_t, std::size_t>> tried_;
    std::vector<KeptChange> kept_;
    std::size_t trials_ = 0;
};

GroupingSearch::GroupingSearch(Portfolio& portfolio, const PlanSettings& settings, const RegroupAmount& amount,
                               const GroupUnits& units)
    : implementation_(std::make_unique<Implementation>(portfolio, settings, amount, units)) {}

GroupingSearch::~GroupingSearch() = default;

bool GroupingSearch::halve(const std::vector<Diagnostic>& clashes) {
    return implementation_->halve(clashes);
}

bool GroupingSearch::improve(std::int64_t schedules) {
    return implementation_->improve(schedules);
}

void GroupingSearch::forget(std::size_t kept, std::vector<std::size_t> standing) {
    implementation_->forget(kept, std::move(standing));
}

double GroupingSearch::least_gain(double total) const {
    return implementation_->least_gain(total);
}

const std::vector<KeptChange>& GroupingSearch::kept() const {
    return implementation_->kept();
}

const std::vector<std::size_t>& GroupingSearch::standing() const {
    return implementation_->standing();
}

const GroupLimits& GroupingSearch::limits() const {
    return implementation_->limits();
}

std::size_t GroupingSearch::trials() const {
    return implementation_->trials();
}

}  // namespace plan

#include "libplan/policy/conclusion.hpp"
#include "libplan/policy/data_flows.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <future>
#include <thread>

namespace plan {

namespace {

Date day_of(const Policy& policy, const ClassificationSettings& settings) {
    return settings.as_of.value_or(policy.version());
}

std::string class_of(const Policy& policy, const RuleJudgement& judgement) {
    return judgement.class_rank ? policy.classes()[*judgement.class_rank].id : std::string();
}

Verdict verdict_of(const RuleJudgement& judgement) {
    return judgement.to_qualify ? Verdict::to_qualify : Verdict::decided;
}

/// Calls `some(half, begin, end)` for both halves of the applications, in a thread each when there are many. What the
/// two do depends on their case alone, so the result does not show which of them did it.
template <class Some>
void in_halves(std::size_t count, Some some) {
    constexpr std::size_t worth_a_thread = 2000;
    const std::size_t middle = count < worth_a_thread ? count : count / 2;
    std::exception_ptr failure;
    std::thread other([&] {
        try {
            some(std::size_t{1}, middle, count);
        } catch (...) {
            failure = std::current_exception();
        }
    });
    try {
        some(std::size_t{0}, std::size_t{0}, middle);
    } catch (...) {
        other.join();
        throw;
    }
    other.join();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

Classification classify(const Policy& policy, const Application& application, const ClassificationSettings& settings) {
    return conclude(policy, application, Evaluation(policy, application, day_of(policy, settings)), {},
                    settings.language);
}

std::string explain_classification(const Policy& policy, const Application& application,
                                   const ClassificationSettings& settings) {
    return explain(policy, application, Evaluation(policy, application, day_of(policy, settings)), {},
                   settings.language);
}

struct PortfolioClassifier::State {
    const Policy& policy;
    const Portfolio& portfolio;
    const ClassificationSettings settings;
    const Date day;
    std::array<std::unique_ptr<Judge>, 2> judges;  ///< of each half
    std::vector<Judgement> alone, with_flows;      ///< the second empty when nothing travels
    std::optional<DataFlows> flows;
    /// Classifications of the applications from `begin` on.
    struct Batch {
        std::size_t begin = 0;
        std::vector<Classification> made;

        [[nodiscard]] bool holds(std::size_t index) const { return index >= begin && index - begin < made.size(); }
    };
    Batch batch;              ///< that is given away
    std::future<Batch> next;  ///< the one behind, made meanwhile; the judges are its own until it is there

    State(const Policy& known_policy, const Portfolio& known_portfolio, const ClassificationSettings& known_settings)
        : policy(known_policy),
          portfolio(known_portfolio),
          settings(known_settings),
          day(day_of(known_policy, known_settings)) {
        const std::vector<Application>& applications = portfolio.applications;
        for (auto& judge : judges) judge = std::make_unique<Judge>(policy, day);
        alone.resize(applications.size());
        in_halves(applications.size(), [&](std::size_t half, std::size_t begin, std::size_t end) {
            for (std::size_t index = begin; index < end; ++index)
                alone[index] = judges[half]->judge(applications[index], {});
        });
        if (!settings.propagate || policy.travelling_fact() == nullptr) return;
        flows.emplace(policy, portfolio, [&](std::size_t index, Marks received) {
            if (received == 0) return alone[index].travelling;
            return judges[0]->judge(applications[index], {received, 0, 0, {}}).travelling;
        });
        with_flows.resize(applications.size());
        in_halves(applications.size(), [&](std::size_t half, std::size_t begin, std::size_t end) {
            for (std::size_t index = begin; index < end; ++index)
                with_flows[index] = judges[half]->judge(applications[index], flows->received(index));
        });
    }

    [[nodiscard]] const Judgement& judgement(std::size_t index) const {
        return with_flows.empty() ? alone[index] : with_flows[index];
    }

    [[nodiscard]] ReceivedData received(std::size_t index) const {
        return flows ? flows->received(index) : ReceivedData();
    }

    [[nodiscard]] std::vector<std::string> path(std::size_t index, Marks mark) const {
        std::vector<std::string> ids;
        for (const std::size_t step : flows->path(index, mark)) ids.push_back(portfolio.applications[step].id);
        return ids;
    }

    [[nodiscard]] Evaluation evaluation(std::size_t index) const {
        return {policy, portfolio.applications[index], day, received(index), judgement(index)};
    }

    /// `whole`: with the paths of what changes nothing, too.
    [[nodiscard]] Inheritance inheritance(std::size_t half, std::size_t index, bool whole) const {
        const ReceivedData known = received(index);
        const RuleJudgement &before = *alone[index].outcome, &after = *judgement(index).outcome;
        if (known.data == 0 || (!whole && before.rules == after.rules)) return {};
        std::vector<Arrival> arrivals;
        for (Marks rest = known.data; rest != 0; rest &= rest - 1) {
            const Marks mark = rest & (~rest + 1);
            arrivals.push_back({mark, flows->path_length(index, mark), {}, (known.unstated & mark) != 0});
        }
        Inheritance found = find_inheritance(policy, *judges[half], portfolio.applications[index], known, before, after,
                                             std::move(arrivals));
        std::vector<bool> wanted(found.arrivals.size(), whole);
        for (const auto& [rule, arrival] : found.rules) wanted[arrival] = true;
        for (const auto& [label, arrival] : found.labels) wanted[arrival] = true;
        for (std::size_t arrival = 0; arrival < wanted.size(); ++arrival)
            if (wanted[arrival]) found.arrivals[arrival].path = path(index, found.arrivals[arrival].mark);
        return found;
    }

    [[nodiscard]] Classification conclusion(std::size_t half, std::size_t index) const {
        return conclude(policy, portfolio.applications[index], evaluation(index), inheritance(half, index, false),
                        settings.language);
    }

    [[nodiscard]] Batch make_batch(std::size_t begin) const {
        constexpr std::size_t largest = 4096;
        Batch ahead{begin, std::vector<Classification>(std::min(largest, portfolio.applications.size() - begin))};
        in_halves(ahead.made.size(), [&](std::size_t half, std::size_t first, std::size_t last) {
            for (std::size_t index = first; index < last; ++index) ahead.made[index] = conclusion(half, begin + index);
        });
        return ahead;
    }

    void go_to(std::size_t index) {
        if (next.valid()) batch = next.get();
        if (!batch.holds(index)) batch = make_batch(index);
        const std::size_t behind = batch.begin + batch.made.size();
        if (behind < portfolio.applications.size())
            next = std::async(std::launch::async, [this, behind] { return make_batch(behind); });
    }

    /// To be called before the judges are used.
    void wait() const {
        if (next.valid()) next.wait();
    }
};

PortfolioClassifier::PortfolioClassifier(const Policy& policy, const Portfolio& portfolio,
                                         const ClassificationSettings& settings)
    : state_(std::make_unique<State>(policy, portfolio, settings)) {}
PortfolioClassifier::~PortfolioClassifier() = default;

Classification PortfolioClassifier::classification(std::size_t application) {
    State& state = *state_;
    if (!state.batch.holds(application)) state.go_to(application);
    Classification made = std::move(state.batch.made[application - state.batch.begin]);
    if (!made.policy.empty()) return made;
    state.wait();  // given away before
    return state.conclusion(0, application);
}

std::string PortfolioClassifier::explanation(std::size_t application) const {
    state_->wait();
    return explain(state_->policy, state_->portfolio.applications[application], state_->evaluation(application),
                   state_->inheritance(0, application, true), state_->settings.language);
}

ClassificationCounts PortfolioClassifier::counts() const {
    ClassificationCounts counts;
    for (const SensitivityClass& known : state_->policy.classes()) counts.classes.emplace_back(known.id, 0);
    for (std::size_t index = 0; index < state_->alone.size(); ++index) {
        const RuleJudgement& judgement = *state_->judgement(index).outcome;
        ++(judgement.class_rank ? counts.classes[*judgement.class_rank].second : counts.without_class);
        ++(judgement.to_qualify ? counts.to_qualify : counts.decided);
    }
    return counts;
}

std::vector<ClassificationChange> PortfolioClassifier::changes() const {
    state_->wait();
    std::vector<ClassificationChange> changes;
    for (std::size_t index = 0; index < state_->alone.size(); ++index) {
        const RuleJudgement &before = *state_->alone[index].outcome, &after = *state_->judgement(index).outcome;
        if (before.class_rank == after.class_rank && before.to_qualify == after.to_qualify) continue;
        const Inheritance inheritance = state_->inheritance(0, index, false);
        // The rule that imposes the class is what changed it, as a rule.
        std::vector<std::string> path;
        for (const auto& [rule, arrival] : inheritance.rules)
            if (path.empty() || state_->policy.rules()[rule].class_rank == after.class_rank)
                path = inheritance.arrivals[arrival].path;
        changes.push_back({index, class_of(state_->policy, before), class_of(state_->policy, after), verdict_of(before),
                           verdict_of(after), std::move(path)});
    }
    return changes;
}

std::size_t PortfolioClassifier::unstated_flows() const {
    return state_->flows ? state_->flows->unstated_flows() : 0;
}

ClassificationCounts classify(const Policy& policy, Portfolio& portfolio, const ClassificationSettings& settings) {
    PortfolioClassifier classifier(policy, portfolio, settings);
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        portfolio.applications[index].classification = classifier.classification(index);
    return classifier.counts();
}

}  // namespace plan

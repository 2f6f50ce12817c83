#include "libplan/policy/conclusion.hpp"
#include "libplan/policy/data_flows.hpp"

#include <algorithm>
#include <thread>
#include <unordered_map>

namespace plan {

namespace {

Date day_of(const Policy& policy, const ClassificationSettings& settings) {
    return settings.as_of.value_or(policy.version());
}

std::string class_of(const Policy& policy, const Judgement& judgement) {
    return judgement.class_rank ? policy.classes()[*judgement.class_rank].id : std::string();
}

Verdict verdict_of(const Judgement& judgement) {
    return judgement.to_qualify ? Verdict::to_qualify : Verdict::decided;
}

/// Judges every application with what is received by it, in two threads with a judge each. A judgement depends on
/// its case alone, so it does not matter which of the two made it.
template <class Received>
std::vector<std::shared_ptr<const Judgement>> judge_all(Judge& judge, const Policy& policy, Date day,
                                                        const std::vector<Application>& applications,
                                                        Received received) {
    constexpr std::size_t worth_a_thread = 2000;
    std::vector<std::shared_ptr<const Judgement>> judgements(applications.size());
    const auto some = [&](Judge& own, std::size_t begin, std::size_t end) {
        for (std::size_t index = begin; index < end; ++index)
            judgements[index] = own.judge(applications[index], received(index));
    };
    const std::size_t middle = applications.size() < worth_a_thread ? applications.size() : applications.size() / 2;
    Judge second(policy, day);
    std::thread other([&] { some(second, middle, applications.size()); });
    some(judge, 0, middle);
    other.join();
    return judgements;
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
    mutable Judge judge;
    std::vector<std::shared_ptr<const Judgement>> alone, with_flows;
    std::optional<DataFlows> flows;
    /// By the judgements alone and with flows, which stand for the case; only looked up.
    struct PairHash {
        std::size_t operator()(const std::pair<const Judgement*, const Judgement*>& pair) const {
            return std::hash<const void*>()(pair.first) * 31 + std::hash<const void*>()(pair.second);
        }
    };
    mutable std::unordered_map<std::pair<const Judgement*, const Judgement*>, Causes, PairHash> causes_by_case;

    State(const Policy& known_policy, const Portfolio& known_portfolio, const ClassificationSettings& known_settings)
        : policy(known_policy),
          portfolio(known_portfolio),
          settings(known_settings),
          day(day_of(known_policy, known_settings)),
          judge(known_policy, day) {
        const std::vector<Application>& applications = portfolio.applications;
        alone = judge_all(judge, policy, day, applications, [](std::size_t) { return ReceivedData(); });
        if (!settings.propagate || policy.travelling_fact() == nullptr) {
            with_flows = alone;
            return;
        }
        flows.emplace(policy, portfolio, [&](std::size_t index, Marks received) {
            if (received == 0) return alone[index]->travelling;
            return judge.judge(applications[index], {received, 0, 0, {}})->travelling;
        });
        with_flows =
            judge_all(judge, policy, day, applications, [&](std::size_t index) { return flows->received(index); });
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
        return {policy, portfolio.applications[index], day, received(index), with_flows[index]};
    }

    const Causes& causes(std::size_t index, const ReceivedData& known) const {
        const auto place = std::pair(alone[index].get(), with_flows[index].get());
        const auto found = causes_by_case.find(place);
        if (found != causes_by_case.end()) return found->second;
        return causes_by_case
            .emplace(place, find_causes(policy, judge, portfolio.applications[index], known, *alone[index],
                                        *with_flows[index]))
            .first->second;
    }

    /// `whole`: with the paths of what changes nothing, too.
    [[nodiscard]] Inheritance inheritance(std::size_t index, bool whole) const {
        const ReceivedData known = received(index);
        if (known.data == 0) return {};
        const Causes& owed = causes(index, known);
        Marks wanted = whole ? known.data : 0;
        for (const auto& [rule, marks] : owed.rules) wanted |= marks;
        for (const auto& [label, marks] : owed.labels) wanted |= marks;
        std::vector<Arrival> arrivals;
        for (Marks rest = wanted; rest != 0; rest &= rest - 1) {
            const Marks mark = rest & (~rest + 1);
            arrivals.push_back({mark, path(index, mark), (known.unstated & mark) != 0});
        }
        return choose_paths(owed, std::move(arrivals));
    }
};

PortfolioClassifier::PortfolioClassifier(const Policy& policy, const Portfolio& portfolio,
                                         const ClassificationSettings& settings)
    : state_(std::make_unique<State>(policy, portfolio, settings)) {}
PortfolioClassifier::~PortfolioClassifier() = default;

Classification PortfolioClassifier::classification(std::size_t application) const {
    return conclude(state_->policy, state_->portfolio.applications[application], state_->evaluation(application),
                    state_->inheritance(application, false), state_->settings.language);
}

std::string PortfolioClassifier::explanation(std::size_t application) const {
    return explain(state_->policy, state_->portfolio.applications[application], state_->evaluation(application),
                   state_->inheritance(application, true), state_->settings.language);
}

ClassificationCounts PortfolioClassifier::counts() const {
    ClassificationCounts counts;
    for (const SensitivityClass& known : state_->policy.classes()) counts.classes.emplace_back(known.id, 0);
    for (const auto& judgement : state_->with_flows) {
        ++(judgement->class_rank ? counts.classes[*judgement->class_rank].second : counts.without_class);
        ++(judgement->to_qualify ? counts.to_qualify : counts.decided);
    }
    return counts;
}

std::vector<ClassificationChange> PortfolioClassifier::changes() const {
    std::vector<ClassificationChange> changes;
    for (std::size_t index = 0; index < state_->alone.size(); ++index) {
        const Judgement &before = *state_->alone[index], &after = *state_->with_flows[index];
        if (before.class_rank == after.class_rank && before.to_qualify == after.to_qualify) continue;
        const Inheritance inheritance = state_->inheritance(index, true);
        changes.push_back(
            {index, class_of(state_->policy, before), class_of(state_->policy, after), verdict_of(before),
             verdict_of(after),
             inheritance.arrivals.empty() ? std::vector<std::string>() : inheritance.arrivals.front().path});
    }
    return changes;
}

std::size_t PortfolioClassifier::unstated_flows() const {
    return state_->flows ? state_->flows->unstated_flows() : 0;
}

ClassificationCounts classify(const Policy& policy, Portfolio& portfolio, const ClassificationSettings& settings) {
    const PortfolioClassifier classifier(policy, portfolio, settings);
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        portfolio.applications[index].classification = classifier.classification(index);
    return classifier.counts();
}

}  // namespace plan

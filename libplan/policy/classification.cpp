#include "libplan/policy/classification_writer.hpp"
#include "libplan/policy/data_flows.hpp"
#include "libplan/policy/made_ahead.hpp"

#include <array>
#include <cstdint>

namespace plan {

namespace {

Date day_of(const Policy& policy, const ClassificationSettings& settings) {
    return settings.as_of.value_or(policy.version());
}

std::string class_of(const Policy& policy, const RuleJudgement& judgement) {
    return judgement.class_rank ? policy.classes()[*judgement.class_rank].id : std::string();
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
    /// What a turn keeps for itself.
    struct Turn {
        Turn(const Policy& policy, Date day, Language language, const WrittenIds& ids)
            : judge(policy, day), causes(policy, judge), writer(policy, language, ids) {}
        Judge judge;
        CauseTable causes;
        ClassificationWriter writer;
        Inheritance inheritance;  ///< of the application in hand, kept for its memory
    };
    const Policy& policy;
    const Portfolio& portfolio;
    const ClassificationSettings settings;
    const Date day;
    TurnThreads threads;
    std::array<std::unique_ptr<Turn>, 2> turns;
    std::vector<std::uint32_t> records;  ///< number of each application's record, for the judge of its turn
    std::vector<std::shared_ptr<const Judgement>> alone, with_flows;  ///< the second empty when nothing travels
    std::optional<DataFlows> flows;
    WrittenIds ids;  ///< when there are flows
    MadeAhead<Classification> classifications;
    MadeAhead<std::string> texts;

    State(const Policy& known_policy, const Portfolio& known_portfolio, const ClassificationSettings& known_settings)
        : policy(known_policy),
          portfolio(known_portfolio),
          settings(known_settings),
          day(day_of(known_policy, known_settings)),
          classifications(threads, known_portfolio.applications.size(),
                          [this](std::size_t, std::size_t index, Classification& made) {
                              made = conclude(policy, portfolio.applications[index], evaluation(index),
                                              inheritance(index, false), settings.language);
                          }),
          texts(threads, known_portfolio.applications.size(),
                [this](std::size_t turn, std::size_t index, std::string& text) {
                    text.clear();
                    turns[turn]->writer.write(text, portfolio.applications[index], evaluation(index),
                                              inheritance(index, false));
                }) {
        const std::size_t count = portfolio.applications.size();
        for (auto& turn : turns) turn = std::make_unique<Turn>(policy, day, settings.language, ids);
        records.resize(count);
        alone.resize(count);
        threads.each(0, count, [&](std::size_t turn, std::size_t index) {
            const Judge::Subject subject = turns[turn]->judge.subject(portfolio.applications[index]);
            records[index] = subject.record;
            alone[index] = turns[turn]->judge.judge(subject, {});
        });
        if (!settings.propagate || policy.travelling_fact() == nullptr) return;
        flows.emplace(
            policy, portfolio,
            [&](std::span<const std::uint32_t> asked, std::span<const Marks> received, std::span<Marks> held) {
                threads.each(asked, [&](std::size_t turn, std::size_t place) {
                    const std::size_t index = asked[place];
                    held[place] = received[place] == 0
                                      ? alone[index]->travelling
                                      : turns[turn]->judge.travelling(subject(index), {received[place], 0, 0, {}});
                });
            });
        ids = WrittenIds(portfolio.applications);
        with_flows.resize(count);
        threads.each(0, count, [&](std::size_t turn, std::size_t index) {
            with_flows[index] = turns[turn]->judge.judge(subject(index), flows->received(index));
        });
    }

    [[nodiscard]] Judge::Subject subject(std::size_t index) const {
        return {&portfolio.applications[index], records[index]};
    }

    [[nodiscard]] const std::shared_ptr<const Judgement>& judgement(std::size_t index) const {
        return with_flows.empty() ? alone[index] : with_flows[index];
    }

    [[nodiscard]] ReceivedData received(std::size_t index) const {
        return flows ? flows->received(index) : ReceivedData();
    }

    [[nodiscard]] Evaluation evaluation(std::size_t index) const {
        return {policy, portfolio.applications[index], day, received(index), judgement(index)};
    }

    /// `whole`: with the paths of what changes nothing, too. Valid until another of its turn is asked for.
    [[nodiscard]] const Inheritance& inheritance(std::size_t index, bool whole) const {
        Turn& turn = *turns[turn_of(index)];
        Inheritance& found = turn.inheritance;
        found.clear();
        const Judgement &before = *alone[index], &after = *judgement(index);
        if (!flows || (!whole && before.outcome->rules == after.outcome->rules)) return found;
        const ReceivedData known = received(index);
        found.applications = &portfolio.applications;
        found.fill(index, known, turn.causes.causes(subject(index), known, before, after), *flows, whole);
        return found;
    }

    /// To be called before the judges are used.
    void wait() const {
        classifications.wait();
        texts.wait();
    }
};

PortfolioClassifier::PortfolioClassifier(const Policy& policy, const Portfolio& portfolio,
                                         const ClassificationSettings& settings)
    : state_(std::make_unique<State>(policy, portfolio, settings)) {}
PortfolioClassifier::~PortfolioClassifier() = default;

Classification PortfolioClassifier::classification(std::size_t application) {
    state_->texts.wait();
    return state_->classifications.at(application);
}

std::string_view PortfolioClassifier::text(std::size_t application) {
    state_->classifications.wait();
    return state_->texts.at(application);
}

std::string PortfolioClassifier::explanation(std::size_t application) const {
    state_->wait();
    return explain(state_->policy, state_->portfolio.applications[application], state_->evaluation(application),
                   state_->inheritance(application, true), state_->settings.language);
}

ClassificationCounts PortfolioClassifier::counts() const {
    ClassificationCounts counts;
    for (const SensitivityClass& known : state_->policy.classes()) counts.classes.emplace_back(known.id, 0);
    for (std::size_t index = 0; index < state_->alone.size(); ++index) {
        const RuleJudgement& judgement = *state_->judgement(index)->outcome;
        ++(judgement.class_rank ? counts.classes[*judgement.class_rank].second : counts.without_class);
        ++(judgement.to_qualify ? counts.to_qualify : counts.decided);
    }
    return counts;
}

std::vector<ClassificationChange> PortfolioClassifier::changes() const {
    state_->wait();
    std::vector<ClassificationChange> changes;
    for (std::size_t index = 0; index < state_->alone.size(); ++index) {
        const RuleJudgement &before = *state_->alone[index]->outcome, &after = *state_->judgement(index)->outcome;
        if (before.class_rank == after.class_rank && before.to_qualify == after.to_qualify) continue;
        const Inheritance& inheritance = state_->inheritance(index, false);
        // The rule that imposes the class is what changed it, as a rule.
        std::vector<std::string> path;
        for (const auto& [rule, inflow] : inheritance.rules)
            if (path.empty() || state_->policy.rules()[rule].class_rank == after.class_rank)
                path = inheritance.ids(inflow);
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

#include "libplan/policy/hosting.hpp"

#include "libplan/policy/hosting_state.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr ReasonText nothing_against_target = {"eligible", "plan-target",
                                               "Aucune règle de {table} ne s'oppose à {target}",
                                               "No rule of {table} stands against {target}"};
constexpr ReasonText law_changes = {"law-changes", "plan-target",
                                    "Éligible jusqu'au {until} : {rules} s'y opposera le lendemain",
                                    "Eligible until {until}: {rules} will stand against it on the morrow"};

}  // namespace

std::string_view scope_name(HostingScope scope) {
    return scope == HostingScope::destination ? "destination" : "present";
}

double number_of(const FieldValue& value) {
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* text = std::get_if<std::string>(&value)) return parse_number(*text).value_or(0);
    return 0;
}

DecisionWords hosting_words() {
    DecisionWords words;
    words.effects = {"reject", "rests-on-qualification", "basis", "advice", "caution", "cost", "derogation", "open"};
    words.scopes = {scope_name(HostingScope::destination), scope_name(HostingScope::present)};
    words.facts = classification_facts();
    for (DecisionFact& fact : target_facts("target.")) words.facts.push_back(std::move(fact));
    const auto strategies = find_field(application_fields(), "strategy")->keywords;
    words.facts.push_back({"strategy_decided", {strategies.begin(), strategies.end()}});
    for (const char* date : {"horizon_end", "derogation_limit", "derogation_end"})
        words.facts.push_back({date, {}, FieldKind::date});
    for (const char* number : {"effort_days_decided", "target.age_days", "target.run_cost", "target.dearest_run_cost",
                               "target.strong_neighbours"})
        words.facts.push_back({number, {}, FieldKind::number});
    return words;
}

HostingJudge::HostingJudge(const DecisionTable& table, const Portfolio& portfolio, const HostingSettings& settings,
                           Language language)
    : state_(std::make_unique<State>(table, portfolio, settings, language)) {}
HostingJudge::HostingJudge(const DecisionTable& table, const Portfolio& portfolio, Date decision_date,
                           Language language)
    : HostingJudge(table, portfolio, hosting_settings(table, decision_date), language) {}
HostingJudge::~HostingJudge() = default;

std::unique_ptr<HostingJudge::Case, void (*)(HostingJudge::Case*)> HostingJudge::open(
    const Application& application, std::vector<double> strong_neighbours) const {
    std::unique_ptr<Case, void (*)(Case*)> made(new Case, [](Case* one) { delete one; });
    made->application = &application;
    made->values = state_->facts.of_application(application);
    made->pairs = state_->facts.of_pairs(application, strong_neighbours);
    for (const FieldValue& value : made->values) {
        std::string& key = made->keys.emplace_back();
        for (const std::string& text : texts_of(value)) key.append(text).push_back('\x1f');
    }
    for (std::vector<Case::Row*>& rows : made->rows) rows.assign(state_->table.size(), nullptr);
    return made;
}

std::vector<HostingJudge::Option> HostingJudge::options(Case& known) const {
    std::vector<Option> options;
    for (std::size_t index = 0; index < state_->portfolio.targets.size(); ++index)
        if (!state_->any(known, HostingScope::destination, state_->destination.reject, index))
            options.push_back({index, state_->cost(known, index)});
    return options;
}

std::vector<HostingJudge::Candidate> HostingJudge::candidates(Case& known) const {
    constexpr HostingScope scope = HostingScope::destination;
    State& state = *state_;
    std::vector<Candidate> candidates;
    for (std::size_t index = 0; index < state.portfolio.targets.size(); ++index) {
        const Target& target = state.portfolio.targets[index];
        Candidate& candidate = candidates.emplace_back();
        candidate.target = index;
        state.collect(candidate.rejected_because, known, scope, state.destination.reject, index);
        if (!candidate.rejected_because.empty()) continue;
        state.collect(candidate.because, known, scope, state.destination.basis, index);
        if (candidate.because.empty())
            candidate.because.push_back(make_reason(nothing_against_target, state.language,
                                                    {{"table", state.table.id()}, {"target", target.id}}));
        state.collect(candidate.because, known, scope, state.destination.caution, index);
        if (state.any(known, scope, state.destination.rests, index)) candidate.valid_until = target.expires_on;
        if (const auto later = state.later_law(known, index);
            later && (!candidate.valid_until || later->first < *candidate.valid_until)) {
            candidate.valid_until = later->first;
            candidate.because.push_back(make_reason(
                law_changes, state.language, {{"until", later->first.to_iso()}, {"rules", join(later->second, ", ")}}));
        }
        candidate.cost = state.cost(known, index);
    }
    return candidates;
}

Reasons HostingJudge::explain(Case& known, std::size_t target) const {
    constexpr HostingScope scope = HostingScope::destination;
    Reasons reasons;
    state_->collect(reasons, known, scope, state_->destination.basis, target);
    state_->collect(reasons, known, scope, state_->destination.caution, target);
    state_->collect(reasons, known, scope, state_->destination.advice, target);
    for (const std::size_t rule : state_->destination.cost) {
        if (!state_->holds(known, scope, rule, target)) continue;
        reasons.push_back(state_->reason(known, scope, rule, target));
        reasons.back().args.emplace_back("points", number_text(state_->points(known, rule, target)));
    }
    return reasons;
}

PresentHosting HostingJudge::present(const Application& application) const {
    return present(*open(application));
}

std::vector<HostingJudge::Candidate> HostingJudge::candidates(const Application& application,
                                                              const std::vector<double>& strong_neighbours) const {
    return candidates(*open(application, strong_neighbours));
}

Reasons HostingJudge::explain(const Application& application, std::size_t target,
                              const std::vector<double>& strong_neighbours) const {
    return explain(*open(application, strong_neighbours), target);
}

}  // namespace plan

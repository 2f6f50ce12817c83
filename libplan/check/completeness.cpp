#include "libplan/check/completeness.hpp"

#include "libplan/base/text.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace plan {

namespace {

constexpr std::size_t most_missing_shown = 3;

/// `hosted_outside`: its site is a target of a company, so a contract stands behind it.
using Scope = bool (*)(const Application&, bool hosted_outside);

bool everywhere(const Application&, bool) {
    return true;
}
bool where_it_moves(const Application& application, bool) {
    const Strategy strategy = strategy_of(application);
    return strategy != Strategy::retire && strategy != Strategy::retain;
}
bool outside_production(const Application& application, bool) {
    return application.environment != Environment::production && application.environment != Environment::unspecified;
}
bool with_derogation(const Application& application, bool) {
    return application.derogation_until || !application.derogation_basis.empty();
}
bool under_contract(const Application&, bool hosted_outside) {
    return hosted_outside;
}

/// What decisions rest on, whatever the policy. What the law needs besides is known from the questions.
struct Expectation {
    std::string_view field, used_by;
    Scope scope;
};
constexpr Expectation expectations[] = {
    {"owner", "plan-classify", everywhere},
    {"lifecycle", "plan-assess", everywhere},
    {"environment", "plan-classify, plan-assess", everywhere},
    {"criticality", "plan-assess", everywhere},
    {"service_type", "plan-assess, plan-target", where_it_moves},
    {"exposure", "plan-assess, plan-target", where_it_moves},
    {"users", "plan-assess", where_it_moves},
    {"site", "plan-target, plan-schedule", everywhere},
    {"data", "plan-classify, plan-target", everywhere},
    {"real_data", "plan-classify", outside_production},
    {"mention", "plan-classify, plan-target", everywhere},
    {"dicp.d", "plan-assess, plan-target", everywhere},
    {"dicp.i", "plan-target", everywhere},
    {"dicp.c", "plan-classify, plan-target", everywhere},
    {"dicp.p", "plan-target", everywhere},
    {"rto_hours", "plan-assess", where_it_moves},
    {"containerised", "plan-assess", where_it_moves},
    {"cloudable", "plan-assess", where_it_moves},
    {"vcpu", "plan-assess", where_it_moves},
    {"storage_gb", "plan-assess", where_it_moves},
    {"contract_end", "plan-assess, plan-schedule", under_contract},
    {"reversibility", "plan-target", under_contract},
    {"derogation_basis", "plan-target", with_derogation},
    {"derogation_until", "plan-target, plan-schedule", with_derogation},
    {"components", "plan-assess", where_it_moves},
};

/// A field that is judged: one of the table, one that a question names, or both.
struct Judged {
    std::string field, used_by;
    Scope scope;                    ///< null: expected where it is asked or answered
    const Field<Application>* row;  ///< null for `owner`, `components`, and what no table knows
    std::size_t expected = 0, filled = 0;
};

class CompletenessCount {
public:
    explicit CompletenessCount(const Portfolio& portfolio) : portfolio_(portfolio) {
        for (const Target& target : portfolio.targets)
            if (target.kind == "commercial") commercial_.insert(target.id);
    }

    Completeness run();

private:
    struct Owner {
        OwnerCompleteness result;
        std::map<std::size_t, std::size_t> missing;  ///< by place in fields_
    };

    void judge_table();
    void judge_questions();
    std::size_t place_of(std::string_view field, std::string_view used_by, Scope scope);
    void count(const Application& application);
    [[nodiscard]] static bool has_value(const Judged& judged, const Application& application);
    Owner& owner_of(const Application& application);
    void finish_owners();

    const Portfolio& portfolio_;
    std::unordered_set<std::string_view> commercial_;  ///< targets of companies
    Completeness result_;
    std::vector<Judged> fields_;
    std::unordered_map<std::string, std::size_t> places_;
    std::size_t table_size_ = 0;
    std::vector<std::size_t> known_from_questions_;  ///< those that an answer can stand in; few, unlike what is asked
    std::vector<Owner> owners_;
    std::unordered_map<std::string, std::size_t> owner_places_;  ///< by folded name
    std::vector<std::size_t> asked_in_;  ///< application counter at which a field was last asked
    std::size_t counter_ = 0;
};

std::size_t CompletenessCount::place_of(std::string_view field, std::string_view used_by, Scope scope) {
    const auto [place, added] = places_.emplace(std::string(field), fields_.size());
    if (added)
        fields_.push_back({std::string(field), std::string(used_by), scope,
                           field == "owner" ? nullptr : find_field(application_fields(), field)});
    return place->second;
}

void CompletenessCount::judge_table() {
    for (const Expectation& one : expectations) place_of(one.field, one.used_by, one.scope);
}

/// Fields that policies ask for join behind the table, in the order in which they stand in the stream.
void CompletenessCount::judge_questions() {
    for (const Application& application : portfolio_.applications) {
        if (!application.classification) continue;
        for (const Question& question : application.classification->questions)
            place_of(question.field, "plan-classify", nullptr);
    }
    asked_in_.assign(fields_.size(), 0);
    for (std::size_t place = table_size_; place < fields_.size(); ++place)
        if (fields_[place].row) known_from_questions_.push_back(place);
}

bool CompletenessCount::has_value(const Judged& judged, const Application& application) {
    if (judged.row) return !std::holds_alternative<std::monostate>(judged.row->get(application));
    if (judged.field == "owner") return !application.owner.empty() || !application.business_owner.empty();
    return judged.field == "components" && !application.components.empty();
}

CompletenessCount::Owner& CompletenessCount::owner_of(const Application& application) {
    const std::string& name = application.owner.empty() ? application.business_owner : application.owner;
    const auto [place, added] = owner_places_.emplace(fold(name), owners_.size());
    if (added) owners_.emplace_back().result.owner = std::string(trim(name));
    return owners_[place->second];
}

void CompletenessCount::count(const Application& application) {
    ++result_.applications;
    ++counter_;
    Owner& owner = owner_of(application);
    ++owner.result.applications;
    if (application.classification) {
        const Classification& classification = *application.classification;
        if (classification.verdict == Verdict::to_qualify || !classification.questions.empty())
            ++owner.result.to_qualify;
        for (const Question& question : classification.questions) asked_in_[places_.at(question.field)] = counter_;
    } else {
        ++result_.unclassified;
    }
    const bool outside = commercial_.count(application.site) > 0;
    const auto judge = [&](std::size_t place) {
        Judged& judged = fields_[place];
        const bool asked = asked_in_[place] == counter_;
        const bool filled = !asked && has_value(judged, application);
        const bool expected = asked || (judged.scope ? judged.scope(application, outside) : filled);
        if (!expected) return;
        ++judged.expected;
        ++owner.result.expected;
        if (filled) {
            ++judged.filled;
            ++owner.result.filled;
        } else {
            ++owner.missing[place];
        }
    };
    for (std::size_t place = 0; place < table_size_; ++place) judge(place);
    if (!application.classification) return;
    for (const std::size_t place : known_from_questions_) judge(place);
    for (const Question& question : application.classification->questions) {
        const std::size_t place = places_.at(question.field);
        if (place < table_size_ || fields_[place].row || asked_in_[place] != counter_) continue;
        judge(place);
        asked_in_[place] = 0;  // a question may stand twice
    }
}

void CompletenessCount::finish_owners() {
    for (Owner& owner : owners_) {
        std::vector<std::pair<std::size_t, std::size_t>> missing(owner.missing.begin(), owner.missing.end());
        std::ranges::stable_sort(missing, std::greater<>(), &std::pair<std::size_t, std::size_t>::second);
        for (const auto& [place, applications] : missing) {
            if (owner.result.most_missing.size() == most_missing_shown) break;
            owner.result.most_missing.emplace_back(fields_[place].field, applications);
        }
        result_.owners.push_back(std::move(owner.result));
    }
    std::ranges::sort(result_.owners, [](const OwnerCompleteness& a, const OwnerCompleteness& b) {
        return a.missing() != b.missing() ? a.missing() > b.missing() : a.owner < b.owner;
    });
}

Completeness CompletenessCount::run() {
    judge_table();
    table_size_ = fields_.size();
    judge_questions();
    for (const Application& application : portfolio_.applications)
        if (application.lifecycle != Lifecycle::retired) count(application);
    finish_owners();
    for (Judged& judged : fields_)
        if (judged.expected > 0)
            result_.fields.push_back(
                {std::move(judged.field), std::move(judged.used_by), judged.expected, judged.filled});
    std::ranges::stable_sort(result_.fields, std::greater<>(), &FieldCompleteness::missing);
    return std::move(result_);
}

}  // namespace

Completeness completeness(const Portfolio& portfolio) {
    return CompletenessCount(portfolio).run();
}

std::size_t permille(std::size_t filled, std::size_t expected) {
    return expected == 0 ? 1000 : filled * 1000 / expected;
}

}  // namespace plan

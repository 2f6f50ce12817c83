#include "libplan/base/text.hpp"
#include "libplan/check/known_words.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <string_view>

namespace plan {

namespace {

class ApplicationChecks {
public:
    ApplicationChecks(const Portfolio& portfolio, std::optional<Date> as_of, RecordFindings& findings)
        : portfolio_(portfolio), as_of_(as_of), findings_(findings) {}

    void all();
    void isolated();

private:
    void words();
    void answers();
    void lifecycle();
    void dates();
    void add(RecordFinding finding, std::vector<std::string> arguments) {
        findings_.add(finding, portfolio_.where(RecordType::application, index_), std::move(arguments));
    }

    const Portfolio& portfolio_;
    std::optional<Date> as_of_;
    RecordFindings& findings_;
    std::size_t index_ = 0;
    const Application* application_ = nullptr;
};

void ApplicationChecks::all() {
    for (index_ = 0; index_ < portfolio_.applications.size(); ++index_) {
        application_ = &portfolio_.applications[index_];
        if (application_->owner.empty() && application_->business_owner.empty())
            add(RecordFinding::no_owner, {application_->id});
        words();
        answers();
        lifecycle();
        if (as_of_) dates();
    }
}

void ApplicationChecks::words() {
    const WordPlace place{portfolio_, RecordType::application, index_, application_->id};
    const auto expect = [&](std::string_view field, std::string_view word, const Words& known) {
        expect_word(place, field, word, known, findings_);
    };
    for (const std::string& category : application_->data) expect("data", category, data_categories());
    for (const std::string& secret : application_->legal_secrets) expect("legal_secrets", secret, legal_secrets());
    expect("criticality", application_->criticality, criticalities());
    for (const std::string& nature : split_list(application_->harm.nature, ",|"))
        expect("harm.nature", nature, harm_natures());
    for (const char& character : application_->harm.criterion)
        if (std::string_view(" ,|").find(character) == std::string_view::npos)
            expect("harm.criterion", std::string_view(&character, 1), harm_criteria());
    for (const Component& component : application_->components)
        expect("components.kind", component.kind, component_kinds());
}

/// A question answered no while the data says yes: the rules would follow one of them without saying so.
void ApplicationChecks::answers() {
    const auto lists = [&](std::string_view category) {
        return std::ranges::find(application_->data, category) != application_->data.end();
    };
    const auto compare = [&](std::string_view field, const std::optional<bool>& answer, const Words& categories) {
        if (answer.value_or(true)) return;
        for (const std::string_view category : categories)
            if (lists(category))
                add(RecordFinding::contradicting_data, {application_->id, std::string(field), std::string(category)});
    };
    compare("personal_data", application_->personal_data, {"personal", "special", "criminal", "minors", "health"});
    compare("sensitive_personal_data", application_->sensitive_personal_data, {"special", "health"});
    compare("criminal_data", application_->criminal_data, {"criminal"});
    compare("minors", application_->minors, {"minors"});
    compare("health_data", application_->health_data, {"health"});
    const auto& given = application_->legal_secrets;
    if (std::ranges::find(given, "none") == given.end()) return;
    const auto other = std::ranges::find_if(given, [](const std::string& secret) { return secret != "none"; });
    if (other != given.end()) add(RecordFinding::contradicting_secrets, {application_->id, *other});
}

void ApplicationChecks::lifecycle() {
    const Strategy strategy = strategy_of(*application_);
    if (application_->lifecycle == Lifecycle::retired && is_move(strategy))
        add(RecordFinding::retired_moves, {application_->id, std::string(keyword(strategy))});
}

void ApplicationChecks::dates() {
    if (application_->lifecycle == Lifecycle::retired) return;
    const auto expect_ahead = [&](std::string_view field, const std::optional<Date>& date) {
        if (date && *date < *as_of_)
            add(RecordFinding::date_passed, {application_->id, std::string(field), date->to_iso(), as_of_->to_iso()});
    };
    expect_ahead("deadline", application_->deadline);
    expect_ahead("contract_end", application_->contract_end);
    expect_ahead("derogation_until", application_->derogation_until);
    if (application_->lifecycle == Lifecycle::project) expect_ahead("go_live", application_->go_live);
}

void ApplicationChecks::isolated() {
    std::vector<bool> has_flow(portfolio_.applications.size(), false);
    for (const Flow& flow : portfolio_.flows) {
        if (flow.from == flow.to) continue;
        for (const std::string* end : {&flow.from, &flow.to})
            if (const auto index = portfolio_.application_index(*end)) has_flow[*index] = true;
    }
    for (index_ = 0; index_ < portfolio_.applications.size(); ++index_) {
        const std::string& id = portfolio_.applications[index_].id;
        if (portfolio_.applications[index_].lifecycle == Lifecycle::retired) continue;
        if (!has_flow[portfolio_.application_index(id).value()]) add(RecordFinding::isolated, {id});
    }
}

}  // namespace

void check_applications(const Portfolio& portfolio, std::optional<Date> as_of, RecordFindings& findings) {
    ApplicationChecks checks(portfolio, as_of, findings);
    checks.all();
    checks.isolated();
}

}  // namespace plan

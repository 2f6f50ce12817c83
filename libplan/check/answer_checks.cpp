#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

/// Answers about one application that do not go together. What the law makes of an answer is the policy's; here only
/// what the words mean counts: health data is personal data, a sandbox is no production.
namespace plan {

namespace {

using Answer = std::optional<bool>;
using Categories = std::initializer_list<std::string_view>;

bool lists(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

class AnswerChecks {
public:
    AnswerChecks(const Portfolio& portfolio, std::size_t index, InventoryFindings& findings)
        : portfolio_(portfolio), index_(index), application_(portfolio.applications[index]), findings_(findings) {}

    void personal_data();
    void listed_data();
    void secrets();
    void harm();
    void needs();
    void hosting();
    void parts();
    void derogation();

private:
    void add(InventoryFinding finding, std::vector<std::string> arguments) {
        findings_.add(finding, portfolio_.where(RecordType::application, index_), std::move(arguments));
    }
    void contradict(std::string_view one, std::string one_value, std::string_view other, std::string other_value) {
        add(InventoryFinding::contradiction,
            {application_.id, std::string(one), std::move(one_value), std::string(other), std::move(other_value)});
    }
    void unlikely(std::string_view one, std::string one_value, std::string_view other, std::string other_value) {
        add(InventoryFinding::unlikely,
            {application_.id, std::string(one), std::move(one_value), std::string(other), std::move(other_value)});
    }

    const Portfolio& portfolio_;
    std::size_t index_;
    const Application& application_;
    InventoryFindings& findings_;
};

/// The special kinds of personal data are personal data, and the persons that it is about can be counted.
void AnswerChecks::personal_data() {
    const Application& one = application_;
    const std::pair<std::string_view, Answer> kinds[] = {{"sensitive_personal_data", one.sensitive_personal_data},
                                                         {"criminal_data", one.criminal_data},
                                                         {"minors", one.minors},
                                                         {"health_data", one.health_data}};
    if (one.personal_data == Answer(false))
        for (const auto& [field, answer] : kinds)
            if (answer == Answer(true)) contradict("personal_data", "false", field, "true");
    if (one.health_data == Answer(true) && one.sensitive_personal_data == Answer(false))
        contradict("sensitive_personal_data", "false", "health_data", "true");
    if (!one.persons) return;
    if (*one.persons > 0 && one.personal_data == Answer(false))
        contradict("personal_data", "false", "persons", std::to_string(*one.persons));
    if (*one.persons == 0 && one.personal_data == Answer(true)) contradict("personal_data", "true", "persons", "0");
    // An account is data about the person who has it.
    if (one.users && *one.users > *one.persons && one.personal_data != Answer(false))
        unlikely("users", std::to_string(*one.users), "persons", std::to_string(*one.persons));
}

/// A list of categories is complete (plan-records): what it does not name, the application does not hold.
void AnswerChecks::listed_data() {
    if (application_.data.empty()) return;
    const auto expect = [&](std::string_view field, const Answer& answer, Categories categories) {
        if (answer != Answer(true)) return;
        if (std::ranges::any_of(categories, [&](std::string_view word) { return lists(application_.data, word); }))
            return;
        add(InventoryFinding::unlisted_data, {application_.id, std::string(field), join(application_.data, ", ")});
    };
    // Files about staff, taxes, benefits or trials are about persons, most of the time.
    expect("personal_data", application_.personal_data,
           {"personal", "special", "criminal", "minors", "health", "hr", "tax", "social", "judicial"});
    expect("sensitive_personal_data", application_.sensitive_personal_data, {"special", "health"});
    expect("criminal_data", application_.criminal_data, {"criminal"});
    expect("minors", application_.minors, {"minors"});
    expect("health_data", application_.health_data, {"health"});
}

void AnswerChecks::secrets() {
    const Application& one = application_;
    if (one.personal_data == Answer(false) && lists(one.legal_secrets, "privacy"))
        contradict("personal_data", "false", "legal_secrets", "privacy");
    if (one.health_data == Answer(false) && lists(one.legal_secrets, "medical_secret"))
        contradict("health_data", "false", "legal_secrets", "medical_secret");
    const bool marked = one.mention != Mention::unspecified && one.mention != Mention::none;
    if (marked && one.access == Access::open)
        contradict("access", "open", "mention", std::string(keyword(one.mention)));
    if (marked && one.data.size() == 1 && one.data.front() == "public")
        contradict("data", "public", "mention", std::string(keyword(one.mention)));
}

/// Nature and criterion describe a harm; where every answer is no there is none to describe.
void AnswerChecks::harm() {
    const Harm& harm = application_.harm;
    const std::array<std::pair<std::string_view, Answer>, 4> answers = {
        {{"harm.public_order", harm.public_order},
         {"harm.public_security", harm.public_security},
         {"harm.health_life", harm.health_life},
         {"harm.intellectual_property", harm.intellectual_property}}};
    const auto none = std::ranges::all_of(answers, [](const auto& answer) { return answer.second == Answer(false); });
    if (none && !harm.nature.empty()) unlikely("harm.nature", harm.nature, "harm", "false");
    if (none && !harm.criterion.empty()) unlikely("harm.criterion", harm.criterion, "harm", "false");
    const auto known = std::ranges::count_if(answers, [](const auto& answer) { return answer.second.has_value(); });
    const auto yes = std::ranges::any_of(answers, [](const auto& answer) { return answer.second == Answer(true); });
    if (known == 0 || known == 4 || yes) return;  // one yes is an answer to the whole
    std::vector<std::string> missing;
    for (const auto& [field, answer] : answers)
        if (!answer) missing.emplace_back(field);
    add(InventoryFinding::partial_answer, {application_.id, "harm", join(missing, ", ")});
}

/// How vital it is said to be, against how long it may stand still.
void AnswerChecks::needs() {
    const Application& one = application_;
    const bool vital = one.criticality == "vital" || one.dicp.d == std::optional<std::int64_t>(4);
    const bool minor = one.criticality == "low" || one.dicp.d == std::optional<std::int64_t>(1);
    const std::string_view by = one.criticality == "vital" || one.criticality == "low" ? "criticality" : "dicp.d";
    const std::string value = by == "dicp.d" ? std::to_string(one.dicp.d.value_or(0)) : one.criticality;
    constexpr double week = 168;
    if (vital && minor)
        unlikely("criticality", one.criticality, "dicp.d", std::to_string(one.dicp.d.value_or(0)));
    else if (vital && one.rto_hours && *one.rto_hours > week)
        unlikely("rto_hours", number_text(*one.rto_hours), by, value);
    else if (minor && one.rto_hours && *one.rto_hours < 1)
        unlikely("rto_hours", number_text(*one.rto_hours), by, value);
    if (one.vital_system == Answer(true) && one.criticality == "low")
        contradict("vital_system", "true", "criticality", "low");
    if (one.dicp.i == std::optional<std::int64_t>(4) && one.rpo_hours && *one.rpo_hours > week)
        unlikely("rpo_hours", number_text(*one.rpo_hours), "dicp.i", "4");
    const std::array<std::pair<std::string_view, std::optional<std::int64_t>>, 4> needs = {
        {{"dicp.d", one.dicp.d}, {"dicp.i", one.dicp.i}, {"dicp.c", one.dicp.c}, {"dicp.p", one.dicp.p}}};
    std::vector<std::string> missing;
    for (const auto& [field, need] : needs)
        if (!need) missing.emplace_back(field);
    if (!missing.empty() && missing.size() < needs.size())
        add(InventoryFinding::partial_answer, {one.id, "dicp", join(missing, ", ")});
}

void AnswerChecks::hosting() {
    const Application& one = application_;
    if (one.environment == Environment::production && one.real_data == Answer(false))
        contradict("environment", "production", "real_data", "false");
    if (one.cloudable == Answer(false) && one.containerised == Answer(true))
        contradict("cloudable", "false", "containerised", "true");
    if (one.cloudable == Answer(false) && is_move(one.strategy) && one.strategy != Strategy::refactor &&
        one.strategy != Strategy::repurchase)
        contradict("cloudable", "false", "strategy", std::string(keyword(one.strategy)));
    if (one.contract_end && one.deadline && *one.contract_end < *one.deadline)
        unlikely("deadline", one.deadline->to_iso(), "contract_end", one.contract_end->to_iso());
    const std::string_view url = one.url;
    const bool web = url.starts_with("http://") || url.starts_with("https://");
    const bool broken = std::ranges::any_of(url, [](unsigned char byte) { return byte <= 0x20 || byte == 0x7F; });
    if (!url.empty() && (!web || broken)) add(InventoryFinding::odd_url, {one.id, one.url});
}

void AnswerChecks::parts() {
    if (std::ranges::any_of(application_.components, [](const Component& part) { return trim(part.name).empty(); }))
        add(InventoryFinding::unnamed_component, {application_.id});
}

void AnswerChecks::derogation() {
    const Application& one = application_;
    const bool based = !one.derogation_basis.empty(), dated = one.derogation_until.has_value();
    if (based != dated)
        add(InventoryFinding::incomplete_derogation,
            {one.id, based ? "derogation_basis" : "derogation_until", based ? "derogation_until" : "derogation_basis"});
    if (one.acceptable_offer_on && dated && *one.derogation_until < *one.acceptable_offer_on)
        unlikely("derogation_until", one.derogation_until->to_iso(), "acceptable_offer_on",
                 one.acceptable_offer_on->to_iso());
}

}  // namespace

void check_answers(const Portfolio& portfolio, InventoryFindings& findings) {
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        AnswerChecks checks(portfolio, index, findings);
        checks.personal_data();
        checks.listed_data();
        checks.secrets();
        checks.harm();
        checks.needs();
        checks.hosting();
        checks.parts();
        checks.derogation();
    }
}

/// Of a classification that somebody has edited, or that a policy left unfinished.
void check_verdicts(const Portfolio& portfolio, InventoryFindings& findings) {
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        if (!application.classification) continue;
        const Classification& classification = *application.classification;
        const auto add = [&](InventoryFinding finding, std::vector<std::string> arguments) {
            arguments.insert(arguments.begin(), application.id);
            findings.add(finding, portfolio.where(RecordType::application, index), std::move(arguments));
        };
        if (classification.verdict == Verdict::decided && !classification.questions.empty())
            add(InventoryFinding::decided_with_questions,
                {std::to_string(classification.questions.size()), classification.questions.front().field});
        if (classification.verdict == Verdict::to_qualify && classification.questions.empty())
            add(InventoryFinding::blocked_without_question, {});
        const bool marked = application.mention != Mention::unspecified && application.mention != Mention::none;
        if (marked && classification.sensitivity_class.empty())
            add(InventoryFinding::mention_without_class, {std::string(keyword(application.mention))});
    }
}

}  // namespace plan

#include "libplan/policy/classification.hpp"
#include "libplan/record/fields.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string>

using plan::Application;
using plan::Classification;

namespace {

const plan::Policy& policy() {
    static const plan::Policy read = plan::read_policy(shipped::text("policies/cloud-au-centre.xml"), "policy.xml");
    return read;
}

class Dice {
public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}
    std::size_t below(std::size_t sides) { return engine_() % sides; }
    std::optional<bool> answer() {
        const std::size_t side = below(3);
        return side == 0 ? std::nullopt : std::optional<bool>(side == 1);
    }
    template <std::size_t Count>
    std::vector<std::string> some(const std::array<const char*, Count>& words) {
        std::vector<std::string> chosen;
        for (const char* word : words)
            if (below(Count) == 0) chosen.emplace_back(word);
        return chosen;
    }

private:
    std::mt19937 engine_;
};

constexpr std::array categories = {"public", "internal", "personal",        "special", "criminal", "minors",
                                   "health", "hr",       "business_secret", "tax",     "social",   "financial"};
constexpr std::array secrets = {"none", "none", "privacy", "medical_secret", "defence", "business_secret"};

/// Blank, no and yes anywhere, contradictions included.
Application random_application(std::uint32_t seed) {
    Dice dice(seed);
    Application record;
    record.id = "A" + std::to_string(seed);
    record.environment = static_cast<plan::Environment>(dice.below(6));
    record.access = static_cast<plan::Access>(dice.below(4));
    if (dice.below(10) == 0) record.mention = static_cast<plan::Mention>(dice.below(5));
    record.data = dice.some(categories);
    record.legal_secrets = dice.some(secrets);
    record.personal_data = dice.answer();
    record.sensitive_personal_data = dice.answer();
    record.criminal_data = dice.answer();
    record.minors = dice.answer();
    record.health_data = dice.answer();
    record.real_data = dice.answer();
    record.essential_mission = dice.answer();
    record.harm.public_order = dice.answer();
    record.harm.public_security = dice.answer();
    record.harm.health_life = dice.answer();
    record.harm.intellectual_property = dice.answer();
    if (dice.below(20) == 0) record.vital_system = true;
    if (dice.below(3) == 0) record.dicp.c = static_cast<std::int64_t>(1 + dice.below(4));
    return record;
}

Classification judge(const Application& record) {
    return plan::classify(policy(), record, {{}, plan::Language::french});
}

/// 0 for no class, 1 for the least strict.
std::size_t rank(const std::string& id) {
    const auto& classes = policy().classes();
    const auto found = std::ranges::find(classes, id, &plan::SensitivityClass::id);
    return found == classes.end() ? 0 : static_cast<std::size_t>(found - classes.begin()) + 1;
}

std::string argument(const plan::Reason& reason, const std::string& name) {
    for (const auto& [key, value] : reason.args)
        if (key == name) return value;
    return {};
}

bool is_true(const std::optional<bool>& answer) {
    return answer.value_or(false);
}

/// Rule R9's test written a second time, straight from the doctrine: do the known facts make A and B both yes?
bool sensitive_by_hand(const Application& record) {
    const auto holds = [&](const char* category) {
        return std::ranges::find(record.data, category) != record.data.end();
    };
    const bool declared =
        std::ranges::any_of(record.legal_secrets, [](const auto& secret) { return secret != "none"; });
    const bool persons = is_true(record.personal_data) || is_true(record.sensitive_personal_data) ||
                         is_true(record.criminal_data) || is_true(record.minors) || is_true(record.health_data) ||
                         holds("personal") || holds("special") || holds("criminal") || holds("minors") ||
                         holds("health");
    const bool a = declared || persons || holds("business_secret") || is_true(record.essential_mission);
    const plan::Harm& harm = record.harm;
    const bool b = is_true(harm.public_order) || is_true(harm.public_security) || is_true(harm.health_life) ||
                   is_true(harm.intellectual_property);
    const bool trial = record.environment == plan::Environment::development ||
                       record.environment == plan::Environment::sandbox ||
                       record.environment == plan::Environment::prototype;
    return a && b && !(trial && record.real_data == false);
}

}  // namespace

TEST_CASE("random applications: the strictest class among the reasons wins") {
    for (std::uint32_t seed = 0; seed < 5000; ++seed) {
        const Classification result = judge(random_application(seed));
        std::size_t strictest = 0;
        for (const plan::Reason& reason : result.because)
            strictest = std::max(strictest, rank(argument(reason, "class")));
        CAPTURE(seed);
        REQUIRE(rank(result.sensitivity_class) == strictest);
        REQUIRE((result.verdict == plan::Verdict::to_qualify || strictest > 0));
        REQUIRE_FALSE(result.because.empty());
    }
}

TEST_CASE("random applications: to be qualified if and only if questions are left, and no rule is missing") {
    for (std::uint32_t seed = 0; seed < 5000; ++seed) {
        const Classification result = judge(random_application(seed));
        CAPTURE(seed);
        REQUIRE((result.verdict == plan::Verdict::to_qualify) == !result.questions.empty());
        REQUIRE(std::ranges::find(result.because, "no-rule", &plan::Reason::rule) == result.because.end());
    }
}

TEST_CASE("random applications: nothing is called free of constraints while a question is open") {
    constexpr std::array<std::string_view, 4> free = {"D11", "D11-access", "D11-public", "D12"};
    for (std::uint32_t seed = 0; seed < 5000; ++seed) {
        const Classification result = judge(random_application(seed));
        CAPTURE(seed);
        for (const plan::Reason& reason : result.because)
            REQUIRE((result.verdict == plan::Verdict::decided || std::ranges::find(free, reason.rule) == free.end()));
    }
}

TEST_CASE("random applications: A and B as the doctrine says them, no more and no less") {
    for (std::uint32_t seed = 0; seed < 5000; ++seed) {
        const Application record = random_application(seed);
        const Classification result = judge(record);
        CAPTURE(seed);
        if (sensitive_by_hand(record))
            REQUIRE(rank(result.sensitivity_class) >= rank("sensitive"));
        else
            REQUIRE(result.sensitivity_class != "sensitive");
    }
}

TEST_CASE("random applications: a decided class stays as it is whatever is answered in the blanks of A and B") {
    for (std::uint32_t seed = 0; seed < 500; ++seed) {
        const Application record = random_application(seed);
        const Classification before = judge(record);
        if (before.verdict != plan::Verdict::decided || before.sensitivity_class == "open") continue;
        for (int answers = 0; answers < 64; ++answers) {
            Application filled = record;
            std::optional<bool>* blanks[] = {&filled.essential_mission, &filled.harm.public_order,
                                             &filled.harm.public_security, &filled.harm.health_life,
                                             &filled.harm.intellectual_property};
            for (int blank = 0; blank < 5; ++blank)
                if (!blanks[blank]->has_value()) *blanks[blank] = (answers >> blank & 1) != 0;
            if (filled.legal_secrets.empty()) filled.legal_secrets = {(answers & 32) != 0 ? "defence" : "none"};
            CAPTURE(seed, answers);
            REQUIRE(judge(filled).sensitivity_class == before.sensitivity_class);
        }
    }
}

TEST_CASE("random applications: answering a question no never raises the class, answering yes never lowers it") {
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        const Application record = random_application(seed);
        const std::size_t before = rank(judge(record).sensitivity_class);
        for (int question = 0; question < 5; ++question) {
            Application yes = record, no = record;
            const auto of = [question](Application& changed) -> std::optional<bool>& {
                std::optional<bool>* answers[] = {&changed.essential_mission, &changed.harm.public_order,
                                                  &changed.harm.public_security, &changed.harm.health_life,
                                                  &changed.harm.intellectual_property};
                return *answers[question];
            };
            if (of(yes).has_value()) continue;
            of(yes) = true;
            of(no) = false;
            CAPTURE(seed, question);
            const std::size_t with_yes = rank(judge(yes).sensitivity_class);
            const std::size_t with_no = rank(judge(no).sensitivity_class);
            REQUIRE(with_no <= std::max(before, rank("internal")));
            REQUIRE(with_no >= before);
            // A public service that turns out to matter is asked about; until then nothing is imposed on it.
            if (judge(record).sensitivity_class != "open")
                REQUIRE(with_yes >= before);
            else
                REQUIRE((with_yes >= before || judge(yes).verdict == plan::Verdict::to_qualify));
        }
    }
}

TEST_CASE("random applications: answering every question ends in a decision") {
    for (std::uint32_t seed = 0; seed < 2000; ++seed) {
        Application record = random_application(seed);
        Dice dice(seed + 1);
        Classification result = judge(record);
        for (int round = 0; round < 4 && result.verdict == plan::Verdict::to_qualify; ++round) {
            for (const plan::Question& question : result.questions) {
                if (question.field == "data") {
                    record.data = {"internal"};
                } else if (question.field == "legal_secrets") {
                    record.legal_secrets = {"privacy"};
                } else {
                    const auto* field = plan::find_field(plan::application_fields(), question.field);
                    REQUIRE(field->set(record, plan::FieldValue(dice.below(2) == 0)));
                }
            }
            result = judge(record);
        }
        CAPTURE(seed);
        REQUIRE(result.verdict == plan::Verdict::decided);
    }
}

TEST_CASE("a portfolio is counted by class and verdict, and each reason's arguments follow no language") {
    plan::Portfolio portfolio;
    for (std::uint32_t seed = 0; seed < 300; ++seed) portfolio.applications.push_back(random_application(seed));
    const plan::ClassificationCounts counts = plan::classify(policy(), portfolio, {{}, plan::Language::french});
    CHECK(counts.decided + counts.to_qualify == 300);
    std::size_t sum = counts.without_class;
    for (const auto& [id, count] : counts.classes) sum += count;
    CHECK(sum == 300);
    for (const Application& record : portfolio.applications) {
        const Classification english = plan::classify(policy(), record, {{}, plan::Language::english});
        REQUIRE(english.because.size() == record.classification->because.size());
        for (std::size_t index = 0; index < english.because.size(); ++index)
            REQUIRE(english.because[index].args == record.classification->because[index].args);
    }
}

#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/doctrine_cases.hpp"

using namespace doctrine;

/// A verdict depends on its day, and the strictest of the rows that apply wins.

namespace {

Judged on(const char* day) {
    return {&policy_2023(), day};
}

}  // namespace

TEST_CASE("the act of 2024 is cited from the day of the act on, the circular before it") {
    // R9 of 31 May 2023; article 31 of the act of 21 May 2024 carries it into law: the class is the same.
    CHECK(on("2024-05-20").outcome(sensitive()) == "sensitive decided");
    CHECK(on("2024-05-20").source(sensitive(), "D4") == "R9");
    CHECK(on("2024-05-21").outcome(sensitive()) == "sensitive decided");
    CHECK(on("2024-05-21").source(sensitive(), "D4") == "R9, SREN-31");
}

TEST_CASE("CNIL's publication is cited from its day on; the GDPR already protected what it is about") {
    const Application minors = personal([](Application& record) { record.minors = true; });
    CHECK(on("2024-07-18").outcome(minors) == "protected decided");
    CHECK(on("2024-07-18").source(minors, "D7") == "RGPD-9, RGPD-10");
    CHECK(on("2024-07-19").source(minors, "D7") == "RGPD-9, RGPD-10, CNIL-2024");
}

TEST_CASE("the months of the act count from the day of the act; before it only the circular's are said") {
    const Application derogated = sensitive([](Application& record) {
        record.derogation_basis = "R9";
        record.acceptable_offer_on = shipped::day("2024-01-10");
    });
    const auto argument = [&](const char* day, const std::string& name) {
        for (const plan::Reason& reason : on(day).of(derogated).because)
            if (reason.rule == "D5")
                for (const auto& [key, value] : reason.args)
                    if (key == name) return value;
        return std::string("none");
    };
    CHECK(argument("2024-05-20", "derogation_months") == "12");
    CHECK(argument("2024-05-20", "derogation_months_law").empty());
    CHECK(argument("2024-05-21", "derogation_months") == "12");
    CHECK(argument("2024-05-21", "derogation_months_law") == "18");
    CHECK(argument("2024-05-21", "confidence") == "to-verify");  // of the 18 months
}

TEST_CASE("a threshold of the circular counts from its day on, and nothing lies above it before") {
    const Application kept = answered([](Application& record) {
        record.cloudable = false;
        record.full_cost = 5e6;
    });
    CHECK(on("2023-05-31").fires(kept, "D13-study"));
    CHECK_FALSE(on("2023-05-30").fires(kept, "D13-study"));
}

TEST_CASE("the strictest row wins, and every row that applies is said") {
    struct Case {
        Application record;
        const char* outcome;
        std::vector<const char*> rows;
    };
    const std::vector<Case> cases = {
        // D1 over all: IGI 1300 takes it out of every scope.
        {sensitive([](Application& record) { record.mention = Mention::top_secret; }),
         "classified decided",
         {"D1", "D4", "D8"}},
        // D2 over D4: II 901 allows the State's accredited cloud alone, R9 would allow a qualified offer.
        {sensitive([](Application& record) { record.mention = Mention::restricted; }),
         "restricted decided",
         {"D2", "D4", "D8"}},
        // D2 over D12: a marking holds for a document wherever it lies, R9's scope does not limit II 901.
        {answered([](Application& record) {
             record.mention = Mention::restricted;
             record.environment = Environment::development;
             record.real_data = false;
         }),
         "restricted decided",
         {"D2"}},
        // D4 with D3 and D6: one class, three hostings to intersect.
        {sensitive([](Application& record) {
             record.vital_system = true;
             record.health_data = true;
         }),
         "sensitive decided",
         {"D3", "D4", "health-hosting", "D8"}},
        // D7 over D8, D9 over D8 and D11.
        {personal([](Application& record) { record.criminal_data = true; }), "protected decided", {"D7", "D8"}},
        {personal([](Application& record) { record.essential_mission = true; }), "protected decided", {"D8", "D9"}},
        // D13 changes no class: what stays on premises is as sensitive as it was.
        {sensitive([](Application& record) { record.cloudable = false; }), "sensitive decided", {"D4", "D13"}},
        // D0 with D1: nothing that could be answered would be stricter.
        {[] {
             Application record = blank(Access::restricted);
             record.mention = Mention::secret;
             return record;
         }(),
         "classified decided",
         {"D1"}},
        // D0 with D9: the class known so far, and B asked.
        {answered([](Application& record) {
             record.essential_mission = true;
             record.harm = {};
         }),
         "protected to_qualify",
         {"D0", "D9"}},
    };
    for (std::size_t index = 0; index < cases.size(); ++index) {
        CAPTURE(index);
        CHECK(outcome(cases[index].record) == cases[index].outcome);
        for (const char* row : cases[index].rows) {
            CAPTURE(row);
            CHECK(fires(cases[index].record, row));
        }
    }
}

TEST_CASE("acceptance is judged as production, whatever is said of its data") {
    // R9 is about production and acceptance: only other environments may leave its scope.
    for (const std::optional<bool> real :
         {std::optional<bool>(), std::optional<bool>(true), std::optional<bool>(false)})
        CHECK(outcome(sensitive([&](Application& record) {
                  record.environment = Environment::acceptance;
                  record.real_data = real;
              })) == "sensitive decided");
}

#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/doctrine_cases.hpp"

using namespace doctrine;

/// Rows of the decision table that say what must be seen to beside the class: D3, D5, D7, D10, D13. Each case was
/// worked by hand from the row that its name gives: an application that meets it, one that just misses each condition,
/// and one of which an answer is missing.

TEST_CASE(
    "D3: a vital system follows ANSSI's recommendations, whatever its class, and only when it says that it is one") {
    const auto vital = [](Application& record) { record.vital_system = true; };
    CHECK(outcome(answered(vital)) == "internal decided");  // D3 names a hosting, not a class
    CHECK(outcome(sensitive(vital)) == "sensitive decided");
    for (const Application& record : {answered(vital), personal(vital), sensitive(vital)}) {
        CHECK(fires(record, "D3"));
        CHECK(has_label(record, "vital"));
    }
    CHECK_FALSE(fires(answered([](Application& record) { record.vital_system = false; }), "D3"));
    CHECK_FALSE(fires(answered(), "D3"));  // not answered: no system is taken for vital
    CHECK_FALSE(has_label(answered(), "vital"));
}

namespace {

/// R9.5: a derogation on the circular, twelve months from an offer that became acceptable on 1 March 2026.
void derogated(Application& record) {
    record.derogation_basis = "R9";
    record.acceptable_offer_on = shipped::day("2026-03-01");
}

}  // namespace

TEST_CASE("D5: a derogation is for particularly sensitive data, with a basis and the day of an acceptable offer") {
    CHECK(fires(sensitive(derogated), "D5"));
    CHECK(outcome(sensitive(derogated)) == "sensitive decided");  // it changes where, not what
    // R9.5 derogates from R9.2: without A and B there is nothing to derogate from.
    CHECK_FALSE(fires(personal(derogated), "D5"));
    CHECK_FALSE(fires(answered(derogated), "D5"));
    const Application no_a = answered([](Application& record) {
        derogated(record);
        record.harm.public_order = true;
    });
    CHECK_FALSE(fires(no_a, "D5"));
    // Without a basis there is none.
    CHECK_FALSE(fires(sensitive([](Application& record) {
                          derogated(record);
                          record.derogation_basis.clear();
                      }),
                      "D5"));
    // Outside R9's scope (D12) neither.
    const Application sandbox = sensitive([](Application& record) {
        derogated(record);
        record.environment = Environment::sandbox;
        record.real_data = false;
    });
    CHECK_FALSE(fires(sandbox, "D5"));
    CHECK(outcome(sandbox) == "open decided");
}

TEST_CASE("D5: without the day of the acceptable offer the time does not run, and that day is asked for") {
    const Application undated = sensitive([](Application& record) {
        derogated(record);
        record.acceptable_offer_on.reset();
    });
    CHECK(fires(undated, "D5-undated"));
    CHECK_FALSE(fires(undated, "D5"));
    CHECK_FALSE(fires(undated, "D5-over"));
    CHECK_FALSE(fires(sensitive(derogated), "D5-undated"));
    CHECK_FALSE(fires(sensitive(), "D5-undated"));
}

TEST_CASE("D5: the twelve months of the circular end on the same day of the next year") {
    const auto over = [](const char* day) {
        return Judged{&policy_2023(), day}.fires(sensitive(derogated), "D5-over");
    };
    CHECK_FALSE(over("2026-03-01"));
    CHECK_FALSE(over("2027-02-28"));
    CHECK_FALSE(over("2027-03-01"));  // at most 12 months: the last day counts
    CHECK(over("2027-03-02"));
    CHECK(over("2028-01-01"));
    // From the last day of February of a leap year.
    const auto leap = [](const char* day) {
        return Judged{&policy_2023(), day}.fires(sensitive([](Application& record) {
                                                     derogated(record);
                                                     record.acceptable_offer_on = shipped::day("2028-02-29");
                                                 }),
                                                 "D5-over");
    };
    CHECK_FALSE(leap("2029-02-28"));
    CHECK(leap("2029-03-01"));
}

TEST_CASE("D5: only a project under way may have a derogation") {
    const auto at = [](Lifecycle lifecycle) {
        return sensitive([&](Application& record) {
            derogated(record);
            record.lifecycle = lifecycle;
        });
    };
    CHECK(fires(at(Lifecycle::project), "D5-project"));
    for (const Lifecycle lifecycle : {Lifecycle::build, Lifecycle::production, Lifecycle::unspecified})
        CHECK_FALSE(fires(at(lifecycle), "D5-project"));
    CHECK_FALSE(fires(sensitive([](Application& record) { record.lifecycle = Lifecycle::project; }), "D5-project"));
}

TEST_CASE("D6: health data carry a label of their own, by answer or by category, in R9's scope") {
    CHECK(has_label(personal([](Application& record) { record.health_data = true; }), "health"));
    CHECK(has_label(personal([](Application& record) { record.data = {"personal", "health"}; }), "health"));
    // D6 with D4: both are said, the class is the strictest.
    const Application both = sensitive([](Application& record) { record.health_data = true; });
    CHECK(outcome(both) == "sensitive decided");
    CHECK(fires(both, "D4"));
    CHECK(fires(both, "health-hosting"));
    // D6 without D4: the medical secret is a ground of A (CRPA L.311-6), B is no: protected.
    CHECK(outcome(personal([](Application& record) { record.health_data = true; })) == "protected decided");
    // Just missed: special data that is not health; a sandbox without real data.
    CHECK_FALSE(has_label(personal([](Application& record) { record.data = {"special"}; }), "health"));
    CHECK_FALSE(has_label(personal([](Application& record) {
                              record.health_data = true;
                              record.environment = Environment::development;
                              record.real_data = false;
                          }),
                          "health"));
    // Nobody answered: the categories are asked for, of the owner.
    Application unknown = blank(Access::restricted);
    unknown.owner = "Owner";
    CHECK_FALSE(has_label(unknown, "health"));
    const Classification result = judge(unknown);
    REQUIRE_FALSE(result.questions.empty());
    CHECK(result.questions.front().field == "data");
    CHECK(result.questions.front().owner == "Owner");
}

TEST_CASE("D7: a large base is one of a million persons, a rule of method that the inventory must give a number for") {
    const auto of = [](std::optional<std::int64_t> persons, bool harm = false) {
        return personal([&](Application& record) {
            record.persons = persons;
            record.harm.public_order = harm;
        });
    };
    CHECK(outcome(of(1'000'000)) == "protected decided");
    CHECK(fires(of(1'000'000), "D7-large"));
    CHECK(has_label(of(1'000'000), "large"));
    CHECK(outcome(of(999'999)) == "personal decided");
    CHECK(outcome(of(std::nullopt)) == "personal decided");  // a size that nobody gave is no large one
    CHECK(outcome(of(1'000'000, true)) == "sensitive decided");
    CHECK_FALSE(fires(of(1'000'000, true), "D7-large"));  // with B it is row D4
    CHECK_FALSE(fires(answered([](Application& record) { record.persons = 2'000'000; }), "D7-large"));  // not personal
}

TEST_CASE("D7: without B means B is not yes: an open B leaves special data protected, and to be qualified") {
    const Application open = personal([](Application& record) {
        record.minors = true;
        record.harm = {};
    });
    CHECK(outcome(open) == "protected to_qualify");
    CHECK(fires(open, "D7"));
    CHECK(questions(open) == every_harm);
}

TEST_CASE("D10: an essential service without sensitive data needs two regions and a risk analysis") {
    const auto vital_service = [](Application& record) { record.criticality = "vital"; };
    // Not sensitive is A and B not both yes: neither, A alone, B alone.
    CHECK(fires(answered(vital_service), "D10"));
    CHECK(fires(personal(vital_service), "D10"));
    CHECK(fires(answered([](Application& record) {
                    record.criticality = "vital";
                    record.harm.public_order = true;
                }),
                "D10"));
    CHECK(fires(answered([](Application& record) { record.vital_system = true; }), "D10"));
    CHECK(outcome(answered(vital_service)) == "internal decided");  // it adds no class
    // Just missed: sensitive, less than vital, marked, without real data.
    CHECK_FALSE(fires(sensitive(vital_service), "D10"));
    CHECK_FALSE(fires(answered([](Application& record) { record.criticality = "high"; }), "D10"));
    CHECK_FALSE(fires(answered(), "D10"));
    CHECK_FALSE(fires(answered([](Application& record) {
                          record.criticality = "vital";
                          record.mention = Mention::restricted;
                      }),
                      "D10"));
    CHECK_FALSE(fires(answered([](Application& record) {
                          record.criticality = "vital";
                          record.environment = Environment::prototype;
                          record.real_data = false;
                      }),
                      "D10"));
    // B left open: whether the data is sensitive is not known, so nothing is promised; B is asked.
    const Application open = personal([](Application& record) {
        record.criticality = "vital";
        record.harm = {};
    });
    CHECK_FALSE(fires(open, "D10"));
    CHECK(questions(open) == every_harm);
}

TEST_CASE("D13: what cannot go to the cloud stays, with a study, which goes to DINUM from a million euros on") {
    const auto kept = [](std::optional<double> cost) {
        return answered([&](Application& record) {
            record.cloudable = false;
            record.full_cost = cost;
        });
    };
    for (const Application& record : {kept({}), kept(0), kept(999'999.99), kept(1e6)}) CHECK(fires(record, "D13"));
    CHECK(fires(kept(1e6), "D13-study"));
    CHECK_FALSE(fires(kept(999'999.99), "D13-study"));
    CHECK_FALSE(fires(kept({}), "D13-study"));
    CHECK(fires(kept({}), "D13-amount"));  // whether DINUM gets it cannot be told: the amount is wanted
    CHECK_FALSE(fires(kept(0), "D13-amount"));
    CHECK(outcome(kept(1e6)) == "internal decided");
    // Just missed: it can; nobody said that it cannot.
    for (const std::optional<bool> cloudable : {std::optional<bool>(true), std::optional<bool>()}) {
        const Application record = answered([&](Application& changed) {
            changed.cloudable = cloudable;
            changed.full_cost = 2e6;
        });
        for (const char* rule : {"D13", "D13-study", "D13-amount"}) CHECK_FALSE(fires(record, rule));
    }
}

TEST_CASE("a question goes to the application's owner, else to its business owner") {
    const auto asked = [](const char* owner, const char* business_owner) {
        Application record = blank(Access::restricted);
        record.owner = owner;
        record.business_owner = business_owner;
        std::string names;
        for (const plan::Question& question : judge(record).questions) names += question.owner + ";";
        return names;
    };
    CHECK(asked("Ada", "Board") == "Ada;Ada;Ada;Ada;Ada;Ada;Ada;");
    CHECK(asked("", "Board") == "Board;Board;Board;Board;Board;Board;Board;");
    CHECK(asked("", "") == ";;;;;;;");
}

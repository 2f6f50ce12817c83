#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/doctrine_cases.hpp"

using namespace doctrine;

/// The announcement of 2021 knew three kinds of sensitive data and no analysis of harm: citizens' personal data,
/// companies' economic data, business applications of public agents. Where the edition of 2023 decides otherwise, both
/// are shown.

namespace {

const Judged in_2021 = {&policy_2021(), nullptr};

/// Open to partners, internal data, nothing personal: none of the three kinds.
Application neither(const Change& change = [](Application&) {}) {
    return answered([&](Application& record) {
        record.exposure = plan::Exposure::partners;
        change(record);
    });
}

}  // namespace

TEST_CASE("2021: personal data of citizens are sensitive, without a question B") {
    const Application record = personal([](Application& changed) { changed.exposure = plan::Exposure::internet; });
    CHECK(in_2021.outcome(record) == "sensitive decided");
    CHECK(in_2021.fires(record, "citizens"));
    CHECK(outcome(record) == "personal decided");  // 2023, B is no: D8
    const Application open_b = personal([](Application& changed) {
        changed.exposure = plan::Exposure::internet;
        changed.harm = {};
    });
    CHECK(in_2021.outcome(open_b) == "sensitive decided");
    CHECK(in_2021.questions(open_b).empty());
    CHECK(outcome(open_b) == "personal to_qualify");  // 2023: D0
    CHECK(in_2021.outcome(neither()) == "internal decided");
    CHECK_FALSE(in_2021.fires(neither(), "citizens"));
}

TEST_CASE("2021: economic data of companies are sensitive; in 2023 only with harm") {
    const auto secret = [](Application& record) { record.data = {"business_secret"}; };
    CHECK(in_2021.outcome(neither(secret)) == "sensitive decided");
    CHECK(in_2021.fires(neither(secret), "companies"));
    CHECK(outcome(neither(secret)) == "protected decided");  // 2023: A by business secret, B no: D9
    const Application by_secret = neither([](Application& record) { record.legal_secrets = {"business_secret"}; });
    CHECK(in_2021.fires(by_secret, "companies"));
    // Financial data is not by itself a company's.
    CHECK_FALSE(in_2021.fires(neither([](Application& record) { record.data = {"financial"}; }), "companies"));
}

TEST_CASE("2021: a business application of public agents is sensitive; in 2023 its audience decides nothing") {
    const auto at = [](plan::Exposure exposure, const char* data) {
        return answered([&](Application& record) {
            record.exposure = exposure;
            record.data = {data};
        });
    };
    CHECK(in_2021.outcome(at(plan::Exposure::internal, "internal")) == "sensitive decided");
    CHECK(in_2021.fires(at(plan::Exposure::internal, "internal"), "agents"));
    CHECK(outcome(at(plan::Exposure::internal, "internal")) == "internal decided");
    CHECK(in_2021.outcome(at(plan::Exposure::partners, "internal")) == "internal decided");
    CHECK(in_2021.outcome(at(plan::Exposure::internet, "internal")) == "internal decided");
    CHECK(in_2021.outcome(at(plan::Exposure::internal, "public")) == "open decided");
    // To whom it is open is then a question, which 2023 does not ask.
    const Application unknown = at(plan::Exposure::unspecified, "internal");
    CHECK(in_2021.outcome(unknown) == "internal to_qualify");
    CHECK(in_2021.questions(unknown) == "exposure");
    CHECK(questions(unknown).empty());
}

TEST_CASE("2021: an essential mission with harm is sensitive in 2023 alone") {
    const Application mission = neither([](Application& record) {
        record.essential_mission = true;
        record.harm.public_order = true;
    });
    CHECK(in_2021.outcome(mission) == "internal decided");
    CHECK(outcome(mission) == "sensitive decided");
}

TEST_CASE("2021: markings, health data and environments without real data are as in 2023") {
    for (const auto& [mention, expected] :
         {std::pair{Mention::secret, "classified decided"}, std::pair{Mention::top_secret, "classified decided"},
          std::pair{Mention::restricted, "restricted decided"}}) {
        const Application record =
            personal([&, marking = mention](Application& changed) { changed.mention = marking; });
        CHECK(in_2021.outcome(record) == expected);
        CHECK(outcome(record) == expected);
    }
    const Application health = personal([](Application& record) { record.health_data = true; });
    CHECK(in_2021.has_label(health, "health"));
    CHECK_FALSE(in_2021.has_label(personal(), "health"));
    const auto development = [](std::optional<bool> real) {
        return personal([&](Application& record) {
            record.environment = Environment::development;
            record.real_data = real;
        });
    };
    CHECK(in_2021.outcome(development(false)) == "open decided");
    CHECK(in_2021.outcome(development(true)) == "sensitive decided");
    CHECK(in_2021.outcome(development({})) == "sensitive decided");  // real data is not ruled out
    CHECK(outcome(development({})) == "personal to_qualify");        // 2023 asks whether it is real
}

TEST_CASE("2021: what is not known is asked, of the owner") {
    Application unknown = blank(Access::restricted);
    unknown.owner = "Owner";
    CHECK(in_2021.outcome(unknown) == "- to_qualify");
    CHECK(in_2021.questions(unknown) == "data exposure");
    CHECK(in_2021.of(unknown).questions.front().owner == "Owner");
    CHECK(in_2021.outcome(blank(Access::open)) == "open decided");
    const Application staff = neither([](Application& record) {
        record.data = {"hr"};
        record.personal_data.reset();
    });
    CHECK(in_2021.outcome(staff) == "internal to_qualify");
    CHECK(in_2021.questions(staff) == "personal_data");
}

TEST_CASE("2021: how the three kinds are told is a reading of ours, and every reason says so") {
    const Judged french = in_2021;
    for (const Application& record : {personal(), answered(), neither()})
        for (const plan::Reason& reason : french.of(record).because) {
            CAPTURE(reason.rule);
            CHECK_FALSE(reason.source.empty());
            CHECK(reason.text.find("[source to verify]") != std::string::npos);
        }
}

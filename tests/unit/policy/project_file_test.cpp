#include "libplan/policy/hosting.hpp"
#include "libplan/policy/questionnaire.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/doctrine_cases.hpp"

using namespace doctrine;

/// The file of a project, piece by piece: R1 a cloud first, R4 reversibility, R5 continuity, R6 cloud by default, R7
/// the study of who leaves it, R8 who checks, R9 data protection, R10 portability. Worked by hand from the rules' text.

namespace {

/// A project of internal data, every legal question answered, and nothing of its file.
Application project(const Change& change = [](Application&) {}) {
    return answered([&](Application& record) {
        record.lifecycle = Lifecycle::project;
        change(record);
    });
}

Application complete(const Change& change = [](Application&) {}) {
    return project([&](Application& record) {
        record.cloud_search = record.reversibility = record.cloudable = record.portability = true;
        record.rto_hours = 4;
        record.rpo_hours = 1;
        record.full_cost = 500'000;
        record.conformity_review_on = shipped::day("2026-11-02");
        change(record);
    });
}

/// "cloud_search reversibility": the pieces of a status, in the order of the policy.
std::string pieces(const Application& record, plan::PieceStatus status, const Judged& judged = {}) {
    std::string names;
    for (const plan::FilePiece& piece : judged.of(record).file)
        if (piece.status == status) names += (names.empty() ? "" : " ") + piece.piece;
    return names;
}
std::string missing(const Application& record, const Judged& judged = {}) {
    return pieces(record, plan::PieceStatus::missing, judged);
}

/// The fields asked for what is missing.
std::string asked(const Application& record) {
    std::string fields;
    for (const plan::FilePiece& piece : judge(record).file)
        for (const plan::Question& question : piece.questions) {
            CHECK(question.owner == "Owner");
            CHECK_FALSE(question.text.empty());
            fields += (fields.empty() ? "" : " ") + question.field;
        }
    return fields;
}

}  // namespace

TEST_CASE("a project whose file says everything misses nothing, and keeps its verdict") {
    CHECK(missing(complete()).empty());
    CHECK(
        pieces(complete(), plan::PieceStatus::present) ==
        "cloud_search reversibility continuity cloud_default full_cost conformity_review data_protection portability");
    CHECK(asked(complete()).empty());
    CHECK(outcome(complete()) == "internal decided");
}

TEST_CASE("a project of which only the data is known gets its class, decided, and a list of what its file lacks") {
    CHECK(outcome(project()) == "internal decided");  // an empty file leaves the class alone
    CHECK(questions(project()).empty());
    CHECK(missing(project()) == "cloud_search reversibility continuity cloud_default full_cost portability");
    CHECK(asked(project()) == "cloud_search reversibility rto_hours rpo_hours cloudable full_cost portability");
}

TEST_CASE("what is no project has no file") {
    for (const Lifecycle lifecycle :
         {Lifecycle::unspecified, Lifecycle::build, Lifecycle::production, Lifecycle::sunset, Lifecycle::retired})
        CHECK(judge(complete([&](Application& record) { record.lifecycle = lifecycle; })).file.empty());
}

TEST_CASE("a no is an answer: the piece is missing, and nothing is asked again") {
    const auto no = [](std::optional<bool> Application::*field) {
        return complete([&](Application& record) { record.*field = false; });
    };
    CHECK(missing(no(&Application::cloud_search)) == "cloud_search");  // R1: every new project seeks one
    CHECK(missing(no(&Application::reversibility)) == "reversibility");
    CHECK(missing(no(&Application::portability)) == "portability");
    for (const auto field : {&Application::cloud_search, &Application::reversibility, &Application::portability})
        CHECK(asked(no(field)).empty());
}

TEST_CASE("R5: continuity needs both figures; the one that lacks is asked") {
    CHECK(missing(complete([](Application& record) { record.rto_hours.reset(); })) == "continuity");
    CHECK(asked(complete([](Application& record) { record.rto_hours.reset(); })) == "rto_hours");
    CHECK(asked(complete([](Application& record) { record.rpo_hours.reset(); })) == "rpo_hours");
    CHECK(missing(complete([](Application& record) { record.rto_hours = record.rpo_hours = 0; })).empty());
}

TEST_CASE("R6 and R7: what leaves the cloud owes a written study, which goes to DINUM from a million euros on") {
    const auto outside = [](std::optional<bool> study) {
        return complete([&](Application& record) {
            record.cloudable = false;
            record.comparative_study = study;
        });
    };
    CHECK(missing(outside({})) == "comparative_study");
    CHECK(asked(outside({})) == "comparative_study");
    CHECK(missing(outside(false)) == "comparative_study");
    CHECK(asked(outside(false)).empty());
    CHECK(missing(outside(true)).empty());
    CHECK(pieces(outside(true), plan::PieceStatus::present).find("cloud_default") == std::string::npos);
    // In the cloud no study is due, whether or not there is one.
    CHECK(pieces(complete([](Application& record) { record.comparative_study = true; }), plan::PieceStatus::present)
              .find("comparative_study") == std::string::npos);
    // The threshold is said with the rule.
    for (const plan::Reason& reason : judge(outside({})).because)
        if (reason.rule == "R7-missing") CHECK(reason.text.find("1000000") != std::string::npos);
}

TEST_CASE("R8: above nine million euros DINUM checks, up to them the ministry, and not before it has") {
    const auto costing = [](double cost, const char* review) {
        return complete([&](Application& record) {
            record.full_cost = cost;
            record.conformity_review_on.reset();
            if (review != nullptr) record.conformity_review_on = shipped::day(review);
        });
    };
    CHECK(fires(costing(9e6, nullptr), "R8-ministry-missing"));
    CHECK(fires(costing(9e6 + 0.01, nullptr), "R8-dinum-missing"));
    CHECK_FALSE(fires(costing(9e6, nullptr), "R8-dinum-missing"));
    CHECK(fires(costing(9e6, "2026-11-23"), "R8-ministry-present"));
    CHECK(fires(costing(9e6 + 0.01, "2026-11-23"), "R8-dinum-present"));
    CHECK(asked(costing(9e6, nullptr)) == "conformity_review_on");
    // A check that is still to come is none: the day of judgement decides.
    const Application planned = costing(2e6, "2026-12-01");
    CHECK(missing(planned, {&policy_2023(), "2026-11-30"}) == "conformity_review");
    CHECK(missing(planned, {&policy_2023(), "2026-12-01"}).empty());
    // Without the amount nobody knows who checks: the amount is asked first.
    const Application unknown = complete([](Application& record) {
        record.full_cost.reset();
        record.conformity_review_on.reset();
    });
    CHECK(missing(unknown) == "full_cost");
    CHECK(asked(unknown) == "full_cost");
    CHECK(Judged().source(unknown, "R8-amount-missing") == "R8, D2019-1088");
}

TEST_CASE("R9: the file holds the answers on data, and the written analysis where B is no") {
    const Application open = complete([](Application& record) { record.essential_mission.reset(); });
    CHECK(outcome(open) == "internal to_qualify");
    CHECK(missing(open) == "data_protection");
    CHECK(asked(open).empty());  // those questions are asked for the class already
    const Application unwritten = complete([](Application& record) {
        record.essential_mission = true;
        record.harm.date.reset();
    });
    CHECK(missing(unwritten) == "data_protection");
    CHECK(fires(unwritten, "R9-analysis-missing"));
    const Application sensitive_project = complete([](Application& record) {
        record.essential_mission = true;
        record.harm = {};
        record.harm.public_order = true;
    });
    CHECK(outcome(sensitive_project) == "sensitive decided");
    CHECK(missing(sensitive_project).empty());
}

TEST_CASE("what is said for a project's file is not said a second time as advice") {
    const Application bare = project([](Application& record) {
        record.criticality = "vital";
        record.full_cost = 2e7;
    });
    for (const char* rule : {"R4", "R5", "R8"}) CHECK_FALSE(fires(bare, rule));
    const Classification result = judge(bare);
    for (const plan::FilePiece& piece : result.file)
        CHECK(std::ranges::count(result.because, piece.rule, &plan::Reason::rule) == 1);
}

TEST_CASE("the questionnaire asks what a project's file lacks, after what decides the class") {
    const Application record = project([](Application& changed) { changed.essential_mission.reset(); });
    plan::QuestionnaireWriter writer(policy_2023(), plan::Language::english);
    writer.add(record, judge(record));
    std::vector<std::string> fields;
    for (const std::vector<std::string>& row : writer.table().rows) fields.push_back(row[3] + "=" + row[5]);
    REQUIRE(fields.size() == 1 + 7);
    CHECK(fields.front() == "essential_mission=yes / no");
    CHECK(fields[1] == "cloud_search=yes / no");
    CHECK(fields.back() == "portability=yes / no");
    CHECK(std::ranges::find(fields, "full_cost=number") != fields.end());
}

TEST_CASE("a project needs a target, whatever strategy rules give it, unless it cannot go to a cloud") {
    Application record = project();
    record.assessment = plan::Assessment();
    record.assessment->strategy = plan::Strategy::retain;
    CHECK(plan::must_move(record));
    record.cloudable = false;
    CHECK_FALSE(plan::must_move(record));
    record.cloudable.reset();
    record.strategy = plan::Strategy::retain;  // the inventory's own word
    CHECK_FALSE(plan::must_move(record));
    record.lifecycle = Lifecycle::production;
    record.strategy = plan::Strategy::unspecified;
    CHECK_FALSE(plan::must_move(record));
}

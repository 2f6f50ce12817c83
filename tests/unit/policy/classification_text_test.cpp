#include "libplan/policy/classification.hpp"
#include "libplan/policy/made_ahead.hpp"
#include "libplan/record/writer.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

const plan::Policy& policy() {
    static const plan::Policy read = plan::read_policy(shipped::text("policies/cloud-au-centre.xml"), "policy.xml");
    return read;
}

/// A key `classification` as the stream has it.
std::string json_of(const plan::Classification& classification) {
    plan::Application record;
    record.id = "a";
    record.classification = classification;
    std::string line;
    plan::write_record(line, record);
    const std::string before = R"({"type":"application","id":"a","classification":)";
    REQUIRE(line.starts_with(before));
    return line.substr(before.size(), line.size() - before.size() - 2);
}

/// Projects and applications that run, with what JSON must escape in all that a reason may show; long chains of flows.
plan::Portfolio portfolio(std::size_t count, std::uint32_t seed) {
    std::mt19937 dice(seed);
    const std::vector<std::string> categories = {"public", "personal", "special", "health", "business_secret", "hr"};
    const std::vector<std::string> odd = {"", "\"\\", "\n\x01", "é → 😀", "a\xC3", "\xFF"};
    plan::Portfolio result;
    for (std::size_t index = 0; index < count; ++index) {
        plan::Application record;
        record.id = "app" + odd[dice() % odd.size()] + std::to_string(index);
        record.owner = odd[dice() % odd.size()];
        record.business_owner = odd[dice() % odd.size()];
        record.lifecycle = static_cast<plan::Lifecycle>(dice() % 6);
        record.environment = static_cast<plan::Environment>(dice() % 6);
        for (const std::string& category : categories)
            if (dice() % 8 == 0) record.data.push_back(category);
        if (dice() % 8 == 0) record.data.push_back("own" + odd[dice() % odd.size()]);
        if (dice() % 4 == 0) record.legal_secrets = {dice() % 2 == 0 ? "none" : "medical_secret"};
        if (dice() % 2 == 0) record.harm.public_order = dice() % 4 == 0;
        if (dice() % 2 == 0) record.harm.public_security = record.harm.health_life = false;
        if (dice() % 2 == 0) record.harm.intellectual_property = false;
        record.harm.justification = odd[dice() % odd.size()];
        if (dice() % 2 == 0) record.harm.date = shipped::day("2026-01-07");
        if (dice() % 4 == 0) record.full_cost = static_cast<double>(dice() % 20'000'000);
        if (dice() % 4 == 0) record.cloudable = dice() % 2 == 0;
        result.applications.push_back(std::move(record));
    }
    for (std::size_t index = 0; index < count; ++index) {
        plan::Flow flow;
        flow.from = result.applications[index].id;
        flow.to = result.applications[dice() % 4 == 0 ? dice() % count : (index + 1) % count].id;
        flow.kind = plan::FlowKind::api;
        if (dice() % 2 == 0) flow.data = {categories[dice() % categories.size()]};
        result.flows.push_back(std::move(flow));
    }
    return result;
}

}  // namespace

TEST_CASE("a classification's text is the JSON of the classification, byte for byte") {
    const plan::Portfolio portfolio = ::portfolio(3000, 1);
    for (const plan::Language language : {plan::Language::french, plan::Language::english}) {
        plan::PortfolioClassifier classifier(policy(), portfolio, {{}, language});
        std::size_t paths = 0, files = 0, questions = 0, different = 0;
        for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
            const plan::Classification classification = classifier.classification(index);
            for (const plan::Reason& reason : classification.because) paths += reason.path.size() > 8 ? 1 : 0;
            files += classification.file.size();
            questions += classification.questions.size();
            if (json_of(classification) != classifier.text(index)) ++different;
        }
        CHECK(different == 0);
        CHECK(paths > 10);
        CHECK(files > 100);
        CHECK(questions > 100);
    }
}

TEST_CASE("an application judged among thousands is judged as when it is alone") {
    const plan::Portfolio portfolio = ::portfolio(1500, 2);
    const plan::ClassificationSettings settings = {{}, plan::Language::english, false};
    plan::PortfolioClassifier classifier(policy(), portfolio, settings);
    std::size_t different = 0;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        if (json_of(plan::classify(policy(), portfolio.applications[index], settings)) != classifier.text(index))
            ++different;
    CHECK(different == 0);
}

TEST_CASE("classifications may be asked for again, and in any order") {
    const plan::Portfolio portfolio = ::portfolio(5000, 3);
    plan::PortfolioClassifier classifier(policy(), portfolio, {{}, plan::Language::english});
    const std::string first(classifier.text(0)), last(classifier.text(4999));
    CHECK(classifier.text(2500) != "");
    CHECK(classifier.text(4999) == last);
    CHECK(classifier.text(0) == first);
    CHECK(json_of(classifier.classification(4999)) == last);
    CHECK(json_of(classifier.classification(0)) == first);
}

TEST_CASE("two threads do everything once, each in its turns") {
    plan::TurnThreads threads;
    std::array<std::thread::id, 2> workers;
    threads.both([&](std::size_t turn) { workers[turn] = std::this_thread::get_id(); });
    CHECK(workers[0] != workers[1]);
    for (const auto& [begin, end] : std::vector<std::pair<std::size_t, std::size_t>>{
             {0, 0}, {0, 1}, {600, 700}, {500, 520}, {400, 1500}, {1024, 1030}, {0, 5000}}) {
        std::vector<int> done(end, 0);
        threads.each(begin, end, [&](std::size_t turn, std::size_t index) {
            if (turn == plan::turn_of(index) && std::this_thread::get_id() == workers[turn]) ++done[index];
        });
        for (std::size_t index = 0; index < end; ++index) CHECK(done[index] == (index >= begin ? 1 : 0));
        std::vector<std::uint32_t> backwards;
        for (std::size_t index = end; index > begin; --index)
            backwards.push_back(static_cast<std::uint32_t>(index - 1));
        threads.each(backwards, [&](std::size_t turn, std::size_t place) {
            if (turn == plan::turn_of(backwards[place])) ++done[backwards[place]];
        });
        for (std::size_t index = begin; index < end; ++index) CHECK(done[index] == 2);
    }
}

TEST_CASE("what is thrown in either of two threads is told, when both have ended") {
    plan::TurnThreads threads;
    for (const std::size_t bad : {0, 1}) {
        std::array<bool, 2> ended = {};
        CHECK_THROWS_AS(threads.both([&](std::size_t turn) {
            ended[turn] = true;
            if (turn == bad) throw std::runtime_error("bad");
        }),
                        std::runtime_error);
        CHECK((ended[0] && ended[1]));
    }
}

TEST_CASE("things are made ahead in any order, each once when they are asked for in theirs") {
    plan::TurnThreads threads;
    std::vector<std::atomic<int>> made_of(20'000);
    plan::MadeAhead<std::size_t> made(threads, made_of.size(), [&](std::size_t, std::size_t index, std::size_t& thing) {
        ++made_of[index];
        thing = index;
    });
    std::size_t wrong = 0;
    for (std::size_t index = 0; index < made_of.size(); ++index)
        if (made.at(index) != index || made_of[index] != 1) ++wrong;
    CHECK(wrong == 0);
    std::mt19937 dice(4);
    for (int round = 0; round < 100; ++round) {
        const std::size_t index = dice() % made_of.size();
        if (made.at(index) != index) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("what goes wrong in either thread is told, and things can still be asked for") {
    plan::TurnThreads threads;
    for (const std::size_t bad : {100, 600}) {
        plan::MadeAhead<int> made(threads, 4000, [&](std::size_t, std::size_t index, int& thing) {
            if (index == bad) throw std::runtime_error("bad");
            thing = static_cast<int>(index);
        });
        CHECK_THROWS_AS(made.at(0), std::runtime_error);
        CHECK(made.at(1500) == 1500);
        CHECK(made.at(3999) == 3999);
        CHECK_THROWS_AS(made.at(bad), std::runtime_error);
    }
}

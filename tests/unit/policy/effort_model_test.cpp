#include "libplan/policy/effort_model.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <string>

namespace {

const std::string small_model = R"(<effort-model id="m">
  <source>by hand</source>
  <range optimistic="0.5" pessimistic="2"/>
  <day-rate euros="600" source="by hand"/>
  <strategy name="rehost"><phase name="migrate" days="10"/><phase name="study" days="4"/></strategy>
  <strategy name="retire"><phase name="decommission" days="3"/></strategy>
  <factor id="flows" measure="flows" phases="study">
    <text xml:lang="fr">{value} flux</text><text xml:lang="en">{value} flows</text>
    <step at-least="5" multiply="1.5"/><step at-least="10" multiply="2"/>
    <unknown multiply="1.25" pessimistic="2"/>
  </factor>
  <factor id="class" measure="class">
    <text xml:lang="fr">classe {value}</text><text xml:lang="en">class {value}</text>
    <step is="sensitive" multiply="1.2"/>
  </factor>
  <complexity><level name="small" at-least="0"/><level name="large" at-least="2"/></complexity>
</effort-model>)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t position = text.find(from);
    REQUIRE(position != std::string::npos);
    return text.replace(position, from.size(), to);
}

plan::Diagnostic failure_of(const std::string& text) {
    try {
        (void)plan::read_effort_model(text, "model.xml");
    } catch (const plan::Error& error) {
        CHECK(error.failure() == plan::Failure::invalid_input);
        return error.diagnostic();
    }
    FAIL("the model was accepted");
    return {};
}

const plan::Estimate& phase_of(const plan::EffortEstimate& estimate, plan::Phase phase) {
    const auto found = std::ranges::find(estimate.phases, phase, &plan::PhaseEffort::phase);
    REQUIRE(found != estimate.phases.end());
    return found->estimate;
}

std::string argument(const plan::Reason& reason, const std::string& key) {
    for (const auto& [name, value] : reason.args)
        if (name == key) return value;
    return "(none)";
}

}  // namespace

TEST_CASE("a model multiplies the base of each phase by the factors that concern it") {
    const auto model = plan::read_effort_model(small_model, "model.xml");
    const plan::Measures measures = {{"flows", "12"}, {"class", "sensitive"}};
    const auto estimate =
        plan::estimate_effort(model, plan::Strategy::rehost, measures, std::nullopt, plan::Language::english);
    // study: 4 × 2 × 1.2 = 9.6 -> 9.5; migrate: 10 × 1.2 = 12
    CHECK(phase_of(estimate, plan::Phase::study).likely == 9.5);
    CHECK(phase_of(estimate, plan::Phase::study).optimistic == 5);
    CHECK(phase_of(estimate, plan::Phase::study).pessimistic == 19);
    CHECK(phase_of(estimate, plan::Phase::migrate).likely == 12);
    CHECK(estimate.total_likely == 21.5);
    CHECK(estimate.factor_product == Approx(2.4));
    CHECK(estimate.complexity == plan::Complexity::large);
    CHECK_FALSE(estimate.incomplete);
    CHECK(estimate.phases.front().phase == plan::Phase::study);  // phase order, whatever the file's
}

TEST_CASE("every estimate carries its arithmetic, and its arguments do not depend on the language") {
    const auto model = plan::read_effort_model(small_model, "model.xml");
    const plan::Measures measures = {{"flows", "7"}, {"class", "open"}};
    const auto french =
        plan::estimate_effort(model, plan::Strategy::rehost, measures, std::nullopt, plan::Language::french);
    const auto english =
        plan::estimate_effort(model, plan::Strategy::rehost, measures, std::nullopt, plan::Language::english);
    REQUIRE(french.because.size() == 3);  // complexity, study, migrate
    CHECK(french.because[1].text == "étude : 4 j de base (bascule telle quelle) × 1,5 (7 flux) = 6 j (de 3 à 12)");
    CHECK(english.because[1].text == "study: base 4 days (rehost) × 1.5 (7 flows) = 6 days (3 to 12)");
    CHECK(argument(english.because[1], "flows") == "1.5");
    CHECK(argument(english.because[1], "flows.value") == "7");
    CHECK(argument(english.because[1], "model") == "m");
    CHECK(english.because[1].source == "by hand");
    for (std::size_t index = 0; index < french.because.size(); ++index)
        CHECK(french.because[index].args == english.because[index].args);
}

TEST_CASE("an unknown driver widens the range and is named") {
    const auto model = plan::read_effort_model(small_model, "model.xml");
    const auto estimate =
        plan::estimate_effort(model, plan::Strategy::rehost, {}, std::nullopt, plan::Language::english);
    CHECK(estimate.incomplete);
    CHECK(phase_of(estimate, plan::Phase::study).likely == 5);          // 4 × 1.25
    CHECK(phase_of(estimate, plan::Phase::study).pessimistic == 20);    // 5 × 2 × 2
    CHECK(phase_of(estimate, plan::Phase::migrate).pessimistic == 20);  // no widening
    CHECK(estimate.because[0].text.find("unknown, range widened: flows, class") != std::string::npos);
}

TEST_CASE("a total fixed by the inventory is shared in the model's proportions and kept exactly") {
    const auto model = plan::read_effort_model(small_model, "model.xml");
    const auto estimate = plan::estimate_effort(model, plan::Strategy::rehost, {{"flows", "0"}, {"class", "open"}}, 100,
                                                plan::Language::english);
    CHECK(phase_of(estimate, plan::Phase::study).likely == Approx(28.57));
    CHECK(phase_of(estimate, plan::Phase::migrate).likely == Approx(71.43));
    CHECK(phase_of(estimate, plan::Phase::study).likely + phase_of(estimate, plan::Phase::migrate).likely ==
          Approx(100).epsilon(1e-12));
    CHECK(estimate.because.back().rule == "effort-forced");
}

TEST_CASE("a strategy without a base has no effort but a complexity") {
    const auto model = plan::read_effort_model(small_model, "model.xml");
    const auto estimate =
        plan::estimate_effort(model, plan::Strategy::retain, {}, std::nullopt, plan::Language::english);
    CHECK(estimate.phases.empty());
    CHECK(estimate.complexity == plan::Complexity::small);
}

TEST_CASE("estimates are ordered and never below half a day") {
    const auto model = plan::read_effort_model(replaced(small_model, R"(days="4")", R"(days="0.1")"), "model.xml");
    const auto estimate = plan::estimate_effort(model, plan::Strategy::rehost, {{"flows", "0"}, {"class", "open"}},
                                                std::nullopt, plan::Language::english);
    for (const plan::PhaseEffort& effort : estimate.phases) {
        CHECK(effort.estimate.optimistic <= effort.estimate.likely);
        CHECK(effort.estimate.likely <= effort.estimate.pessimistic);
        CHECK(effort.estimate.likely >= 0.5);
    }
}

TEST_CASE("a broken model is refused at its line with what to do") {
    const auto measure = failure_of(replaced(small_model, R"(measure="flows")", R"(measure="flow")"));
    CHECK(measure.code == "unknown-measure");
    CHECK(measure.where.line == 7);
    CHECK(measure.arguments == std::vector<std::string>{"flow", "flows"});
    CHECK(failure_of("<effort-model").code == "broken-xml");
    CHECK(failure_of("<policy/>").code == "wrong-document");
    CHECK(failure_of(replaced(small_model, R"(name="rehost")", R"(name="move")")).code == "unknown-strategy");
    CHECK(failure_of(replaced(small_model, R"(name="migrate")", R"(name="onboard")")).code == "unknown-phase");
    CHECK(failure_of(replaced(small_model, R"(days="10")", R"(days="1,5")")).code == "bad-number");
    CHECK(failure_of(replaced(small_model, R"(days="10")", R"(days="-1")")).code == "bad-number");
    CHECK(failure_of(replaced(small_model, R"(optimistic="0.5")", R"(optimistic="2")")).code == "bad-number");
    CHECK(failure_of(replaced(small_model, R"(at-least="5")", R"(more-than="5")")).code == "unknown-attribute");
    CHECK(failure_of(replaced(small_model, "<source>by hand</source>", "<source> </source>")).code == "empty-element");
    CHECK(failure_of(replaced(small_model, "<source>by hand</source>", "")).code == "missing-element");
    CHECK(failure_of(replaced(small_model, R"(<text xml:lang="en">{value} flows</text>)", "")).code ==
          "missing-language");
    CHECK(failure_of(replaced(small_model, R"(at-least="0")", R"(at-least="1")")).code == "bad-order");
    CHECK(failure_of(replaced(small_model, R"(<strategy name="retire">)", R"(<strategy name="rehost">)")).code ==
          "repeated-strategy");
}

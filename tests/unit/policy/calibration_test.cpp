#include "libplan/policy/calibration.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <cmath>
#include <random>

namespace {

using plan::Phase;
using plan::Strategy;

std::string model_text() {
    return shipped::text("effort/effort.xml");
}

plan::EffortModel model() {
    return plan::read_effort_model(model_text(), "effort.xml");
}

/// The days that a model with these coefficients gives: base × scale × product of multipliers ^ exponent.
double days(const plan::EffortModel& of, const plan::PastProject& project, Phase phase, double scale,
            double flows_exponent) {
    double days = 0;
    for (const auto& [known, base] : of.base_of(project.strategy)->days)
        if (known == phase) days = base * scale;
    for (const plan::EffortFactor& factor : of.factors)
        if (factor.concerns(phase))
            days *= std::pow(plan::multiplier_of(factor, project.measures), factor.id == "flows" ? flows_exponent : 1);
    return days;
}

constexpr double study_scale = 1.5, migrate_scale = 0.8, flows_exponent = 2;

/// Projects of two strategies whose flows and storage differ, as that model would have it, each phase off by a factor
/// exp(noise × normal).
std::vector<plan::PastProject> projects(std::size_t count, double noise, bool by_phase) {
    const plan::EffortModel base = model();
    std::mt19937_64 random(7);
    const auto normal = [&] {
        double sum = 0;
        for (int draw = 0; draw < 12; ++draw) sum += static_cast<double>(random() >> 11) * 0x1p-53;
        return sum - 6;
    };
    std::vector<plan::PastProject> made;
    for (std::size_t index = 0; index < count; ++index) {
        plan::PastProject project;
        project.id = "P" + std::to_string(index);
        project.where.line = index + 2;
        project.strategy = index % 2 == 0 ? Strategy::rehost : Strategy::replatform;
        project.measures["flows"] = std::to_string((index * 7) % 50);
        project.measures["storage_gb"] = std::to_string((index * 1300) % 12000);
        for (const auto& [phase, ignored] : base.base_of(project.strategy)->days) {
            const double scale = !by_phase                 ? migrate_scale
                                 : phase == Phase::study   ? study_scale
                                 : phase == Phase::migrate ? migrate_scale
                                                           : 1;
            const double spent = days(base, project, phase, scale, flows_exponent) * std::exp(noise * normal());
            if (by_phase) project.phases.emplace_back(phase, spent);
            project.total += spent;
        }
        made.push_back(std::move(project));
    }
    return made;
}

double exponent(const plan::Calibration& calibration, const std::string& factor) {
    const plan::EffortModel base = model();
    for (std::size_t index = 0; index < base.factors.size(); ++index)
        if (base.factors[index].id == factor) return calibration.exponents[index].exponent;
    return 0;
}

plan::Diagnostic refusal(const std::vector<plan::PastProject>& given) {
    try {
        (void)plan::calibrate(model(), given);
    } catch (const plan::Error& error) {
        CHECK(error.failure() == plan::Failure::invalid_input);
        return error.diagnostic();
    }
    return {};
}

}  // namespace

TEST_CASE("projects that follow a model without noise give its coefficients back") {
    for (const bool by_phase : {true, false}) {
        const plan::Calibration calibration = plan::calibrate(model(), projects(24, 0, by_phase));
        CHECK(calibration.scale_of(Strategy::rehost, Phase::study) ==
              Approx(by_phase ? study_scale : migrate_scale).epsilon(1e-6));
        CHECK(calibration.scale_of(Strategy::replatform, Phase::migrate) == Approx(migrate_scale).epsilon(1e-6));
        CHECK(calibration.scale_of(Strategy::refactor, Phase::study) == 1);  // no project tells
        CHECK(exponent(calibration, "flows") == Approx(flows_exponent).epsilon(1e-6));
        CHECK(exponent(calibration, "storage") == Approx(1).epsilon(1e-6));
        CHECK(calibration.in_sample.worst < 1e-6);
        CHECK(calibration.leave_one_out.worst < 1e-6);
        CHECK(calibration.optimistic == Approx(1).epsilon(1e-5));
    }
}

TEST_CASE("with noise the coefficients are near, and the error out of sample is not less than in it") {
    const plan::Calibration calibration = plan::calibrate(model(), projects(200, 0.2, true));
    CHECK(calibration.scale_of(Strategy::rehost, Phase::study) == Approx(study_scale).epsilon(0.15));
    CHECK(exponent(calibration, "flows") == Approx(flows_exponent).epsilon(0.2));
    CHECK(calibration.in_sample.mean > 0.01);
    CHECK(calibration.in_sample.mean < 0.3);
    CHECK(calibration.leave_one_out.mean >= calibration.in_sample.mean);
    CHECK(calibration.optimistic < 1);
    CHECK(calibration.pessimistic > 1);
}

TEST_CASE("the new model reads, and estimates the past projects as they were") {
    const auto given = projects(24, 0, true);
    const plan::Calibration calibration = plan::calibrate(model(), given);
    const std::string text = plan::calibrated_model(model_text(), model(), calibration, "past.csv");
    const plan::EffortModel fitted = plan::read_effort_model(text, "new.xml");
    CHECK(fitted.id == "effort-initial-2026-calibrated");
    CHECK(fitted.source == "étalonnage sur 24 projets passés");
    CHECK(text.find("Fitted to 24 past projects (past.csv)") != std::string::npos);
    for (const plan::PastProject& project : given)
        for (const auto& [phase, spent] : project.phases)
            CHECK(days(fitted, project, phase, 1, 1) == Approx(spent).epsilon(0.002));  // four digits
    CHECK(plan::calibrated_model(model_text(), model(), calibration, "past.csv") == text);
}

TEST_CASE("too few projects, one alone with its strategy, and measures that go together are refused") {
    CHECK(refusal({}).code == "too-few-projects");
    CHECK(refusal(projects(2, 0, false)).code == "too-few-projects");
    auto alone = projects(24, 0, true);
    alone[0].strategy = Strategy::relocate;
    alone[0].phases = {{Phase::study, 3.0}};
    const plan::Diagnostic only = refusal(alone);
    CHECK(only.code == "too-few-projects");
    CHECK(only.where.line == 2);
    auto together = projects(24, 0, false);
    for (std::size_t index = 0; index < together.size(); ++index) {
        const bool large = index % 4 < 2;
        together[index].strategy = Strategy::rehost;
        together[index].measures = {{"storage_gb", large ? "20000" : "100"}, {"vcpu", large ? "100" : "1"}};
        together[index].total = large ? 80 : 40;
    }
    // Both weigh on migrate, in different strengths: totals cannot tell them apart.
    const plan::Diagnostic collinear = refusal(together);
    CHECK(collinear.code == "collinear-columns");
    REQUIRE(collinear.arguments.size() == 1);
    CHECK(collinear.arguments[0].find("storage_gb") != std::string::npos);
    CHECK(collinear.arguments[0].find("vcpu") != std::string::npos);
}

TEST_CASE("past projects are read with French or English headers, and refused at their line") {
    const auto ignore = [](const plan::Diagnostic&) {};
    const auto read = plan::read_past_projects(
        "Code application;Stratégie;flows;Stockage (To);Conteneurisé;étude (jours);migrate days\n"
        "A;rehost;12;1,5;oui;4,5;10\nB;changement de plateforme;;;;;20\n",
        "past.csv", ignore);
    REQUIRE(read.size() == 2);
    CHECK(read[0].measures.at("flows") == "12");
    CHECK(read[0].measures.at("storage_gb") == "1536");
    CHECK(read[0].measures.at("containerised") == "true");
    CHECK(read[0].total == Approx(14.5));
    CHECK(read[1].strategy == Strategy::replatform);
    CHECK(read[1].measures.empty());
    const auto refused = [&](const std::string& text) {
        try {
            (void)plan::read_past_projects(text, "past.csv", ignore);
        } catch (const plan::Error& error) {
            return error.diagnostic().code + " " + std::to_string(error.diagnostic().where.line);
        }
        return std::string("accepted");
    };
    CHECK(refused("id;effort_days\nA;3\n") == "missing-column 1");
    CHECK(refused("id;strategy;effort_days\nA;rehost;-3\n") == "bad-days 2");
    CHECK(refused("id;strategy;effort_days\nA;rehost;3\nA;rehost;4\n") == "repeated-id 3");
    CHECK(refused("id;strategy;effort_days\nA;rehost;\n") == "missing-days 2");
    CHECK(refused("id;strategy;effort_days\nA;move;3\n") == "unknown-strategy 2");
    CHECK(refused("id;strategy;flows;effort_days\nA;rehost;lots;3\n") == "bad-value 2");
    CHECK(refused("id;strategy;study days;étude (j)\nA;rehost;3;3\n") == "repeated-column 1");
}

#include "libplan/policy/coupling_reader.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <string>

using namespace plan;

namespace {

const std::string words = R"(<text xml:lang="fr">t</text><text xml:lang="en">t</text>)"
                          R"(<reason xml:lang="fr">r</reason><reason xml:lang="en">r</reason>)";

std::string model(const std::string& rules) {
    return R"(<coupling-model id="m"><source>a person</source>)" + rules + "</coupling-model>";
}

std::string rule(const std::string& element, const std::string& attributes) {
    return "<" + element + " " + attributes + ">" + words + "</" + element + ">";
}

std::string refusal(const std::string& rules) {
    try {
        static_cast<void>(read_coupling_model(model(rules), "coupling.xml"));
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        CHECK(error.diagnostic().where.file == "coupling.xml");
        CHECK(error.diagnostic().where.line > 0);
        return error.diagnostic().code;
    }
    return "";
}

CouplingModel shipped_model() {
    return read_coupling_model(shipped::text("coupling/coupling.xml"), "coupling.xml");
}

Flow flow_of(FlowKind kind, Coupling coupling, std::optional<double> volume) {
    Flow flow;
    flow.kind = kind;
    flow.coupling = coupling;
    flow.volume_gb_per_day = volume;
    return flow;
}

}  // namespace

TEST_CASE("the shipped rules weigh as the basic ones where neither latency nor frequency is known, but sign-on half",
          "[coupling]") {
    const CouplingModel shipped = shipped_model();
    for (const FlowKind kind : {FlowKind::unspecified, FlowKind::api, FlowKind::database, FlowKind::storage,
                                FlowKind::file, FlowKind::message, FlowKind::sso, FlowKind::batch, FlowKind::manual})
        for (const Coupling coupling : {Coupling::unspecified, Coupling::weak, Coupling::strong})
            for (const std::optional<double> volume :
                 {std::optional<double>(), std::optional<double>(0), std::optional<double>(1),
                  std::optional<double>(9.9), std::optional<double>(10), std::optional<double>(250)}) {
                const Flow flow = flow_of(kind, coupling, volume);
                const double factor = kind == FlowKind::sso ? 0.5 : 1;
                CHECK(coupling_weight(shipped, flow) == factor * coupling_weight(basic_coupling(), flow));
                CHECK(joins_groups(shipped, flow) == (kind != FlowKind::sso || coupling == Coupling::strong));
                CHECK(is_strong(shipped, flow) == is_strong(basic_coupling(), flow));
                CHECK(shares_store(shipped, flow) == shares_store(basic_coupling(), flow));
            }
}

TEST_CASE("latency and frequency weigh by the shipped rules, however they are written", "[coupling]") {
    const CouplingModel shipped = shipped_model();
    Flow flow = flow_of(FlowKind::api, Coupling::weak, 0.2);
    CHECK(coupling_weight(shipped, flow) == 1);
    for (const auto& [latency, factor] : {std::pair(0.0, 2.0), std::pair(20.0, 2.0), std::pair(20.5, 1.5),
                                          std::pair(50.0, 1.5), std::pair(100.0, 1.25), std::pair(101.0, 1.0)}) {
        flow.latency_ms = latency;
        CHECK(coupling_weight(shipped, flow) == factor);
    }
    flow.latency_ms.reset();
    for (const auto& [frequency, factor] :
         {std::pair("continu", 1.0), std::pair("Quotidienne", 0.75), std::pair("chaque nuit", 0.75),
          std::pair("À la demande", 0.25), std::pair("a la DEMANDE ", 0.25), std::pair("HORAIRE", 1.0),
          std::pair("hebdomadaire", 0.5), std::pair("Annuel", 0.25), std::pair("quand il pleut", 1.0)}) {
        flow.frequency = frequency;
        CHECK(coupling_weight(shipped, flow) == factor);
    }
}

TEST_CASE("a weight is explained by its rules and how many flows they concern", "[coupling]") {
    const CouplingModel shipped = shipped_model();
    Flow strong = flow_of(FlowKind::api, Coupling::strong, 12), weak = flow_of(FlowKind::file, Coupling::weak, {});
    weak.latency_ms = 80;
    const Reason reason = explain_coupling(shipped, {&strong, &weak}, Language::french);
    CHECK(reason.rule == "coupling");
    CHECK(reason.source == shipped.source);
    CHECK(reason.text ==
          "couplage de 10,25 par jour, pour 2 flux : couplage fort × 3 (1), 10 Go par jour ou plus × 3 (1), latence "
          "supportée d’au plus 100 ms × 1,25 (1)");
    CHECK(reason.args == std::vector<std::pair<std::string, std::string>>{
                             {"weight", "10.25"}, {"flows", "2"}, {"rules", "strong:1 volume-10:1 latency-100:1"}});
    const Reason one = explain_coupling(shipped, {&weak}, Language::english);
    CHECK(one.text == "coupling of 1.25 a day, for one flow: bears at most 100 ms of latency × 1.25");
}

TEST_CASE("kinds decide what is strong and what ties", "[coupling]") {
    const CouplingModel made =
        read_coupling_model(model(rule("kind", R"(id="k" name="api" strong="yes" ties="yes" multiply="2")") +
                                  rule("strength", R"(id="w" name="weak" multiply="0.5")")),
                            "coupling.xml");
    const Flow api = flow_of(FlowKind::api, Coupling::unspecified, {});
    CHECK(is_strong(made, api));
    CHECK(shares_store(made, api));
    CHECK(coupling_weight(made, api) == 2);
    const Flow weak = flow_of(FlowKind::api, Coupling::weak, {});
    CHECK_FALSE(shares_store(made, weak));
    CHECK(coupling_weight(made, weak) == 1);
    CHECK_FALSE(is_strong(made, flow_of(FlowKind::database, Coupling::unspecified, {})));
}

TEST_CASE("rules that mean nothing are refused with their place", "[coupling]") {
    CHECK(refusal("").empty());
    CHECK(refusal(rule("kind", R"(id="k" name="telepathy" multiply="2")")) == "unknown-kind");
    CHECK(refusal(rule("kind", R"(id="k" name="api" multiply="2")") +
                  rule("kind", R"(id="l" name="api" multiply="2")")) == "repeated-kind");
    CHECK(refusal(rule("kind", R"(id="k" name="api" strong="perhaps" multiply="2")")) == "bad-answer");
    CHECK(refusal(rule("strength", R"(id="k" name="immense" multiply="2")")) == "unknown-strength");
    CHECK(refusal(rule("strength", R"(id="k" name="weak" multiply="2")") +
                  rule("strength", R"(id="l" name="weak" multiply="2")")) == "repeated-strength");
    CHECK(refusal(rule("volume", R"(id="k" at-least="1" multiply="2")") +
                  rule("volume", R"(id="k" at-least="2" multiply="2")")) == "repeated-rule");
    CHECK(refusal(rule("volume", R"(id="k" at-least="2" multiply="2")") +
                  rule("volume", R"(id="l" at-least="2" multiply="3")")) == "bad-order");
    CHECK(refusal(rule("latency", R"(id="k" at-most="9" multiply="2")") +
                  rule("latency", R"(id="l" at-most="8" multiply="3")")) == "bad-order");
    CHECK(refusal(rule("frequency", R"(id="k" words="daily|Daily" multiply="2")")) == "repeated-word");
    CHECK(refusal(rule("frequency", R"(id="k" words=" | " multiply="2")")) == "no-words");
    CHECK_FALSE(refusal(rule("volume", R"(id="k" at-least="2" multiply="0")")).empty());
    CHECK_FALSE(refusal(rule("volume", R"(id="k" at-least="2" multiply="1,5")")).empty());
    CHECK(refusal(R"(<volume id="k" at-least="2" multiply="2"><text xml:lang="fr">t</text></volume>)") ==
          "missing-language");
    CHECK(refusal(R"(<volume id="k" at-least="2" multiply="2"><text xml:lang="fr">t</text><text xml:lang="en">t</text>)"
                  "</volume>") == "missing-language");
    CHECK_FALSE(refusal("<colour/>").empty());
}

TEST_CASE("settings say every number of the rules", "[coupling]") {
    const auto settings = coupling_settings(shipped_model());
    CHECK(coupling_settings(basic_coupling()).empty());
    const auto value = [&](const std::string& name) {
        for (const auto& [key, text] : settings)
            if (key == name) return text;
        return std::string("-");
    };
    CHECK(value("coupling") == "coupling-2026");
    CHECK(value("coupling_strong_kinds") == "database storage");
    CHECK(value("coupling_strengths") == "strong=3");
    CHECK(value("coupling_latencies_ms") == "20=2 50=1.5 100=1.25");
    CHECK(value("coupling_volumes_gb") == "1=2 10=3 100=4");
    CHECK(value("coupling_kinds") == "sso=0.5");
    CHECK(value("coupling_frequencies").starts_with("quotidien|quotidienne|journalier|journaliere|"));
    CHECK(value("coupling_frequencies").ends_with("|on demand=0.25"));
}

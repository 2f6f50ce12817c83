#include "libplan/policy/classification.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

using plan::Application;
using plan::Classification;
using plan::Direction;
using plan::Flow;
using plan::FlowKind;
using plan::Portfolio;

namespace {

const plan::Policy& policy() {
    static const plan::Policy read = plan::read_policy(shipped::text("policies/cloud-au-centre.xml"), "policy.xml");
    return read;
}

/// Every legal question answered no, and this data.
Application holding(const std::string& id, std::vector<std::string> data) {
    Application record;
    record.id = id;
    record.environment = plan::Environment::production;
    record.data = std::move(data);
    record.mention = plan::Mention::none;
    record.legal_secrets = {"none"};
    record.essential_mission = false;
    record.harm = {false, false, false, false, "", "", "no harm", plan::Date::from_iso("2026-01-07"), ""};
    return record;
}

Flow flow(const std::string& from, const std::string& to, FlowKind kind, std::vector<std::string> data = {}) {
    Flow record;
    record.from = from;
    record.to = to;
    record.kind = kind;
    record.data = std::move(data);
    return record;
}

std::vector<Classification> judge(const Portfolio& portfolio, bool propagate = true) {
    plan::PortfolioClassifier classifier(policy(), portfolio, {{}, plan::Language::english, propagate});
    std::vector<Classification> all;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        all.push_back(classifier.classification(index));
    return all;
}

/// "class: label(path) …" of an application.
std::string inherits(const Classification& result) {
    std::string text = result.sensitivity_class + ":";
    for (const plan::InheritedLabel& inherited : result.inherited) {
        text += " " + inherited.label + "(";
        for (const std::string& step : inherited.path) text += (&step == &inherited.path[0] ? "" : " ") + step;
        text += ")";
    }
    return text;
}

std::string inherits(const Portfolio& portfolio, std::size_t index) {
    return inherits(judge(portfolio)[index]);
}

Portfolio three(std::vector<Flow> flows) {
    Portfolio portfolio;
    portfolio.applications = {holding("a", {"personal", "health"}), holding("b", {"internal"}),
                              holding("c", {"internal"})};
    portfolio.flows = std::move(flows);
    return portfolio;
}

const plan::Reason* reason_of(const Classification& result, const std::string& rule) {
    const auto found = std::ranges::find(result.because, rule, &plan::Reason::rule);
    return found == result.because.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a flow brings what it names, the way its data goes") {
    CHECK(inherits(three({flow("b", "a", FlowKind::api, {"personal"})}), 1) == "personal: personal(a b)");
    CHECK(inherits(three({flow("a", "b", FlowKind::api, {"personal"})}), 1) == "internal:");  // a reads from b
    CHECK(inherits(three({flow("a", "b", FlowKind::file, {"personal"})}), 1) == "personal: personal(a b)");
    CHECK(inherits(three({flow("b", "a", FlowKind::file, {"personal"})}), 1) == "internal:");
    CHECK(inherits(three({flow("b", "a", FlowKind::storage, {"health"})}), 1) ==
          "protected: personal(a b) health(a b) legal_secret(a b)");
    Flow pushed = flow("b", "a", FlowKind::api, {"personal"});
    pushed.direction = Direction::push;
    CHECK(inherits(three({pushed}), 1) == "internal:");
}

TEST_CASE("a flow that names nothing brings all, says so, and an anonymised one brings nothing") {
    const Portfolio all = three({flow("b", "a", FlowKind::api)});
    CHECK(inherits(all, 1) == "protected: personal(a b) health(a b) legal_secret(a b)");
    CHECK(reason_of(judge(all)[1], "flows-unstated") != nullptr);
    CHECK(reason_of(judge(three({flow("b", "a", FlowKind::api, {"health"})}))[1], "flows-unstated") == nullptr);
    Flow anonymised = flow("b", "a", FlowKind::api, {"personal"});
    anonymised.anonymised = true;
    CHECK(inherits(three({anonymised}), 1) == "internal:");
    anonymised.data.clear();
    CHECK(inherits(three({anonymised}), 1) == "internal:");
}

TEST_CASE("labels travel on and through cycles, each with its shortest path") {
    const Portfolio chain = three(
        {flow("b", "a", FlowKind::api, {"personal"}), flow("c", "b", FlowKind::api), flow("a", "c", FlowKind::api)});
    CHECK(inherits(chain, 2) == "personal: personal(a b c)");
    const Classification last = judge(chain)[2];
    CHECK(reason_of(last, "D8")->path == std::vector<std::string>{"a", "b", "c"});
    CHECK(reason_of(last, "D8")->text.find("a → b → c") != std::string::npos);
    CHECK(inherits(chain, 0) == "protected:");  // its own, not inherited
    const Portfolio both = three({flow("b", "a", FlowKind::api, {"personal"}), flow("c", "b", FlowKind::api),
                                  flow("c", "a", FlowKind::api, {"personal"})});
    CHECK(inherits(both, 2) == "personal: personal(a c)");
}

TEST_CASE("without propagation an application is judged alone") {
    const Portfolio portfolio = three({flow("b", "a", FlowKind::api)});
    const std::vector<Classification> alone = judge(portfolio, false);
    CHECK(inherits(alone[1]) == "internal:");
    CHECK(reason_of(alone[1], "flows-unstated") == nullptr);
    const plan::PortfolioClassifier classifier(policy(), portfolio, {{}, plan::Language::english});
    REQUIRE(classifier.changes().size() == 1);
    CHECK(classifier.changes()[0].class_alone == "internal");
    CHECK(classifier.changes()[0].class_with_flows == "protected");
    CHECK(classifier.changes()[0].path == std::vector<std::string>{"a", "b"});
    CHECK(classifier.unstated_flows() == 1);
}

TEST_CASE("A and B travel with the data, unless the receiver's own analysis of B is justified and dated") {
    Portfolio portfolio =
        three({flow("b", "a", FlowKind::api, {"personal"}), flow("c", "a", FlowKind::api, {"public"})});
    portfolio.applications[0].harm.public_security = true;
    CHECK(judge(portfolio)[1].sensitivity_class == "personal");
    CHECK(reason_of(judge(portfolio)[1], "B-upstream") != nullptr);
    portfolio.applications[1].harm = {};
    portfolio.applications[1].legal_secrets = {"privacy"};
    CHECK(judge(portfolio)[1].sensitivity_class == "sensitive");
    CHECK(judge(portfolio)[1].verdict == plan::Verdict::decided);
    CHECK(reason_of(judge(portfolio)[1], "D4")->path == std::vector<std::string>{"a", "b"});
    CHECK(judge(portfolio)[2].sensitivity_class == "internal");  // public data does not harm
}

TEST_CASE("a marking and a vital system are of the application itself and stay there") {
    Portfolio portfolio = three({flow("b", "a", FlowKind::api)});
    portfolio.applications[0] = holding("a", {"internal"});
    portfolio.applications[0].mention = plan::Mention::restricted;
    portfolio.applications[0].vital_system = true;
    CHECK(judge(portfolio)[0].sensitivity_class == "restricted");
    CHECK(inherits(portfolio, 1) == "internal:");
    CHECK(judge(portfolio)[1].labels.empty());
}

TEST_CASE("data that is sent and not declared is told to its sender and arrives") {
    const Portfolio portfolio = three({flow("c", "b", FlowKind::api, {"health"})});
    const std::vector<Classification> all = judge(portfolio);
    CHECK(inherits(all[2]) == "protected: personal(b c) health(b c) legal_secret(b c)");
    REQUIRE(reason_of(all[1], "flows-undeclared") != nullptr);
    CHECK(all[1].sensitivity_class == "internal");
}

TEST_CASE("data of many applications that meets is told, each sender counted once") {
    for (const int senders : {4, 5}) {
        Portfolio portfolio;
        portfolio.applications.push_back(holding("hub", {"personal"}));
        for (int number = 0; number < senders; ++number) {
            const std::string id = "source-" + std::to_string(number);
            portfolio.applications.push_back(holding(id, {"personal"}));
            portfolio.flows.push_back(flow("hub", id, FlowKind::api, {"personal"}));
            portfolio.flows.push_back(flow("hub", id, FlowKind::api, {"personal"}));
        }
        const Classification hub = judge(portfolio)[0];
        CHECK((reason_of(hub, "D7-joined") != nullptr) == (senders == 5));
    }
}

TEST_CASE("a path of many applications keeps its beginning and its end") {
    Portfolio portfolio;
    constexpr int length = 100;
    for (int number = 0; number < length; ++number) {
        portfolio.applications.push_back(holding(std::to_string(number), {number == 0 ? "personal" : "internal"}));
        if (number > 0)
            portfolio.flows.push_back(
                flow(std::to_string(number), std::to_string(number - 1), FlowKind::api, {"personal"}));
    }
    const Classification last = judge(portfolio).back();
    REQUIRE(last.inherited.size() == 1);
    CHECK(last.inherited[0].path.size() == 32);
    CHECK(last.inherited[0].path.front() == "0");
    CHECK(last.inherited[0].path[1] == "69");
    CHECK(last.inherited[0].path.back() == "99");
}

TEST_CASE("what an earlier run wrote feeds nothing") {
    Portfolio portfolio = three({flow("b", "a", FlowKind::api), flow("a", "b", FlowKind::api)});
    const std::vector<Classification> once = judge(portfolio);
    for (std::size_t index = 0; index < once.size(); ++index)
        portfolio.applications[index].classification = once[index];
    portfolio.flows.clear();
    CHECK(inherits(portfolio, 1) == "internal:");
}

namespace {

/// The categories that reach each application, by rounds over the flows, straight from the design: "a flow that names
/// data carries exactly those, one that names none carries all that its sender holds, anonymised carries none".
std::map<std::string, std::set<std::string>> reference(const Portfolio& portfolio) {
    std::map<std::string, std::set<std::string>> holds;
    for (const Application& record : portfolio.applications) {
        holds[record.id].insert(record.data.begin(), record.data.end());
        for (const char* sign : {"special", "criminal", "minors", "health"})
            if (holds[record.id].contains(sign)) holds[record.id].insert("personal");
    }
    for (bool changed = true; changed;) {
        changed = false;
        const auto bring = [&](const Flow& record, const std::string& sender, const std::string& receiver) {
            const std::set<std::string> brought =
                record.data.empty() ? holds[sender] : std::set<std::string>(record.data.begin(), record.data.end());
            for (const std::string& category : brought) changed |= holds[receiver].insert(category).second;
            for (const char* sign : {"special", "criminal", "minors", "health"})
                if (holds[receiver].contains(sign)) changed |= holds[receiver].insert("personal").second;
        };
        for (const Flow& record : portfolio.flows) {
            if (record.anonymised.value_or(false) || record.from == record.to) continue;
            if (!holds.contains(record.from) || !holds.contains(record.to)) continue;
            const Direction direction = plan::effective_direction(record);
            if (direction != Direction::push) bring(record, record.to, record.from);
            if (direction != Direction::pull) bring(record, record.from, record.to);
        }
    }
    return holds;
}

Portfolio random_portfolio(std::uint32_t seed) {
    std::mt19937 engine(seed);
    const auto below = [&](std::size_t sides) { return engine() % sides; };
    const std::vector<std::string> categories = {"public", "internal", "personal",       "special",
                                                 "minors", "health",   "business_secret"};
    const auto some = [&](std::size_t most) {
        std::vector<std::string> chosen;
        for (std::size_t count = below(most + 1); count > 0; --count) chosen.push_back(categories[below(7)]);
        return chosen;
    };
    Portfolio portfolio;
    const std::size_t count = 1 + below(8);
    for (std::size_t number = 0; number < count; ++number) {
        portfolio.applications.push_back(holding("app-" + std::to_string(number), some(2)));
        if (portfolio.applications.back().data.empty()) portfolio.applications.back().data = {"internal"};
    }
    for (std::size_t flows = below(14); flows > 0; --flows) {
        Flow record = flow("app-" + std::to_string(below(count)), "app-" + std::to_string(below(count + 1)),
                           static_cast<FlowKind>(below(9)), some(2));
        if (below(5) == 0) record.anonymised = below(2) == 0;
        if (below(4) == 0) record.direction = static_cast<Direction>(below(4));
        portfolio.flows.push_back(std::move(record));
    }
    return portfolio;
}

}  // namespace

TEST_CASE("random portfolios: class and labels are those of an application that held by itself what reaches it") {
    for (std::uint32_t seed = 0; seed < 600; ++seed) {
        const Portfolio portfolio = random_portfolio(seed);
        const std::vector<Classification> results = judge(portfolio);
        auto holds = reference(portfolio);
        for (std::size_t index = 0; index < results.size(); ++index) {
            Application whole = portfolio.applications[index];
            const std::set<std::string>& known = holds[whole.id];
            for (const std::string& category : known)
                if (category != "public" && category != "internal" &&
                    std::ranges::find(whole.data, category) == whole.data.end())
                    whole.data.push_back(category);
            const Classification expected = plan::classify(policy(), whole, {{}, plan::Language::english});
            CAPTURE(seed, whole.id);
            REQUIRE(results[index].sensitivity_class == expected.sensitivity_class);
            REQUIRE(results[index].verdict == expected.verdict);
            std::vector<std::string> labels = results[index].labels;
            std::erase(labels, "large");  // of the number of senders
            REQUIRE(labels == expected.labels);
        }
    }
}

TEST_CASE("random portfolios: every inherited label comes along flows that bring data, from another application") {
    for (std::uint32_t seed = 0; seed < 600; ++seed) {
        const Portfolio portfolio = random_portfolio(seed);
        const std::vector<Classification> together = judge(portfolio), alone = judge(portfolio, false);
        for (std::size_t index = 0; index < together.size(); ++index)
            for (const plan::InheritedLabel& inherited : together[index].inherited) {
                CAPTURE(seed, index, inherited.label);
                REQUIRE(std::ranges::find(alone[index].labels, inherited.label) == alone[index].labels.end());
                REQUIRE(inherited.path.size() >= 2);
                REQUIRE(inherited.path.back() == portfolio.applications[index].id);
                for (std::size_t step = 0; step + 1 < inherited.path.size(); ++step)
                    REQUIRE(std::ranges::any_of(portfolio.flows, [&](const Flow& record) {
                        const Direction direction = plan::effective_direction(record);
                        const bool pulled =
                            record.to == inherited.path[step] && record.from == inherited.path[step + 1];
                        const bool pushed =
                            record.from == inherited.path[step] && record.to == inherited.path[step + 1];
                        return !record.anonymised.value_or(false) &&
                               ((pulled && direction != Direction::push) || (pushed && direction != Direction::pull));
                    }));
            }
    }
}

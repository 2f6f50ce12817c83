#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/doctrine_cases.hpp"

using namespace doctrine;

TEST_CASE("D1: Secret and Très Secret are classified, whatever else is known") {
    for (const Mention mention : {Mention::secret, Mention::top_secret}) {
        const auto marked = [&](Application& record) { record.mention = mention; };
        CHECK(outcome(answered(marked)) == "classified decided");
        CHECK(outcome(personal(marked)) == "classified decided");
        CHECK(fires(answered(marked), "D1"));
        Application nothing = blank(Access::restricted);
        nothing.mention = mention;
        CHECK(outcome(nothing) == "classified decided");  // no answer could make it stricter
    }
    CHECK_FALSE(fires(answered(), "D1"));
    CHECK_FALSE(fires(blank(Access::restricted), "D1"));
}

TEST_CASE("D2: Diffusion Restreinte is restricted, also where A and B hold and in development") {
    const auto marked = [](Application& record) { record.mention = Mention::restricted; };
    CHECK(outcome(answered(marked)) == "restricted decided");
    const Application both = answered([](Application& record) {
        record.mention = Mention::restricted;
        record.legal_secrets = {"defence"};
        record.harm.public_security = true;
    });
    CHECK(outcome(both) == "restricted decided");
    CHECK(fires(both, "D2"));
    CHECK(fires(both, "D4"));  // all that fired is said
    const Application sandbox = answered([](Application& record) {
        record.mention = Mention::restricted;
        record.environment = Environment::sandbox;
        record.real_data = false;
    });
    CHECK(outcome(sandbox) == "restricted decided");
    CHECK_FALSE(fires(sandbox, "D12"));
    CHECK_FALSE(fires(answered(), "D2"));
}

TEST_CASE("D4: A and B together are sensitive, in production, in acceptance, and where no environment is told") {
    for (const Environment environment : {Environment::production, Environment::acceptance, Environment::unspecified}) {
        const auto both = [&](Application& record) {
            record.environment = environment;
            record.harm.health_life = true;
        };
        CHECK(outcome(personal(both)) == "sensitive decided");
        CHECK(fires(personal(both), "D4"));
    }
}

TEST_CASE("D4: each ground of A and each harm of B counts") {
    const auto with = [](const std::function<void(Application&)>& ground) {
        return outcome(answered([&](Application& record) {
            record.harm.public_order = true;
            ground(record);
        }));
    };
    CHECK(with([](Application& record) { record.legal_secrets = {"court_procedures"}; }) == "sensitive decided");
    CHECK(with([](Application& record) { record.legal_secrets = {"none", "defence"}; }) == "sensitive decided");
    CHECK(with([](Application& record) { record.essential_mission = true; }) == "sensitive decided");
    CHECK(with([](Application& record) { record.legal_secrets = {"privacy"}; }) == "sensitive decided");
    CHECK(with([](Application&) {}) == "internal decided");  // B without A
    for (int harm = 0; harm < 4; ++harm)
        CHECK(outcome(personal([&](Application& record) {
                  std::optional<bool>* answers[] = {&record.harm.public_order, &record.harm.public_security,
                                                    &record.harm.health_life, &record.harm.intellectual_property};
                  *answers[harm] = true;
              })) == "sensitive decided");
}

TEST_CASE("D4: one harm is enough, the other answers may be blank") {
    const Application record = personal([](Application& changed) {
        changed.harm = {};
        changed.harm.public_order = true;
    });
    CHECK(outcome(record) == "sensitive decided");
    CHECK(questions(record).empty());
}

TEST_CASE("D0: A answered yes and B blank is to be qualified, with the questions that are left") {
    const Application record = personal([](Application& changed) { changed.harm = {}; });
    CHECK(outcome(record) == "personal to_qualify");
    CHECK(questions(record) == every_harm);
    CHECK(fires(record, "D0"));
    const Application one = personal([](Application& changed) { changed.harm.health_life.reset(); });
    CHECK(outcome(one) == "personal to_qualify");
    CHECK(questions(one) == "harm.health_life");
}

TEST_CASE("D0: no blank in A is taken for a no") {
    const Application no_secret = answered([](Application& record) { record.legal_secrets.clear(); });
    CHECK(outcome(no_secret) == "internal to_qualify");
    CHECK(questions(no_secret) == "legal_secrets");
    CHECK(fires(no_secret, "D11-declared"));
    CHECK_FALSE(fires(no_secret, "D11"));
    const Application no_mission = answered([](Application& record) { record.essential_mission.reset(); });
    CHECK(outcome(no_mission) == "internal to_qualify");
    CHECK(questions(no_mission) == "essential_mission");
    // B answered yes makes the answer to A decisive.
    const Application harm = answered([](Application& record) {
        record.essential_mission.reset();
        record.harm.public_order = true;
    });
    CHECK(outcome(harm) == "internal to_qualify");
    // Personal data make A a yes; another secret would make them protected data.
    const Application secret = personal([](Application& record) { record.legal_secrets.clear(); });
    CHECK(outcome(secret) == "personal to_qualify");
    CHECK(questions(secret) == "legal_secrets");
}

TEST_CASE("D0: what no answer could change is not asked") {
    // A is no: B does not matter.
    CHECK(outcome(answered([](Application& record) { record.harm = {}; })) == "internal decided");
    // Protected already, B no: another secret or mission changes nothing.
    const Application record = answered([](Application& changed) {
        changed.legal_secrets = {"business_secret"};
        changed.essential_mission.reset();
    });
    CHECK(outcome(record) == "protected decided");
}

TEST_CASE("an open service without any sign of personal data or secret serves public data, and nothing is asked") {
    const Application record = blank(Access::open);
    CHECK(outcome(record) == "open decided");
    CHECK(questions(record).empty());
    REQUIRE(judge(record).because.size() == 1);
    CHECK(judge(record).because[0].rule == "D11-access");
    CHECK(judge(record).because[0].source == "R6");
}

TEST_CASE("an open service with a sign of something else is not public") {
    const auto sign = [](const std::function<void(Application&)>& change) {
        Application record = blank(Access::open);
        change(record);
        return outcome(record);
    };
    CHECK(sign([](Application& record) { record.personal_data = true; }) == "personal to_qualify");
    CHECK(sign([](Application& record) { record.data = {"public", "personal"}; }) == "personal to_qualify");
    CHECK(sign([](Application& record) { record.data = {"internal"}; }) == "internal to_qualify");
    CHECK(sign([](Application& record) { record.legal_secrets = {"defence"}; }) == "protected to_qualify");
    CHECK(sign([](Application& record) { record.essential_mission = true; }) == "protected to_qualify");
    CHECK(sign([](Application& record) { record.harm.public_order = true; }) == "- to_qualify");
    CHECK(sign([](Application& record) { record.dicp.c = 3; }) == "- to_qualify");
    CHECK(sign([](Application& record) { record.data = {"geographic"}; }) == "open decided");
    CHECK(sign([](Application& record) { record.dicp.c = 1; }) == "open decided");
}

TEST_CASE("a restricted or authorised service of which nothing is known gets no class but the questions") {
    for (const Access access : {Access::restricted, Access::authorised, Access::unspecified}) {
        CHECK(outcome(blank(access)) == "- to_qualify");
        CHECK(questions(blank(access)) == "data legal_secrets essential_mission " + every_harm);
    }
}

TEST_CASE("D7: special data without B are protected") {
    for (const char* category : {"special", "criminal", "minors", "health"}) {
        const Application record = personal([&](Application& changed) { changed.data = {"personal", category}; });
        CHECK(outcome(record) == "protected decided");
        CHECK(fires(record, "D7"));
    }
    CHECK(outcome(personal([](Application& record) { record.minors = true; })) == "protected decided");
    CHECK_FALSE(fires(personal(), "D7"));
    const Application harm = personal([](Application& record) {
        record.minors = true;
        record.harm.health_life = true;
    });
    CHECK(outcome(harm) == "sensitive decided");
    CHECK_FALSE(fires(harm, "D7"));
}

TEST_CASE("health data imply the medical secret and carry a label") {
    const Application record = personal([](Application& changed) { changed.data = {"personal", "health"}; });
    CHECK(has_label(record, "health"));
    CHECK(has_label(record, "personal"));
    CHECK(has_label(record, "legal_secret"));
    CHECK_FALSE(has_label(personal(), "health"));
    CHECK_FALSE(has_label(personal(), "legal_secret"));
}

TEST_CASE("D8: other personal data are personal") {
    CHECK(outcome(personal()) == "personal decided");
    CHECK(fires(personal(), "D8"));
    CHECK(has_label(personal(), "personal"));
    CHECK(fires(personal(), "B-no"));
    CHECK_FALSE(fires(answered(), "D8"));
    CHECK_FALSE(fires(blank(Access::restricted), "D8"));
}

TEST_CASE("categories that may or may not name persons ask whether they do") {
    for (const char* category : {"hr", "tax", "social", "judicial", "something-of-ours"}) {
        const Application record = answered([&](Application& changed) {
            changed.data = {category};
            changed.personal_data.reset();
        });
        CHECK(outcome(record) == "internal to_qualify");
        CHECK(questions(record) == "personal_data");
        const Application no = answered([&](Application& changed) { changed.data = {category}; });
        CHECK(outcome(no) == "internal decided");
    }
}

TEST_CASE("D9: another ground of A without B is protected, and the analysis of B must be on file") {
    const Application mission = answered([](Application& record) { record.essential_mission = true; });
    CHECK(outcome(mission) == "protected decided");
    CHECK(fires(mission, "D9"));
    CHECK(has_label(mission, "essential_mission"));
    CHECK_FALSE(fires(mission, "B-analysis"));
    const Application unjustified = answered([](Application& record) {
        record.essential_mission = true;
        record.harm.justification.clear();
    });
    CHECK(fires(unjustified, "B-analysis"));
    CHECK_FALSE(fires(unjustified, "B-no"));
    const Application category = answered([](Application& record) {
        record.data = {"internal", "business_secret"};
        record.legal_secrets = {"business_secret"};
    });
    CHECK(outcome(category) == "protected decided");
}

TEST_CASE("D11: public data are open, internal data without personal data or secret are internal") {
    const Application record = answered([](Application& changed) { changed.data = {"public"}; });
    CHECK(outcome(record) == "open decided");
    CHECK(fires(record, "D11-public"));
    CHECK(outcome(answered()) == "internal decided");
    CHECK(fires(answered(), "D11"));
    const Application mixed = answered([](Application& changed) { changed.data = {"public", "internal"}; });
    CHECK(outcome(mixed) == "internal decided");
    Application declared = blank(Access::restricted);
    declared.data = {"public"};
    CHECK(outcome(declared) == "open decided");  // declared public: nothing to ask
}

TEST_CASE("D12: development, sandbox or prototype without real data is open") {
    for (const Environment environment : {Environment::development, Environment::sandbox, Environment::prototype}) {
        const Application record = personal([&](Application& changed) {
            changed.environment = environment;
            changed.real_data = false;
            changed.harm = {};
        });
        CHECK(outcome(record) == "open decided");
        CHECK(fires(record, "D12"));
        CHECK_FALSE(has_label(record, "personal"));
    }
    const Application acceptance = personal([](Application& changed) {
        changed.environment = Environment::acceptance;
        changed.real_data = false;
    });
    CHECK(outcome(acceptance) == "personal decided");
}

TEST_CASE("D12: a sandbox of which nobody says whether its data are real is asked that first") {
    const Application record = personal([](Application& changed) {
        changed.environment = Environment::sandbox;
        changed.harm = {};
    });
    CHECK(outcome(record) == "personal to_qualify");
    CHECK(questions(record) == "real_data");
    // Without A, real data would change nothing.
    CHECK(outcome(answered([](Application& changed) { changed.environment = Environment::sandbox; })) ==
          "internal decided");
}

TEST_CASE("D12: real data in a sandbox are judged as in production, to be verified") {
    const Application record = personal([](Application& changed) {
        changed.environment = Environment::sandbox;
        changed.real_data = true;
        changed.harm.public_order = true;
    });
    CHECK(outcome(record) == "sensitive decided");
    CHECK(fires(record, "D4-real-data"));
    CHECK_FALSE(fires(record, "D4"));
    const Classification result = judge(record);
    const auto reason = std::ranges::find(result.because, "D4-real-data", &plan::Reason::rule);
    CHECK(reason->args.back() == std::pair<std::string, std::string>("confidence", "to-verify"));
}

TEST_CASE("an inventory that denies the secret which its data imply is contradicted, not believed") {
    const auto denied = [](bool harm) {
        return personal([&](Application& record) {
            record.legal_secrets = {"none"};
            record.harm.public_order = harm;
        });
    };
    CHECK(outcome(denied(false)) == "personal decided");  // without B it changes nothing
    CHECK(fires(denied(false), "A-contradiction"));
    CHECK(outcome(denied(true)) == "sensitive to_qualify");
    CHECK(questions(denied(true)) == "legal_secrets");
    CHECK_FALSE(fires(personal(), "A-contradiction"));
}

TEST_CASE("D3: a vital system carries a label and an advice that is to be verified") {
    const Application record = answered([](Application& changed) { changed.vital_system = true; });
    CHECK(has_label(record, "vital"));
    CHECK(fires(record, "D3"));
    Application open = blank(Access::open);
    open.vital_system = true;
    CHECK(outcome(open) == "- to_qualify");
}

TEST_CASE("every reason of the shipped policy names declared sources and has no hole left") {
    for (const plan::PolicyRule& rule : policy_2023().rules()) {
        CAPTURE(rule.id);
        CHECK(rule.text.french.find("  ") == std::string::npos);
        CHECK((rule.to_verify || rule.verified_on.has_value()));
    }
    for (const plan::Language language : {plan::Language::french, plan::Language::english}) {
        const auto result =
            plan::classify(policy_2023(), personal([](Application& record) { record.harm = {}; }), {{}, language});
        for (const plan::Reason& reason : result.because) {
            CHECK(reason.text.find('{') == std::string::npos);
            CHECK_FALSE(reason.source.empty());
        }
    }
}

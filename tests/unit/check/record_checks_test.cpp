#include "libplan/check/record_checks.hpp"
#include "libplan/check/findings.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/check/finding_pairs.hpp"
#include "tests/unit/check/small_plan.hpp"

using namespace plan;

TEST_CASE("records without fault give no finding") {
    CHECK(findings_in("").empty());
    const auto findings = check_records(small_plan());
    INFO(texts_of(findings));
    CHECK(codes_of(findings) == Codes{"self-loop", "retired-dependency"});
}

TEST_CASE("ids are there, sound and used once") {
    expect(
        {
            {"no id", "", R"({"type":"server","id":"","application":"a"})", "empty-id"},
            {"an application twice", "", R"({"type":"application","id":"a","owner":"o"})", "duplicate-id"},
            {"a team twice", R"({"type":"team","id":"t"})",
             "{\"type\":\"team\",\"id\":\"t\"}\n{\"type\":\"team\",\"id\":\"t\"}", "duplicate-id"},
            {"a constraint twice",
             "{\"type\":\"constraint\",\"kind\":\"together\",\"applications\":[\"a\",\"b\"]}\n"
             "{\"type\":\"constraint\",\"kind\":\"apart\",\"applications\":[\"b\",\"c\"]}",
             "{\"type\":\"constraint\",\"id\":\"k\",\"kind\":\"together\",\"applications\":[\"a\",\"b\"]}\n"
             "{\"type\":\"constraint\",\"id\":\"k\",\"kind\":\"apart\",\"applications\":[\"b\",\"c\"]}",
             "duplicate-id"},
            {"a window with other dates",
             R"({"type":"calendar","id":"p","windows":[{"id":"w","start":"2026-03-07","finish":"2026-03-08"}]}
{"type":"calendar","id":"q","windows":[{"id":"w","start":"2026-03-07","finish":"2026-03-08"}]})",
             R"({"type":"calendar","id":"p","windows":[{"id":"w","start":"2026-03-07","finish":"2026-03-08"}]}
{"type":"calendar","id":"q","windows":[{"id":"w","start":"2026-03-14","finish":"2026-03-15"}]})",
             "duplicate-id"},
        },
        Severity::error);
    expect(
        {
            {"a blank at the end", R"({"type":"server","id":"s","application":"a"})",
             R"({"type":"server","id":"s ","application":"a"})", "odd-id"},
            {"a control character", R"({"type":"server","id":"s","application":"a"})",
             R"({"type":"server","id":"s\u0007t","application":"a"})", "odd-id"},
            {"an alias of another", R"({"type":"application","id":"b2","aliases":["b3"],"owner":"o"}
{"type":"flow","from":"b2","to":"a","kind":"api"})",
             R"({"type":"application","id":"b2","aliases":["b"],"owner":"o"}
{"type":"flow","from":"b2","to":"a","kind":"api"})",
             "shared-alias"},
        },
        Severity::warning);
}

TEST_CASE("a duplicate says where the first stands") {
    const auto findings = findings_in(R"({"type":"application","id":"a","owner":"o"})");
    CHECK(only_arguments(findings) == std::vector<std::string>{"application", "a", "test:1"});
    CHECK(findings[0].where.line == 6);
}

TEST_CASE("references lead somewhere") {
    expect(
        {
            {"a flow", R"({"type":"flow","from":"a","to":"c","kind":"api"})",
             R"({"type":"flow","from":"a","to":"zzzzzzzz","kind":"api"})", "dangling-flow"},
            {"a flow from nowhere", R"({"type":"flow","from":"a","to":"c","kind":"api"})",
             R"({"type":"flow","from":"zzzzzzzz","to":"c","kind":"api"})", "dangling-flow"},
            {"a server", R"({"type":"server","id":"s","application":"a"})",
             R"({"type":"server","id":"s","application":"zzz"})", "unknown-application"},
            {"a constraint", R"({"type":"constraint","kind":"apart","applications":["a","b"]})",
             R"({"type":"constraint","kind":"apart","applications":["a","zzz"]})", "unknown-application"},
            {"a group", R"({"type":"group","id":"g","applications":[]})",
             R"({"type":"group","id":"g","applications":["zzz"]})", "unknown-application"},
            {"an application's team",
             R"({"type":"team","id":"dev"}
{"type":"application","id":"d","owner":"o","team":"dev"}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             R"({"type":"team","id":"dev"}
{"type":"application","id":"d","owner":"o","team":"zzzzzz"}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             "unknown-team"},
            {"a team's calendar", R"({"type":"calendar","id":"cal"}
{"type":"team","id":"dev","calendar":"cal"})",
             R"({"type":"calendar","id":"cal"}
{"type":"team","id":"dev","calendar":"zzzzzz"})",
             "unknown-calendar"},
            {"an eligible target",
             R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01"}
{"type":"application","id":"d","owner":"o","hosting":{"eligible":[{"target":"t"}]}}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01"}
{"type":"application","id":"d","owner":"o","hosting":{"eligible":[{"target":"zzzzz"}]}}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             "unknown-target"},
            {"an application's group",
             R"({"type":"application","id":"d","owner":"o","group":"g"}
{"type":"flow","from":"d","to":"a","kind":"api"}
{"type":"group","id":"g","applications":["d"]})",
             R"({"type":"application","id":"d","owner":"o","group":"h"}
{"type":"flow","from":"d","to":"a","kind":"api"}
{"type":"group","id":"g","applications":[]})",
             "unknown-group"},
            {"a group that forgets a member",
             R"({"type":"application","id":"d","owner":"o","group":"g"}
{"type":"flow","from":"d","to":"a","kind":"api"}
{"type":"group","id":"g","applications":["d"]})",
             R"({"type":"application","id":"d","owner":"o","group":"g"}
{"type":"flow","from":"d","to":"a","kind":"api"}
{"type":"group","id":"g","applications":[]})",
             "group-mismatch"},
            {"a group that lists a stranger", R"({"type":"group","id":"g","applications":[]})",
             R"({"type":"group","id":"g","applications":["a"]})", "group-mismatch"},
            {"a window",
             R"({"type":"calendar","id":"cal","windows":[{"id":"w","start":"2026-03-07","finish":"2026-03-08"}]}
{"type":"constraint","kind":"window","applications":["a"],"windows":["w"]})",
             R"({"type":"calendar","id":"cal","windows":[{"id":"w","start":"2026-03-07","finish":"2026-03-08"}]}
{"type":"constraint","kind":"window","applications":["a"],"windows":["zzzzzz"]})",
             "unknown-window"},
            {"a monthly window",
             R"({"type":"constraint","kind":"window","applications":["a"],"windows":["weekend-2026-03"]})",
             R"({"type":"constraint","kind":"window","applications":["a"],"windows":["weekend-2026-13"]})",
             "unknown-window"},
        },
        Severity::error);
    expect({{"a team where there is none", "",
             R"({"type":"application","id":"d","owner":"o","team":"dev"}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             "unknown-team"}},
           Severity::warning);
}

TEST_CASE("an unknown id is answered with the nearest known one") {
    const auto suggestion = [](std::string_view id) {
        const auto findings = findings_in(R"({"type":"application","id":"Paie-Agents","owner":"o"}
{"type":"flow","from":"Paie-Agents","to":"a","kind":"api"}
{"type":"flow","from":"a","to":")" + std::string(id) +
                                          "\",\"kind\":\"api\"}");
        return only_arguments(findings);
    };
    CHECK(suggestion("paie agents").back() == "Paie-Agents");
    CHECK(suggestion("Paie-Agnets").back() == "Paie-Agents");
    CHECK(suggestion("facturation").back() == "facturation");
}

TEST_CASE("numbers lie where they can") {
    expect(
        {
            {"users", R"({"type":"application","id":"d","owner":"o","users":0}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             R"({"type":"application","id":"d","owner":"o","vcpu":-1}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             "out-of-range"},
            {"needs", R"({"type":"application","id":"d","owner":"o","dicp":{"d":4,"i":1,"c":1,"p":1}}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             R"({"type":"application","id":"d","owner":"o","dicp":{"d":5,"i":1,"c":1,"p":1}}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             "out-of-range"},
            {"volume", R"({"type":"flow","from":"a","to":"c","kind":"api","volume_gb_per_day":0})",
             R"({"type":"flow","from":"a","to":"c","kind":"api","volume_gb_per_day":-0.5})", "out-of-range"},
            {"availability", R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01","sla_percent":100})",
             R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01","sla_percent":100.5})",
             "out-of-range"},
            {"weight", R"({"type":"constraint","kind":"apart","applications":["a","b"],"weight":0})",
             R"({"type":"constraint","kind":"apart","applications":["a","b"],"weight":-2})", "out-of-range"},
            {"lag", R"({"type":"constraint","kind":"before","applications":["a","b"],"lag_days":36500})",
             R"({"type":"constraint","kind":"before","applications":["a","b"],"lag_days":36501})", "out-of-range"},
            {"readiness",
             R"({"type":"application","id":"d","owner":"o","assessment":{"strategy":"retain","readiness":100}}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             R"({"type":"application","id":"d","owner":"o","assessment":{"strategy":"retain","readiness":101}}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             "out-of-range"},
        },
        Severity::error);
}

TEST_CASE("what an application says makes sense") {
    const std::string flow = "\n{\"type\":\"flow\",\"from\":\"d\",\"to\":\"a\",\"kind\":\"api\"}";
    const auto application = [&](std::string_view fields) {
        return R"({"type":"application","id":"d",)" + std::string(fields) + "}" + flow;
    };
    const std::string plain = application(R"("owner":"o")");
    struct Case {
        std::string_view good, bad, code;
    };
    for (const Case& one : {
             Case{R"("business_owner":"o")", R"("name":"D")", "no-owner"},
             Case{R"("owner":"o","data":["health"])", R"("owner":"o","data":["helath"])", "unknown-word"},
             Case{R"("owner":"o","legal_secrets":["defence"])", R"("owner":"o","legal_secrets":["xyzzy"])",
                  "unknown-word"},
             Case{R"("owner":"o","criticality":"vital")", R"("owner":"o","criticality":"haute")", "unknown-word"},
             Case{R"("owner":"o","harm":{"nature":"legal, political","criterion":"C,I"})",
                  R"("owner":"o","harm":{"nature":"lega, political"})", "unknown-word"},
             Case{R"("owner":"o","harm":{"criterion":"CIAT"})", R"("owner":"o","harm":{"criterion":"X"})",
                  "unknown-word"},
             Case{R"("owner":"o","personal_data":true,"data":["personal"])",
                  R"("owner":"o","personal_data":false,"data":["personal"])", "contradictory-answers"},
             Case{R"("owner":"o","health_data":false,"data":["personal"])",
                  R"("owner":"o","health_data":false,"data":["health"])", "contradictory-answers"},
             Case{R"("owner":"o","legal_secrets":["none"])", R"("owner":"o","legal_secrets":["none","privacy"])",
                  "contradictory-answers"},
         }) {
        expect({{one.bad, application(one.good), application(one.bad), one.code}}, Severity::warning);
    }
    expect({{"a retired application moves",
             R"({"type":"application","id":"d","owner":"o","lifecycle":"retired","strategy":"retire"})",
             R"({"type":"application","id":"d","owner":"o","lifecycle":"retired","strategy":"rehost"})",
             "contradictory-answers"}},
           Severity::warning);
    expect({{"depends on what ends", application(R"("owner":"o","strategy":"retire")"),
             R"({"type":"application","id":"d","owner":"o","strategy":"retire"}
{"type":"flow","from":"a","to":"d","kind":"api"})",
             "retired-dependency"}},
           Severity::warning);
    expect({{"alone", plain, R"({"type":"application","id":"d","owner":"o"})", "isolated-application"}},
           Severity::note);
}

TEST_CASE("dates are judged against the day given, and only then") {
    const std::string late = R"({"type":"application","id":"d","owner":"o","deadline":"2026-01-31"}
{"type":"flow","from":"d","to":"a","kind":"api"})";
    CHECK(findings_in(late).empty());
    CHECK(findings_in(late, {day("2026-01-31"), false}).empty());
    CHECK(codes_of(findings_in(late, {day("2026-02-01"), false})) == Codes{"date-passed"});

    const std::string target =
        R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01","qualified_on":"2024-01-01","snc_version":"3.2","expires_on":"2026-06-30"})";
    CHECK(findings_in(target).empty());
    CHECK(findings_in(target, {day("2026-01-01"), false}).empty());
    CHECK(codes_of(findings_in(target, {day("2026-01-02"), false})) == Codes{"qualification-ends-soon"});
    CHECK(codes_of(findings_in(target, {day("2026-06-30"), false})) == Codes{"qualification-ends-soon"});
    CHECK(codes_of(findings_in(target, {day("2026-07-01"), false})) == Codes{"qualification-ended", "stale-target"});
    const std::string old = R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01"})";
    CHECK(findings_in(old, {day("2026-06-30"), false}).empty());
    CHECK(only_arguments(findings_in(old, {day("2026-07-01"), false})) ==
          std::vector<std::string>{"1", "180", "2026-07-01", "t", "2026-01-01"});
}

TEST_CASE("flows and servers are not told twice") {
    expect(
        {
            {"a loop", "", R"({"type":"flow","from":"a","to":"a","kind":"api"})", "self-loop"},
            {"the same again", R"({"type":"flow","from":"a","to":"b","kind":"file"})",
             R"({"type":"flow","from":"a","to":"b","kind":"api"})", "duplicate-flow"},
        },
        Severity::warning);
    expect({{"an address of two applications",
             R"({"type":"server","id":"s","application":"a","addresses":["10.0.0.1"]}
{"type":"server","id":"t","application":"a","addresses":["10.0.0.2"]})",
             R"({"type":"server","id":"s","application":"a","addresses":["10.0.0.1"]}
{"type":"server","id":"t","application":"b","addresses":["10.0.0.1"]})",
             "shared-address"}},
           Severity::error);
}

TEST_CASE("teams and calendars can work") {
    expect(
        {
            {"a team's time", R"({"type":"team","id":"t","from":"2026-01-01","until":"2026-01-01"})",
             R"({"type":"team","id":"t","from":"2026-01-02","until":"2026-01-01"})", "dates-reversed"},
            {"a team of nobody", R"({"type":"team","id":"t","capacity_people":0.1})",
             R"({"type":"team","id":"t","capacity_people":0})", "no-capacity"},
            {"a phase that an application needs",
             R"({"type":"team","id":"t"}
{"type":"application","id":"d","owner":"o","assessment":{"strategy":"retire","effort":{"study":{"optimistic":1,"likely":1,"pessimistic":1}}}}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             R"({"type":"team","id":"t","phases":["build","migrate","test","cutover","decommission"]}
{"type":"application","id":"d","owner":"o","assessment":{"strategy":"retire","effort":{"study":{"optimistic":1,"likely":1,"pessimistic":1}}}}
{"type":"flow","from":"d","to":"a","kind":"api"})",
             "uncovered-phase"},
            {"a day of the week", R"({"type":"calendar","id":"c","workdays":[1,7]})",
             R"({"type":"calendar","id":"c","workdays":[1,8]})", "invalid-weekday"},
            {"holidays", R"({"type":"calendar","id":"c","holidays":"none"})",
             R"({"type":"calendar","id":"c","holidays":"DE"})", "unknown-holidays"},
            {"a freeze", R"({"type":"calendar","id":"c","freeze":[{"start":"2026-01-02","finish":"2026-01-02"}]})",
             R"({"type":"calendar","id":"c","freeze":[{"start":"2026-01-02","finish":"2026-01-01"}]})",
             "dates-reversed"},
            {"a window",
             R"({"type":"calendar","id":"c","windows":[{"id":"w","start":"2026-01-03","finish":"2026-01-04"}]})",
             R"({"type":"calendar","id":"c","windows":[{"id":"w","start":"2026-01-04","finish":"2026-01-03"}]})",
             "dates-reversed"},
        },
        Severity::error);
    expect(
        {
            {"a phase that nobody does", R"({"type":"team","id":"t"})",
             R"({"type":"team","id":"t","phases":["study","build","migrate","test","cutover"]})", "uncovered-phase"},
            {"windows that share a day",
             R"({"type":"calendar","id":"c","windows":[{"id":"v","start":"2026-01-03","finish":"2026-01-04"},{"id":"w","start":"2026-01-05","finish":"2026-01-06"}]})",
             R"({"type":"calendar","id":"c","windows":[{"id":"v","start":"2026-01-03","finish":"2026-01-05"},{"id":"w","start":"2026-01-05","finish":"2026-01-06"}]})",
             "overlapping-windows"},
            {"a window without room",
             R"({"type":"calendar","id":"c","windows":[{"id":"w","start":"2026-01-03","finish":"2026-01-04","max_applications":1}]})",
             R"({"type":"calendar","id":"c","windows":[{"id":"w","start":"2026-01-03","finish":"2026-01-04","max_applications":0}]})",
             "window-without-room"},
            {"a window in a freeze of another calendar",
             R"({"type":"calendar","id":"c","windows":[{"id":"v","start":"2026-01-03","finish":"2026-01-04"},{"id":"w","start":"2026-02-03","finish":"2026-02-04"}]}
{"type":"calendar","id":"d","freeze":[{"start":"2026-01-01","finish":"2026-01-02"},{"start":"2026-01-03","finish":"2026-01-03","phases":["study"]}]})",
             R"({"type":"calendar","id":"c","windows":[{"id":"v","start":"2026-01-03","finish":"2026-01-04"},{"id":"w","start":"2026-02-03","finish":"2026-02-04"}]}
{"type":"calendar","id":"d","freeze":[{"start":"2025-12-01","finish":"2026-01-03"},{"start":"2026-01-01","finish":"2026-01-02"}]})",
             "window-in-freeze"},
        },
        Severity::warning);
    CHECK(
        codes_of(findings_in(
            R"({"type":"calendar","id":"c","windows":[{"id":"v","start":"2026-01-03","finish":"2026-01-04"}],"freeze":[{"start":"2026-01-04","finish":"2026-01-09"}]})")) ==
        Codes{"window-in-freeze", "no-usable-window"});
}

TEST_CASE("the catalogue can be justified") {
    expect({{"no source", R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01"})",
             R"({"type":"target","id":"t"})", "unsourced-target"}},
           Severity::warning);
    expect(
        {{"a qualification backwards",
          R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01","qualified_on":"2025-01-01","snc_version":"3.2","expires_on":"2028-01-01"})",
          R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01","qualified_on":"2028-01-01","snc_version":"3.2","expires_on":"2025-01-01"})",
          "dates-reversed"}},
        Severity::error);
}

TEST_CASE("of the shipped catalogue only what is used is judged") {
    const std::string lines = R"({"type":"target","id":"t"}
{"type":"target","id":"u"}
{"type":"application","id":"d","owner":"o","hosting":{"eligible":[{"target":"u"}],"target":"u"}}
{"type":"flow","from":"d","to":"a","kind":"api"})";
    CHECK(findings_in(lines).size() == 2);
    CHECK(only_arguments(findings_in(lines, {.as_of = {}, .default_targets = true})) ==
          std::vector<std::string>{"u", "source, verified_on"});
}

TEST_CASE("constraints say all that they need") {
    struct Case {
        std::string_view good, bad;
    };
    for (const Case& one : {
             Case{R"("kind":"together","applications":["a","b"])", R"("kind":"together","applications":["a"])"},
             Case{R"("kind":"before","applications":["a","b"])", R"("kind":"before","applications":[])"},
             Case{R"("kind":"deadline","applications":["a"],"date":"2026-01-01")",
                  R"("kind":"deadline","applications":["a"])"},
             Case{R"("kind":"not_before","applications":["a"],"date":"2026-01-01")",
                  R"("kind":"not_before","date":"2026-01-01")"},
             Case{R"("kind":"window","applications":["a"],"windows":["weekend-2026-01"])",
                  R"("kind":"window","applications":["a"])"},
             Case{R"("kind":"wave","applications":["a"],"wave":1)", R"("kind":"wave","applications":["a"])"},
         }) {
        const auto line = [](std::string_view fields) {
            return R"({"type":"constraint",)" + std::string(fields) + "}";
        };
        expect({{one.bad, line(one.good), line(one.bad), "incomplete-constraint"}}, Severity::error);
    }
    expect({{"a name twice", R"({"type":"constraint","kind":"apart","applications":["a","b"]})",
             R"({"type":"constraint","kind":"apart","applications":["a","b","a"]})", "repeated-application"}},
           Severity::warning);
}

TEST_CASE("constraints can hold together") {
    expect(
        {
            {"a cycle of three",
             R"({"type":"constraint","id":"k","kind":"before","applications":["a","b","c"]}
{"type":"constraint","id":"l","kind":"before","applications":["a","c"]})",
             R"({"type":"constraint","id":"k","kind":"before","applications":["a","b","c"]}
{"type":"constraint","id":"l","kind":"before","applications":["c","a"]})",
             "before-cycle"},
            {"before itself", R"({"type":"constraint","kind":"before","applications":["a","b"]})",
             R"({"type":"constraint","kind":"before","applications":["a","a"]})", "before-cycle"},
            {"together and apart",
             R"({"type":"constraint","id":"k","kind":"together","applications":["a","b"]}
{"type":"constraint","id":"m","kind":"apart","applications":["a","c"]})",
             R"({"type":"constraint","id":"k","kind":"together","applications":["a","b"]}
{"type":"constraint","id":"l","kind":"together","applications":["b","c"]}
{"type":"constraint","id":"m","kind":"apart","applications":["a","c"]})",
             "together-apart"},
            {"dates",
             R"({"type":"constraint","kind":"not_before","applications":["a"],"date":"2026-03-01"}
{"type":"constraint","kind":"deadline","applications":["a"],"date":"2026-03-01"})",
             R"({"type":"constraint","kind":"not_before","applications":["a"],"date":"2026-03-02"}
{"type":"constraint","kind":"deadline","applications":["a"],"date":"2026-03-01"})",
             "dates-clash"},
            {"windows",
             R"({"type":"constraint","kind":"together","applications":["a","b"]}
{"type":"constraint","kind":"window","applications":["a"],"windows":["weekend-2026-01","weekend-2026-02"]}
{"type":"constraint","kind":"window","applications":["b"],"windows":["weekend-2026-02"]})",
             R"({"type":"constraint","kind":"together","applications":["a","b"]}
{"type":"constraint","kind":"window","applications":["a"],"windows":["weekend-2026-01","weekend-2026-02"]}
{"type":"constraint","kind":"window","applications":["b"],"windows":["weekend-2026-03"]})",
             "windows-clash"},
            {"waves",
             R"({"type":"constraint","kind":"together","applications":["a","b"]}
{"type":"constraint","kind":"wave","applications":["a"],"wave":1}
{"type":"constraint","kind":"wave","applications":["b"],"wave":1})",
             R"({"type":"constraint","kind":"together","applications":["a","b"]}
{"type":"constraint","kind":"wave","applications":["a"],"wave":1}
{"type":"constraint","kind":"wave","applications":["b"],"wave":2})",
             "waves-clash"},
        },
        Severity::error);
}

TEST_CASE("a cycle is reported once, by its shortest path and its constraints") {
    const auto findings =
        findings_in(R"({"type":"constraint","id":"long","kind":"before","applications":["a","b","c","a"]}
{"type":"constraint","id":"short","kind":"before","applications":["c","b"]})");
    CHECK(only_arguments(findings) == std::vector<std::string>{"b > c > b", "long, short"});
}

TEST_CASE("a weight makes a clash a price, not an error") {
    CHECK(codes_of(findings_in(R"({"type":"constraint","kind":"together","applications":["a","b"],"weight":1}
{"type":"constraint","kind":"apart","applications":["a","b"]}
{"type":"constraint","kind":"wave","applications":["a"],"wave":1}
{"type":"constraint","kind":"wave","applications":["a"],"wave":2,"weight":3})"))
              .empty());
    const auto findings = findings_in(R"({"type":"constraint","kind":"before","applications":["a","b"]}
{"type":"constraint","kind":"before","applications":["b","a"],"weight":1})");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "before-cycle");
    CHECK(findings[0].severity == Severity::warning);
}

TEST_CASE("a clash shows the path along which the applications are tied") {
    const auto findings = findings_in(R"({"type":"constraint","id":"k","kind":"together","applications":["a","b"]}
{"type":"constraint","id":"l","kind":"together","applications":["b","c"]}
{"type":"constraint","id":"m","kind":"apart","applications":["c","a"]})");
    CHECK(only_arguments(findings) == std::vector<std::string>{"m", "c", "a", "c > b > a", "l, k"});
}

TEST_CASE("decisions in the stream are sound") {
    const auto assessed = [](std::string_view assessment) {
        return R"({"type":"application","id":"d","owner":"o","assessment":)" + std::string(assessment) +
               "}\n{\"type\":\"flow\",\"from\":\"d\",\"to\":\"a\",\"kind\":\"api\"}";
    };
    expect(
        {{"effort", assessed(R"({"strategy":"rehost","effort":{"test":{"optimistic":1,"likely":2,"pessimistic":2}}})"),
          assessed(R"({"strategy":"rehost","effort":{"test":{"optimistic":3,"likely":2,"pessimistic":4}}})"),
          "effort-order"}},
        Severity::error);
    expect({{"no effort", assessed(R"({"strategy":"retain"})"), assessed(R"({"strategy":"rehost"})"), "no-effort"}},
           Severity::warning);
    const auto hosted = [](std::string_view hosting) {
        return R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01"}
{"type":"application","id":"d","owner":"o","hosting":)" +
               std::string(hosting) + "}\n{\"type\":\"flow\",\"from\":\"d\",\"to\":\"a\",\"kind\":\"api\"}";
    };
    expect({{"a target not eligible", hosted(R"({"eligible":[{"target":"t"}],"target":"t"})"),
             hosted(R"({"eligible":[],"target":"t"})"), "target-not-eligible"},
            {"eligible and rejected", hosted(R"({"eligible":[{"target":"t"}],"rejected":[]})"),
             hosted(R"({"eligible":[{"target":"t"}],"rejected":[{"target":"t"}]})"), "target-not-eligible"}},
           Severity::error);
}

TEST_CASE("every text fills its holes, ends as a message does and has a sound code") {
    for (const auto texts : {record_finding_texts(), inventory_finding_texts(), plan_finding_texts()})
        for (const FindingText& text : texts) {
            INFO(text.code << ": " << text.text);
            CHECK(text.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
            CHECK_FALSE(text.text.ends_with('.'));
            const std::vector<std::string> arguments(8, "x");
            CHECK(fill_text(text.text, arguments).find('{') == std::string::npos);
        }
}

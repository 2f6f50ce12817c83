#include "libplan/check/addresses.hpp"
#include "libplan/check/short_cycles.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/check/finding_pairs.hpp"
#include "tests/unit/check/small_plan.hpp"

#include <algorithm>

using namespace plan;

namespace {

std::string application(std::string_view fields, std::string_view id = "d") {
    return R"({"type":"application","id":")" + std::string(id) + R"(","owner":"o",)" + std::string(fields) + "}\n" +
           R"({"type":"flow","from":")" + std::string(id) + R"(","to":"a","kind":"api"})";
}

struct Sides {
    std::string_view good, bad, code;
};

void expect_fields(const std::vector<Sides>& cases, Severity severity, const RecordCheckOptions& options = {}) {
    for (const Sides& one : cases) {
        const std::string good = application(one.good), bad = application(one.bad);
        expect({{one.bad, good, bad, one.code}}, severity, options);
    }
}

void expect_lines(std::string_view type, const std::vector<Sides>& cases, Severity severity,
                  const RecordCheckOptions& options = {}) {
    for (const Sides& one : cases) {
        const std::string start = R"({"type":")" + std::string(type) + "\",";
        const std::string good = start + std::string(one.good) + "}", bad = start + std::string(one.bad) + "}";
        expect({{one.bad, good, bad, one.code}}, severity, options);
    }
}

RecordCheckOptions on(std::string_view date) {
    return {.as_of = day(date)};
}

}  // namespace

TEST_CASE("answers that exclude each other are told") {
    expect_fields(
        {
            {R"("personal_data":true,"health_data":true)", R"("personal_data":false,"health_data":true)",
             "contradictory-answers"},
            {R"("personal_data":true,"minors":true)", R"("personal_data":false,"minors":true)",
             "contradictory-answers"},
            {R"("sensitive_personal_data":true,"health_data":true)",
             R"("sensitive_personal_data":false,"health_data":true)", "contradictory-answers"},
            {R"("personal_data":false,"persons":0)", R"("personal_data":false,"persons":12)", "contradictory-answers"},
            {R"("personal_data":true,"persons":1)", R"("personal_data":true,"persons":0)", "contradictory-answers"},
            {R"("health_data":true,"data":["health"])", R"("health_data":true,"data":["internal"])",
             "contradictory-answers"},
            {R"("personal_data":true,"data":["hr"])", R"("personal_data":true,"data":["geographic"])",
             "contradictory-answers"},
            {R"("personal_data":true,"legal_secrets":["privacy"])", R"("personal_data":false,"legal_secrets":["privacy"])",
             "contradictory-answers"},
            {R"("health_data":true,"legal_secrets":["medical_secret"])",
             R"("health_data":false,"legal_secrets":["medical_secret"])", "contradictory-answers"},
            {R"("access":"open","mention":"none")", R"("access":"open","mention":"secret")", "contradictory-answers"},
            {R"("data":["internal"],"mention":"restricted")", R"("data":["public"],"mention":"restricted")",
             "contradictory-answers"},
            {R"("vital_system":true,"criticality":"high")", R"("vital_system":true,"criticality":"low")",
             "contradictory-answers"},
            {R"("environment":"sandbox","real_data":false)", R"("environment":"production","real_data":false)",
             "contradictory-answers"},
            {R"("cloudable":true,"containerised":true)", R"("cloudable":false,"containerised":true)",
             "contradictory-answers"},
            {R"("cloudable":false,"strategy":"refactor")", R"("cloudable":false,"strategy":"rehost")",
             "contradictory-answers"},
            {R"("derogation_basis":"R9","derogation_until":"2027-01-01")", R"("derogation_basis":"R9")",
             "incomplete-derogation"},
            {R"("derogation_basis":"R9","derogation_until":"2027-01-01")", R"("derogation_until":"2027-01-01")",
             "incomplete-derogation"},
            {R"("url":"https://a.example/x")", R"("url":"javascript:x")", "odd-url"},
            {R"("url":"http://a.example/x")", R"("url":"http://a.example/x y")", "odd-url"},
            {R"("components":[{"name":"Debian 12"}])", R"("components":[{"name":" "}])", "unnamed-component"},
            {R"("components":[{"name":"x","kind":"os"}])", R"("components":[{"name":"x","kind":"databse"}])",
             "unknown-word"},
        },
        Severity::warning);
}

TEST_CASE("answers that are unusual together, or not whole, are noted") {
        expect_fields(
            {
                {R"("users":10,"persons":10)", R"("users":11,"persons":10)", "unlikely-answers"},
                {R"("criticality":"vital","rto_hours":168)", R"("criticality":"vital","rto_hours":169)",
                 "unlikely-answers"},
                {R"("criticality":"low","rto_hours":1)", R"("criticality":"low","rto_hours":0.5)", "unlikely-answers"},
                {R"("criticality":"high","dicp":{"d":1,"i":1,"c":1,"p":1})",
                 R"("criticality":"vital","dicp":{"d":1,"i":1,"c":1,"p":1})", "unlikely-answers"},
                {R"("deadline":"2027-01-01","contract_end":"2027-01-01")",
                 R"("deadline":"2027-01-02","contract_end":"2027-01-01")", "unlikely-answers"},
                {R"("derogation_basis":"R9","derogation_until":"2027-01-01","acceptable_offer_on":"2027-01-01")",
                 R"("derogation_basis":"R9","derogation_until":"2027-01-01","acceptable_offer_on":"2027-01-02")",
                 "unlikely-answers"},
                {R"("dicp":{"d":1,"i":2,"c":3,"p":4})", R"("dicp":{"d":1,"i":2,"c":3})", "partial-answer"},
                {R"("harm":{"public_order":true})", R"("harm":{"public_order":false})", "partial-answer"},
                {R"("tags":["x","y"])", R"("tags":["x","y","x"])", "repeated-word"},
            },
            Severity::note);
}

TEST_CASE("numbers in another unit are told") {
        expect_fields(
            {
                {R"("sla_percent":99.9)", R"("sla_percent":0.999)", "implausible-number"},
                {R"("memory_gb":1000000)", R"("memory_gb":1000001)", "implausible-number"},
                {R"("rto_hours":8760)", R"("rto_hours":8761)", "implausible-number"},
            },
            Severity::warning);
        expect_lines("flow",
                     {{R"("from":"a","to":"c","kind":"file","latency_ms":1)",
                       R"("from":"a","to":"c","kind":"file","latency_ms":1e9)", "implausible-number"}},
                     Severity::warning);
}

TEST_CASE("verdicts and their questions agree") {
        expect_fields(
            {{R"("classification":{"class":"open","verdict":"to_qualify","questions":[{"field":"data","text":"t"}]})",
              R"("classification":{"class":"open","verdict":"decided","questions":[{"field":"data","text":"t"}]})",
              "verdict-mismatch"}},
            Severity::error);
        expect_fields({{R"("classification":{"class":"open","verdict":"decided"})",
                        R"("classification":{"class":"open","verdict":"to_qualify"})", "verdict-mismatch"}},
                      Severity::note);
        expect_fields({{R"("mention":"restricted","classification":{"class":"restricted","verdict":"decided"})",
                        R"("mention":"restricted","classification":{"verdict":"decided"})", "mention-without-class"}},
                      Severity::warning);
}

TEST_CASE("dates on the wrong side of the day are told") {
        expect_fields({{R"("harm":{"date":"2026-01-01"})", R"("harm":{"date":"2026-01-02"})", "date-ahead"},
                       {R"("accreditation_end":"2026-01-01")", R"("accreditation_end":"2025-12-31")", "date-passed"}},
                      Severity::warning, on("2026-01-01"));
        expect_fields({{R"("components":[{"name":"x","end_of_support":"2026-01-01"}])",
                        R"("components":[{"name":"x","end_of_support":"2025-12-31"}])", "support-ended"}},
                      Severity::note, on("2026-01-01"));
        expect_lines("team", {{R"("id":"t","until":"2026-01-01")", R"("id":"t","until":"2025-12-31")", "team-gone"}},
                     Severity::warning, on("2026-01-01"));
        expect_lines("constraint",
                     {{R"("kind":"deadline","applications":["a"],"date":"2026-01-01")",
                       R"("kind":"deadline","applications":["a"],"date":"2025-12-31")", "date-passed"}},
                     Severity::warning, on("2026-01-01"));
        const std::string_view windows =
            R"("id":"c","windows":[{"id":"v","start":"2026-01-03","finish":"2026-01-04"},{"id":"w","start":"2026-02-07","finish":"2026-02-08"}])";
        const std::string line = R"({"type":"calendar",)" + std::string(windows) + "}";
        CHECK(findings_in(line, on("2026-01-04")).empty());
        CHECK(codes_of(findings_in(line, on("2026-01-05"))) == Codes{"window-passed"});
        CHECK(codes_of(findings_in(line, on("2026-02-09"))) == Codes{"no-window-ahead"});
}

TEST_CASE("a type that nobody knows is told once, with the type that was meant") {
        const auto findings =
            findings_in("{\"type\":\"probe\"}\n{\"type\":\"aplication\",\"id\":\"x\"}\n{\"type\":\"probe\"}");
        REQUIRE(findings.size() == 2);
        CHECK(findings[0].severity == Severity::note);
        CHECK(findings[0].arguments == std::vector<std::string>{"probe", "2"});
        CHECK(findings[0].where.line == 6);
        CHECK(findings[1].severity == Severity::warning);
        CHECK(findings[1].arguments == std::vector<std::string>{"aplication", "1", "application"});
        CHECK(findings_in(R"({"type":"risk"})").empty());
}

TEST_CASE("a site is known when it is a target or when two records stand there") {
        const std::string two = R"({"type":"application","id":"d","owner":"o","site":"salle 1"}
{"type":"application","id":"e","owner":"o","site":"salle 1"}
{"type":"flow","from":"d","to":"e","kind":"api"}
)";
        CHECK(findings_in(two).empty());
        const auto with = [&](std::string_view site) {
            return findings_in(two + application(R"("site":")" + std::string(site) + "\"", "f"));
        };
        CHECK(codes_of(with("Salle-1")) == Codes{"unknown-site"});
        CHECK(only_arguments(with("Salle-1")) == std::vector<std::string>{"application", "f", "Salle-1", "salle 1"});
        CHECK(with("Salle-1")[0].severity == Severity::warning);
        // Another number is another room.
        CHECK(with("salle 2")[0].severity == Severity::note);
        CHECK(findings_in(two + application(R"("site":"t")", "f") +
                          "\n{\"type\":\"target\",\"id\":\"t\",\"source\":\"s\",\"verified_on\":\"2026-01-01\"}")
                  .empty());
        const auto reached = findings_in(application(R"("site":"cave")") + "\n" +
                                         R"({"type":"flow","from":"a","to":"d","kind":"file"})");
        CHECK(codes_of(reached) == Codes{"unknown-site", "flow-to-unknown-site", "dependency-cycle"});
}

TEST_CASE("what flows carry goes with what applications hold") {
        expect_lines("flow",
                     {{R"("from":"a","to":"c","kind":"file","data":["internal"])",
                       R"("from":"a","to":"c","kind":"file","data":["internl"])", "unknown-word"}},
                     Severity::warning);
        expect_lines("flow",
                     {{R"("from":"a","to":"c","kind":"file","anonymised":true)",
                       R"("from":"a","to":"c","kind":"file","anonymised":true,"data":["personal"])", "anonymised-data"},
                      {R"("from":"a","to":"c","direction":"push")", R"("from":"a","to":"c")", "flow-without-kind"}},
                     Severity::note);
        const std::string sender = application(R"("data":["internal"])") + "\n";
        CHECK(findings_in(sender + R"({"type":"flow","from":"d","to":"b","kind":"file","data":["internal"]})").empty());
        CHECK(only_arguments(
                  findings_in(sender + R"({"type":"flow","from":"d","to":"b","kind":"file","data":["hr"]})")) ==
              std::vector<std::string>{"d", "hr", "1", "b"});
        const std::string ended = R"({"type":"application","id":"d","owner":"o","lifecycle":"retired"})";
        CHECK(findings_in(ended).empty());
        CHECK(codes_of(findings_in(ended + "\n" + R"({"type":"flow","from":"d","to":"a","kind":"api"})")) ==
              Codes{"retired-with-flows"});
}

TEST_CASE("addresses are read as networks write them") {
        const auto kind = [](std::string_view text) { return read_address(text).kind; };
        for (const std::string_view good : {"10.0.0.1", " 192.168.4.7 ", "2001:db8::1", "::ffff:10.0.0.1"})
            CHECK(kind(good) == AddressKind::host);
        for (const std::string_view name : {"srv-1", "srv_1.example.org", "a.b.c.", "10.0.0.x1"})
            CHECK(kind(name) == AddressKind::name);
        for (const std::string_view useless : {"127.0.0.1", "0.0.0.0", "::1", "::", "224.0.0.1", "169.254.1.1",
                                               "fe80::1", "ff02::1", "localhost", "::ffff:127.0.0.1"})
            CHECK(kind(useless) == AddressKind::unusable);
        for (const std::string_view bad : {"", "10.0.0.256", "10.0.0", "010.0.0.1", "10.0.0.1/24", "10.0.0.1:80",
                                           "2001:db8::1%eth0", "a..b", "-a", "a b", "é", "12345"})
            CHECK(kind(bad) == AddressKind::invalid);
        CHECK(kind(std::string_view("10.0.0.1\0x", 10)) == AddressKind::invalid);
        CHECK(read_address("2001:0DB8:0::0001").canonical == read_address("2001:db8::1").canonical);
        CHECK(read_address("::FFFF:10.0.0.1").canonical == "10.0.0.1");
        CHECK(read_address("SRV.Example.").canonical == "srv.example");
}

TEST_CASE("servers have an address of their own and an application") {
        const auto server = [](std::string_view fields) {
            return R"("id":"s","application":"a","addresses":)" + std::string(fields);
        };
        const std::string sound = server(R"(["10.0.0.1","srv.example"])"), bad = server(R"(["10.0.0.300"])"),
                          loopback = server(R"(["127.0.0.1"])"), twice = server(R"(["10.0.0.1","::ffff:10.0.0.1"])");
        expect_lines("server", {{sound, bad, "invalid-address"}, {sound, loopback, "unusable-address"}},
                     Severity::warning);
        expect_lines("server", {{sound, twice, "repeated-address"}, {sound, R"("id":"s")", "unattached-server"}},
                     Severity::note);
        const auto two = [](std::string_view application, std::string_view address) {
            return R"({"type":"server","id":"s","application":"a","addresses":["2001:db8::1"]}
{"type":"server","id":"t","application":")" +
                   std::string(application) + R"(","addresses":[")" + std::string(address) + "\"]}";
        };
        CHECK(findings_in(two("a", "2001:db8::2")).empty());
        CHECK(codes_of(findings_in(two("a", "2001:DB8:0::1"))) == Codes{"likely-duplicate"});
        CHECK(codes_of(findings_in(two("b", "2001:DB8:0::1"))) == Codes{"shared-address"});
        CHECK(codes_of(findings_in(R"({"type":"server","id":"s","application":"a","addresses":["127.0.0.1"]}
{"type":"server","id":"t","application":"b","addresses":["127.0.0.1"]})")) == Codes{"unusable-address"});
}

TEST_CASE("cycles of dependencies are told once, by a shortest path") {
        const auto flow = [](std::string_view from, std::string_view to, std::string_view kind) {
            return R"({"type":"flow","from":")" + std::string(from) + R"(","to":")" + std::string(to) +
                   R"(","kind":")" + std::string(kind) + "\"}\n";
        };
        CHECK(findings_in(flow("a", "c", "file")).empty());
        auto findings = findings_in(flow("c", "a", "file"));
        CHECK(only_arguments(findings) == std::vector<std::string>{"a > b > c > a", "3"});
        CHECK(findings[0].code == "dependency-cycle");
        CHECK(findings[0].where.line == 4);
        findings = findings_in(flow("c", "a", "file") + flow("c", "b", "file"));
        CHECK(only_arguments(findings) == std::vector<std::string>{"b > c > b", "3"});
        // Strong coupling ties the same three: nothing more to say. It ties two of them: both are said.
        findings = findings_in(flow("a", "b", "database") + flow("b", "c", "database") + flow("c", "a", "database"));
        CHECK(codes_of(findings) == Codes{"strong-cycle"});
        findings = findings_in(flow("a", "b", "database") + flow("b", "a", "storage") + flow("c", "a", "file"));
        CHECK(codes_of(findings) == Codes{"strong-cycle", "dependency-cycle"});
}

TEST_CASE("a cycle is found in a ring and in a dense component of any size, in bounded work") {
        constexpr std::uint32_t size = 50'000;
        std::vector<DependencyGraph::Edge> ring;
        for (std::uint32_t node = 0; node < size; ++node) ring.push_back({node, (node + 1) % size});
        const auto long_way = short_cycles(DependencyGraph(size, ring));
        REQUIRE(long_way.size() == 1);
        CHECK(long_way[0].nodes.size() == size);
        for (std::uint32_t node = 0; node < size; ++node) ring.push_back({node, (node * 7919 + 13) % size});
        const auto short_way = short_cycles(DependencyGraph(size, ring));
        REQUIRE(short_way.size() == 1);
        const std::vector<DependencyGraph::Node>& nodes = short_way[0].nodes;
        REQUIRE(nodes.size() >= 2);
        CHECK(nodes.size() < 50);
        for (std::size_t position = 0; position < nodes.size(); ++position) {
            const auto next = nodes[(position + 1) % nodes.size()];
            CHECK(std::ranges::any_of(
                ring, [&](const auto& edge) { return edge.from == nodes[position] && edge.to == next; }));
        }
        CHECK(short_cycles(DependencyGraph(2, {{0, 0}, {0, 1}})).empty());
}

TEST_CASE("likely duplicates are told with what makes them alike") {
        const auto named = [](std::string_view one, std::string_view other, std::string_view more = "") {
            return application(R"("name":")" + std::string(one) + R"(","environment":"production")", "d") + "\n" +
                   application(R"("name":")" + std::string(other) + "\"" + std::string(more), "e");
        };
        CHECK(findings_in(named("Gestion des congés", "Suivi des stages")).empty());
        CHECK(findings_in(named("Paie 1", "Paie 2")).empty());
        auto findings = findings_in(named("Gestion des congés", "GESTION DES CONGES"));
        CHECK(only_arguments(findings) == std::vector<std::string>{"application", "d", "e", "GESTION DES CONGES"});
        CHECK(findings[0].severity == Severity::warning);
        CHECK(findings_in(named("Gestion des congés", "Gestion des congés", R"(,"environment":"acceptance")")).empty());
        findings = findings_in(named("Gestion des immatriculations", "Gestion des immatriculatons"));
        REQUIRE(codes_of(findings) == Codes{"likely-duplicate"});
        CHECK(findings[0].severity == Severity::note);
        CHECK(findings[0].arguments.size() == 5);

        expect_lines("flow",
                     {{R"("from":"a","to":"b","kind":"file","volume_gb_per_day":1)",
                       R"("from":"a","to":"b","kind":"api","volume_gb_per_day":1)", "likely-duplicate"}},
                     Severity::note);
        const auto back = findings_in(R"({"type":"flow","from":"b","to":"a","kind":"api"})");
        CHECK(codes_of(back) == Codes{"likely-duplicate", "dependency-cycle"});
        CHECK(codes_of(findings_in(R"({"type":"flow","from":"b","to":"a","kind":"file"})")) ==
              Codes{"dependency-cycle"});

        const std::string other = application(R"("name":"Sirius","aliases":["S.I.R.H."])", "d") + "\n";
        CHECK(findings_in(other + application(R"("name":"Annuaire")", "e")).empty());
        CHECK(codes_of(findings_in(other + application(R"("name":"SIRH")", "e"))) == Codes{"shared-alias"});

        expect({{"a constraint again",
                 "{\"type\":\"constraint\",\"kind\":\"apart\",\"applications\":[\"a\",\"b\"]}\n"
                 "{\"type\":\"constraint\",\"kind\":\"apart\",\"applications\":[\"a\",\"c\"]}",
                 "{\"type\":\"constraint\",\"kind\":\"apart\",\"applications\":[\"a\",\"b\"]}\n"
                 "{\"type\":\"constraint\",\"kind\":\"apart\",\"applications\":[\"b\",\"a\"]}",
                 "likely-duplicate"},
                {"a team again",
                 "{\"type\":\"team\",\"id\":\"t\",\"name\":\"A\"}\n{\"type\":\"team\",\"id\":\"u\",\"name\":\"B\"}",
                 "{\"type\":\"team\",\"id\":\"t\",\"name\":\"Équipe "
                 "A\"}\n{\"type\":\"team\",\"id\":\"u\",\"name\":\"equipe-a\"}",
                 "same-name"}},
               Severity::warning);
}

TEST_CASE("the catalogue can be relied on") {
        const std::string_view base = R"("id":"t","source":"s","verified_on":"2026-01-01",)";
        const auto sides = [&](std::string_view good, std::string_view bad, std::string_view code, Severity severity) {
            const std::string left = std::string(base) + std::string(good),
                              right = std::string(base) + std::string(bad);
            expect_lines("target", {{left, right, code}}, severity);
        };
        sides(R"("snc_version":"3.2","expires_on":"2030-01-01")", R"("snc_version":"3.2")", "undated-qualification",
              Severity::warning);
        sides(R"("hds_version":"2","hds_activities":["1"])", R"("hds_version":"2")", "undated-qualification",
              Severity::warning);
        sides(R"("rie":true,"internet":false)", R"("rie":false,"internet":false)", "unreachable-target",
              Severity::warning);
        sides(R"("kind":"commercial")", R"("kind":"comercial")", "unknown-word", Severity::warning);
        sides(R"("service_types":["iaas"])", R"("service_types":["iass"])", "unknown-word", Severity::warning);
        sides(R"("legal_exposure":"none")", R"("legal_exposure":"nothing at all")", "unknown-word", Severity::warning);
        sides(R"("confidence":"read")", R"("confidence":"to-verify")", "to-verify", Severity::note);
        const std::string used = R"({"type":"target",)" + std::string(base) + R"("confidence":"to-verify"})" + "\n" +
                                 application(R"("hosting":{"eligible":[{"target":"t"}],"target":"t"})");
        REQUIRE(codes_of(findings_in(used)) == Codes{"to-verify"});
        CHECK(findings_in(used)[0].severity == Severity::warning);
}

TEST_CASE("how old a line may be, and how soon an end is near, can be set") {
        const std::string target =
            R"({"type":"target","id":"t","source":"s","verified_on":"2026-01-01","snc_version":"3.2","expires_on":"2026-03-01"})";
        const RecordCheckOptions patient{.as_of = day("2026-01-31"), .stale_days = 30, .soon_days = 29};
        CHECK(findings_in(target, patient).empty());
        const RecordCheckOptions strict{.as_of = day("2026-01-31"), .stale_days = 29, .soon_days = 30};
        CHECK(codes_of(findings_in(target, strict)) == Codes{"stale-target", "qualification-ends-soon"});
}

TEST_CASE("constraints say no more than they mean") {
        expect_lines("constraint",
                     {{R"("kind":"before","applications":["a","b"],"lag_days":1)",
                       R"("kind":"apart","applications":["a","b"],"lag_days":1)", "ignored-field"},
                      {R"("kind":"deadline","applications":["a"],"date":"2026-01-01")",
                       R"("kind":"deadline","applications":["a"],"date":"2026-01-01","wave":2)", "ignored-field"}},
                     Severity::warning);
        const std::string due = application(R"("deadline":"2026-06-30")") + "\n";
        CHECK(findings_in(due + R"({"type":"constraint","kind":"not_before","applications":["d"],"date":"2026-06-30"})")
                  .empty());
        CHECK(codes_of(findings_in(
                  due + R"({"type":"constraint","kind":"not_before","applications":["d"],"date":"2026-07-01"})")) ==
              Codes{"dates-clash"});
        const auto bound = [](std::string_view strategy) {
            return findings_in(application(R"("strategy":")" + std::string(strategy) + "\"") + "\n" +
                               R"({"type":"constraint","kind":"deadline","applications":["d"],"date":"2026-07-01"})");
        };
        CHECK(bound("rehost").empty());
        CHECK(codes_of(bound("retain")) == Codes{"unbound-application"});
        CHECK(codes_of(findings_in("{\"type\":\"calendar\",\"id\":\"c\"}\n{\"type\":\"calendar\",\"id\":\"d\"}")) ==
              Codes{"unused-calendar"});
}

TEST_CASE("records of a plan are judged by themselves, unless the plan is proved") {
        const auto task = [](std::string_view fields) {
            return R"({"type":"task","id":"x","phase":"study","duration_days":1,"start":"2026-02-02","finish":"2026-02-02",)" +
                   std::string(fields) + "}";
        };
        struct Case {
            std::string good, bad;
            std::string_view code;
            Severity severity;
        };
        const std::string bridge =
            R"({"type":"bridge","start":"2026-02-02","finish":"2026-02-03","days":2,"weight":1,"flows":1,)";
        const std::string wave = R"({"type":"wave","id":"w","number":1,"start":"2026-02-02",)";
        for (
            const Case& one : {
                Case{task(R"("application":"a")"), task(R"("application":"zzzzz")"), "unknown-reference",
                     Severity::error},
                Case{task(R"("application":"a","team":"team-study")"), task(R"("application":"a","team":"zzzzzzzz")"),
                     "unknown-reference", Severity::error},
                Case{task(R"("application":"a")"), task(R"("application":"a","predecessors":["zzzzz"])"),
                     "unknown-reference", Severity::error},
                Case{task(R"("application":"a")"), task(R"("people":1)"), "task-of-nothing", Severity::error},
                Case{task(R"("application":"a","people":1)"), task(R"("application":"a","people":-1)"), "out-of-range",
                     Severity::error},
                Case{task(R"("application":"a")"), task(R"("application":"a")") + "\n" + task(R"("application":"a")"),
                     "duplicate-id", Severity::error},
                Case{
                    task(
                        R"("application":"a","status":"done","actual_start":"2026-02-02","actual_finish":"2026-02-03")"),
                    task(
                        R"("application":"a","status":"done","actual_start":"2026-02-04","actual_finish":"2026-02-03")"),
                    "dates-reversed", Severity::error},
                Case{task(R"("application":"a","status":"done","actual_finish":"2026-02-03")"),
                     task(R"("application":"a","status":"done")"), "status-mismatch", Severity::warning},
                Case{task(R"("application":"a","status":"planned")"),
                     task(R"("application":"a","status":"planned","actual_start":"2026-02-03")"), "status-mismatch",
                     Severity::warning},
                Case{bridge + R"("from":"a","to":"b"})", bridge + R"("from":"a","to":"zzzzz"})", "unknown-reference",
                     Severity::error},
                Case{bridge + R"("from":"a","to":"b"})", bridge + R"("from":"a","to":"a"})", "bridge-to-itself",
                     Severity::warning},
                Case{wave + R"("finish":"2026-02-02","applications":["a"]})",
                     wave + R"("finish":"2026-02-02","applications":["zzzzz"]})", "unknown-reference", Severity::error},
                Case{wave + R"("finish":"2026-02-02"})", wave + R"("finish":"2026-02-01"})", "dates-reversed",
                     Severity::error},
                Case{R"({"type":"plan","start":"2026-02-02","finish":"2026-02-03","gap":0,"verified":true})",
                     R"({"type":"plan","start":"2026-02-02","finish":"2026-02-03","gap":-1,"verified":true})",
                     "out-of-range", Severity::error},
                Case{R"({"type":"plan","start":"2026-02-02","finish":"2026-02-03","verified":true})",
                     R"({"type":"plan","start":"2026-02-02","finish":"2026-02-03"})", "unverified-plan",
                     Severity::warning},
            }) {
            expect({{one.bad, one.good, one.bad, one.code}}, one.severity);
            CHECK(findings_in(one.bad, {.as_of = {}, .plan_proved = true}).empty());
        }
        const auto waiting = [](std::string_view id, std::string_view before) {
            return R"({"type":"task","application":"a","phase":"study","duration_days":1,"start":"2026-02-02","finish":"2026-02-02","id":")" +
                   std::string(id) + R"(","predecessors":[")" + std::string(before) + "\"]}\n";
        };
        const auto cycle = findings_in(waiting("x", "y") + waiting("y", "z") + waiting("z", "x"));
        CHECK(codes_of(cycle) == Codes{"task-cycle"});
        CHECK(only_arguments(cycle) == std::vector<std::string>{"x > y > z > x", "3"});
}

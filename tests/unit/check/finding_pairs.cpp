#include "tests/unit/check/finding_pairs.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/check/small_plan.hpp"

using namespace plan;

namespace {

constexpr std::string_view ground = R"({"type":"application","id":"a","owner":"o"}
{"type":"application","id":"b","owner":"o"}
{"type":"application","id":"c","owner":"o"}
{"type":"flow","from":"a","to":"b","kind":"api"}
{"type":"flow","from":"b","to":"c","kind":"api"}
)";

}  // namespace

std::vector<Diagnostic> findings_in(std::string_view lines, const RecordCheckOptions& options) {
    return check_records(portfolio_of(std::string(ground) + std::string(lines) + "\n{\"type\":\"end\"}\n"), options);
}

void expect(const std::vector<FindingPair>& pairs, Severity severity, const RecordCheckOptions& options) {
    for (const FindingPair& pair : pairs) {
        const auto good = findings_in(pair.good, options);
        const auto bad = findings_in(pair.bad, options);
        INFO(pair.what << "\ngood:\n" << texts_of(good) << "bad:\n" << texts_of(bad));
        CHECK(good.empty());
        CHECK(codes_of(bad) == Codes{std::string(pair.code)});
        for (const Diagnostic& finding : bad) {
            CHECK(finding.severity == severity);
            CHECK(fill_text(finding.text, finding.arguments).find('{') == std::string::npos);
        }
    }
}

std::vector<std::string> only_arguments(const std::vector<Diagnostic>& findings) {
    INFO(texts_of(findings));
    REQUIRE(findings.size() == 1);
    return findings[0].arguments;
}

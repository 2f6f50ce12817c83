#include "libplan/check/findings.hpp"
#include "tests/unit/catch2.hpp"

#include <fstream>
#include <set>
#include <sstream>

using namespace plan;

namespace {

std::string page(const std::string& name) {
    std::ifstream file(MANUAL_FOLDER "/" + name);
    REQUIRE(file);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The bold words of the sections whose title begins with `title`: those are the codes that the page defines.
std::set<std::string> codes_in(const std::string& text, std::string_view title) {
    std::set<std::string> codes;
    std::istringstream lines(text);
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# ")) inside = std::string_view(line).substr(2).starts_with(title);
        if (!inside || !line.starts_with('*')) continue;
        for (std::size_t open = line.find('*'); open != std::string::npos; open = line.find('*', open)) {
            const std::size_t close = line.find('*', open + 1);
            codes.insert(line.substr(open + 1, close - open - 1));
            open = close + 1;
        }
    }
    return codes;
}

std::set<std::string> codes_of_tables() {
    std::set<std::string> codes;
    for (const auto texts : {record_finding_texts(), inventory_finding_texts(), plan_finding_texts()})
        for (const FindingText& text : texts) codes.emplace(text.code);
    return codes;
}

}  // namespace

TEST_CASE("the manual lists every code of a finding, and no other, in both languages") {
    CHECK(codes_in(page("plan-check.1.scd"), "FINDINGS ABOUT") == codes_of_tables());
    CHECK(codes_in(page("fr/plan-check.1.scd"), "CONSTATS SUR LES") == codes_of_tables());
}

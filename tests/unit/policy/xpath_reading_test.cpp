#include "libplan/policy/xpath_reading.hpp"

#include "tests/unit/catch2.hpp"

namespace {

/// "path@position" of every name, joined by spaces.
std::string names(std::string_view expression) {
    std::string all;
    for (const auto& name : plan::read_xpath(expression).names)
        all += (all.empty() ? "" : " ") + name.path + "@" + std::to_string(name.position);
    return all;
}

/// "path=literal@position" of every comparison.
std::string comparisons(std::string_view expression) {
    std::string all;
    for (const auto& found : plan::read_xpath(expression).comparisons)
        all += (all.empty() ? "" : " ") + found.path + "=" + found.literal + "@" + std::to_string(found.position);
    return all;
}

std::string refused(std::string_view expression) {
    const auto found = plan::read_xpath(expression).refused;
    return found ? found->construct + "@" + std::to_string(found->position) : "";
}

}  // namespace

TEST_CASE("names of facts are told from functions, operators, literals and numbers") {
    CHECK(names("data='health' and users > 1000") == "data@0 users@18");
    CHECK(names("not(legal_secrets) or count(tags)*2 = 4") == "legal_secrets@4 tags@28");
    CHECK(names("'and data' = \"it's data\"").empty());
    CHECK(names("12.5 > .5").empty());
    CHECK(names("contains ( name , 'users' )") == "name@11");
    CHECK(names("position() = last()").empty());
    CHECK(names("").empty());
}

TEST_CASE("an operator's name may also be the name of a fact, as section 3.7 of XPath says") {
    CHECK(names("and and or") == "and@0 or@8");
    CHECK(names("div div mod mod 2") == "div@0 mod@8");
    CHECK(names("(a) and (or)") == "a@1 or@9");
    CHECK(names("a[1] or b") == "a@0 a@0 b@8");
}

TEST_CASE("a name may hold dots, dashes and letters beyond ASCII") {
    CHECK(names("harm.public_order='true'") == "harm.public_order@0");
    CHECK(names("public-order - 1") == "public-order@0");
    CHECK(names("été='vrai'") == "été@0");
    CHECK(names("pre:name = 1") == "pre:name@0");
}

TEST_CASE("steps are joined, and predicates are relative to the path before them") {
    CHECK(names("harm / public_order = 'true'") == "harm/public_order@0");
    CHECK(names("harm[public_order='true']/date") == "harm@0 harm/public_order@5 harm/date@0");
    CHECK(names("data[.='a' or .='b'] and users") == "data@0 data@5 data@14 data@0 users@25");
    CHECK(names("contract_end/@days > 3") == "contract_end/@days@0");
    CHECK(names("data/text()='x'") == "data@0");
    CHECK(names("a[b[c]]") == "a@0 a/b@2 a/b/c@4 a/b@2 a@0");
}

TEST_CASE("comparisons with a literal are found on both sides and inside predicates") {
    CHECK(comparisons("mention='secret'") == "mention=secret@8");
    CHECK(comparisons("'secret' != mention") == "mention=secret@0");
    CHECK(comparisons("data[.='health']") == "data=health@7");
    CHECK(comparisons("harm/criterion = \"C\"") == "harm/criterion=C@17");
    CHECK(comparisons("string-length(name)='3'").empty());
    CHECK(comparisons("name > '3'").empty());
    CHECK(comparisons("a='x' and 'y'=b") == "a=x@2 b=y@10");
}

TEST_CASE("constructs that hide names are refused at their place") {
    CHECK(refused("child::data") == "child@0");
    CHECK(refused("a or *") == "*@5");
    CHECK(refused("harm/*='true'") == "*@5");
    CHECK(refused("//data") == "//@0");
    CHECK(refused("a/../b") == "..@2");
    CHECK(refused("/facts/data") == "/@0");
    CHECK(refused("2 * 3 = users").empty());
    CHECK(refused("(users) * 3 = 6").empty());
}

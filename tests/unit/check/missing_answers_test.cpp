#include "libplan/check/missing_answers.hpp"
#include "libplan/check/completeness.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/check/small_plan.hpp"

#include <algorithm>

using namespace plan;

namespace {

std::string asked(int number, const std::vector<std::string>& fields, std::string_view owner = "o") {
    std::string line = R"({"type":"application","id":"a)" + std::to_string(number) + R"(","owner":")" +
                       std::string(owner) + R"(","classification":{"verdict":"to_qualify","questions":[)";
    for (const std::string& field : fields)
        line += (line.back() == '[' ? "" : ",") + std::string(R"({"field":")") + field + R"(","text":"?","owner":")" +
                std::string(owner) + "\"}";
    return line + "]}}\n";
}

std::vector<std::string> order_of(const MissingAnswers& missing) {
    std::vector<std::string> fields;
    for (const MissingAnswer& answer : missing.answers) fields.push_back(answer.field);
    return fields;
}

const FieldCompleteness& field_of(const Completeness& complete, std::string_view field) {
    const auto found = std::ranges::find(complete.fields, field, &FieldCompleteness::field);
    REQUIRE(found != complete.fields.end());
    return *found;
}

}  // namespace

TEST_CASE("the answers that give most verdicts come first, whole sets before parts that give none") {
    std::string stream;
    int number = 0;
    for (int count = 0; count < 3; ++count) stream += asked(number++, {"x"}, "first");
    for (int count = 0; count < 10; ++count) stream += asked(number++, {"y", "z"}, "second");
    stream += asked(number++, {"x", "w"});
    stream += asked(number++, {});
    stream += R"({"type":"application","id":"decided","classification":{"verdict":"decided"}})"
              "\n";
    stream += R"({"type":"application","id":"unseen"})"
              "\n{\"type\":\"end\"}\n";
    const MissingAnswers missing = missing_answers(portfolio_of(stream));
    CHECK(order_of(missing) == std::vector<std::string>{"y", "z", "x", "w"});
    CHECK(missing.blocked == 15);
    CHECK(missing.without_question == 1);
    CHECK(missing.unclassified == 1);
    CHECK(missing.answers[0].unblocked == 0);
    CHECK(missing.answers[1].unblocked == 10);
    CHECK(missing.answers[2].unblocked == 13);
    CHECK(missing.answers[3].unblocked == 14);
    CHECK(missing.answers[2].applications == 4);
    CHECK(missing.answers[2].alone == 3);
    CHECK(missing.answers[2].owners == 2);
    CHECK(missing.answers[0].alone == 0);
}

TEST_CASE("any number of distinct questions is put in order, and every verdict is given in the end") {
    std::string stream;
    constexpr int count = 8000;
    for (int number = 0; number < count; ++number)
        stream += asked(number, {"common", "field" + std::to_string(number), "field" + std::to_string(number)});
    const MissingAnswers missing = missing_answers(portfolio_of(stream + "{\"type\":\"end\"}\n"));
    REQUIRE(missing.answers.size() == count + 1);
    CHECK(missing.answers.front().field == "common");
    CHECK(missing.answers.back().unblocked == count);
    CHECK(std::ranges::is_sorted(missing.answers, {}, &MissingAnswer::unblocked));
}

TEST_CASE("a field counts where something would be decided from it") {
    const Completeness complete = completeness(portfolio_of(
        R"({"type":"target","id":"t","kind":"commercial"}
{"type":"application","id":"a","owner":"Zoé","site":"t","vcpu":2,"environment":"production","contract_end":"2027-01-01"}
{"type":"application","id":"b","owner":"ZOE","strategy":"retain","environment":"sandbox"}
{"type":"application","id":"c","business_owner":"Max","site":"elsewhere","classification":{"verdict":"to_qualify","questions":[{"field":"legal_secrets","text":"?"},{"field":"own_field","text":"?"}]}}
{"type":"application","id":"d","legal_secrets":["none"],"derogation_basis":"R9","classification":{"verdict":"decided"}}
{"type":"application","id":"e","lifecycle":"retired"}
{"type":"end"}
)"));
    CHECK(complete.applications == 4);
    CHECK(complete.unclassified == 2);
    CHECK(field_of(complete, "site").expected == 4);
    CHECK(field_of(complete, "site").filled == 2);
    CHECK(field_of(complete, "owner").filled == 3);
    CHECK(field_of(complete, "vcpu").expected == 3);  // b stays
    CHECK(field_of(complete, "vcpu").filled == 1);
    CHECK(field_of(complete, "real_data").expected == 1);     // of the sandbox
    CHECK(field_of(complete, "contract_end").expected == 1);  // where a company hosts
    CHECK(field_of(complete, "contract_end").missing() == 0);
    CHECK(field_of(complete, "derogation_until").missing() == 1);
    CHECK(field_of(complete, "legal_secrets").expected == 2);  // asked of c, answered by d
    CHECK(field_of(complete, "legal_secrets").filled == 1);
    CHECK(field_of(complete, "own_field").missing() == 1);

    REQUIRE(complete.owners.size() == 3);
    std::size_t expected = 0, filled = 0;
    for (const OwnerCompleteness& owner : complete.owners) expected += owner.expected, filled += owner.filled;
    std::size_t expected_by_field = 0, filled_by_field = 0;
    for (const FieldCompleteness& field : complete.fields)
        expected_by_field += field.expected, filled_by_field += field.filled;
    CHECK(expected == expected_by_field);
    CHECK(filled == filled_by_field);
    const auto zoe = std::ranges::find(complete.owners, "Zoé", &OwnerCompleteness::owner);
    REQUIRE(zoe != complete.owners.end());
    CHECK(zoe->applications == 2);
    const auto max = std::ranges::find(complete.owners, "Max", &OwnerCompleteness::owner);
    REQUIRE(max != complete.owners.end());
    CHECK(max->to_qualify == 1);
    CHECK(max->most_missing.size() == 3);
    CHECK(std::ranges::count(complete.owners, "", &OwnerCompleteness::owner) == 1);
}

TEST_CASE("only what is whole reads a hundred percent") {
    CHECK(permille(0, 0) == 1000);
    CHECK(permille(9999, 10000) == 999);
    CHECK(permille(1, 3) == 333);
    CHECK(permille(3, 3) == 1000);
}

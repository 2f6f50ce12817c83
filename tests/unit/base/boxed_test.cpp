#include "libplan/base/boxed.hpp"

#include "tests/unit/catch2.hpp"

#include <string>
#include <utility>

using plan::Boxed;

TEST_CASE("A box is empty until it is filled") {
    Boxed<std::string> box;
    CHECK_FALSE(box.has_value());
    box.emplace("nuage");
    REQUIRE(box);
    CHECK(*box == "nuage");
    CHECK(box->size() == 5);
    box.reset();
    CHECK_FALSE(box);
}

TEST_CASE("Copies of a box are deep") {
    Boxed<std::string> first = std::string("un");
    Boxed<std::string> second = first;
    *second = "deux";
    CHECK(*first == "un");
    first = second;
    second->append("!");
    CHECK(*first == "deux");
    const Boxed<std::string>& same = first;
    first = same;
    REQUIRE(first);
    CHECK(*first == "deux");
    first = Boxed<std::string>(std::nullopt);
    CHECK_FALSE(first);
}

TEST_CASE("A moved box takes its value along") {
    Boxed<std::string> first = std::string("un");
    const Boxed<std::string> second = std::move(first);
    REQUIRE(second);
    CHECK(*second == "un");
}

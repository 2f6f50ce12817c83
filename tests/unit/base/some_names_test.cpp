#include "libplan/base/some_names.hpp"
#include "tests/unit/catch2.hpp"

using plan::some_names;

TEST_CASE("names beyond the most that are shown become an ellipsis, and one that just fits does not") {
    CHECK(some_names({}).empty());
    CHECK(some_names({"a"}, 1) == "a");
    CHECK(some_names({"a", "b", "c"}, 3) == "a, b, c");
    CHECK(some_names({"a", "b", "c"}, 2) == "a, b, …");
}

#include "libplan/fetch/register_source.hpp"

#include "tests/unit/catch2.hpp"

using namespace plan::fetch;

TEST_CASE("registers are found by name, and asked at the pace that they are set up for") {
    for (const RegisterKind& kind : register_kinds()) {
        CAPTURE(std::string(kind.name));
        CHECK(find_register(kind.name) == &kind);
        // Laravel, on which Mercator stands, allows sixty requests a minute unless told otherwise.
        CHECK(kind.per_minute == (kind.name == "mercator" ? 60 : 0));
        CHECK(kind.takes_password == (kind.name != "refapp"));
    }
    CHECK(find_register("mercator") != nullptr);
    CHECK(find_register("canel") == nullptr);
}

#include "libplan/record/id_table.hpp"

#include "tests/unit/catch2.hpp"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using plan::IdTable;

TEST_CASE("an empty table knows nothing") {
    IdTable table;
    CHECK(table.empty());
    CHECK_FALSE(table.find(""));
    CHECK_FALSE(table.find("a"));
}

TEST_CASE("the first of equal ids keeps its place, and the next still counts") {
    IdTable table;
    for (const std::string id : {"a", "b", "a", "", "c", ""}) table.add(id);
    CHECK(table.find("a") == 0u);
    CHECK(table.find("b") == 1u);
    CHECK(table.find("") == 3u);
    CHECK(table.find("c") == 4u);
    CHECK_FALSE(table.find("ab"));
    table.clear();
    CHECK(table.empty());
    CHECK_FALSE(table.find("a"));
}

TEST_CASE("random ids are found where a map finds them, with and without room made before") {
    std::mt19937 random(9);
    for (int round = 0; round < 20; ++round) {
        IdTable table;
        if (round % 2 == 0) table.reserve(random() % 500);
        std::map<std::string, std::size_t> expected;
        const std::size_t count = random() % 2000;
        for (std::size_t place = 0; place < count; ++place) {
            const std::string id = "app-" + std::to_string(random() % 1500);
            table.add(id);
            expected.emplace(id, place);
        }
        std::vector<std::string> wanted;
        for (unsigned number = 0; number < 1600; ++number) wanted.push_back("app-" + std::to_string(number));
        const std::vector<std::string_view> ids(wanted.begin(), wanted.end());
        std::vector<std::uint32_t> places(ids.size());
        table.find_all(ids, places);
        for (unsigned number = 0; number < 1600; ++number) {
            const std::string& id = wanted[number];
            REQUIRE(places[number] == table.find(id).value_or(IdTable::unknown));
            const auto found = expected.find(id);
            if (found == expected.end())
                REQUIRE_FALSE(table.find(id));
            else
                REQUIRE(table.find(id) == found->second);
        }
    }
}

#include "libplan/fetch/download.hpp"

#include "tests/unit/catch2.hpp"

using namespace plan::fetch;

namespace {

const std::string a(64, 'a'), b(64, 'b');

}  // namespace

TEST_CASE("a digest is 64 hexadecimal digits") {
    CHECK(digest_of_text(a) == a);
    CHECK(digest_of_text(std::string(64, 'A')) == a);
    CHECK_FALSE(digest_of_text(std::string(63, 'a')));
    CHECK_FALSE(digest_of_text(std::string(65, 'a')));
    CHECK_FALSE(digest_of_text(std::string(64, 'g')));
}

TEST_CASE("the digest of a file is on its line, or the only one") {
    CHECK(listed_digest(a + "\n", "x.csv") == a);
    CHECK(listed_digest(a + "  other.csv\n", "x.csv") == a);
    CHECK(listed_digest(a + "  other.csv\n" + b + " *x.csv\r\n", "x.csv") == b);
    CHECK(listed_digest(a + "  other.csv\n" + b + "  release/x.csv\n", "x.csv") == b);
    CHECK_FALSE(listed_digest(a + "  other.csv\n" + b + "  third.csv\n", "x.csv"));
    CHECK_FALSE(listed_digest("<html>", "x.csv"));
    CHECK_FALSE(listed_digest("", "x.csv"));
}

#include "libplan/fetch/address.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;
using fetch::Address;

namespace {

std::string refusal(std::string_view text) {
    try {
        static_cast<void>(Address(text));
    } catch (const Error& error) {
        return error.diagnostic().code + ": " + fill_text(error.diagnostic().text, error.diagnostic().arguments);
    }
    return {};
}

}  // namespace

TEST_CASE("an address is taken apart as the library that calls it does") {
    const Address address("HTTPS://CMDB.Example:8443/glpi/apirest.php?token=x#part");
    CHECK(address.origin() == "https://cmdb.example:8443");
    CHECK(address.authority() == "cmdb.example:8443");
    CHECK(address.shown() == "https://cmdb.example:8443/glpi/apirest.php");
    CHECK(address.url() == "https://cmdb.example:8443/glpi/apirest.php?token=x");
    CHECK(address.is_encrypted());
    CHECK(Address("http://a.example:80/").authority() == "a.example");
    CHECK(Address("http://a.example:443/").authority() == "a.example:443");
}

TEST_CASE("only this machine is loopback") {
    for (const char* text : {"http://127.0.0.1:8080", "http://127.1.2.3/", "http://localhost/x", "http://[::1]:80/"})
        CHECK(Address(text).is_loopback());
    for (const char* text : {"http://127.0.0.1.example/", "http://localhost.example/", "http://10.0.0.1/",
                             "http://example/127.0.0.1", "http://127.example/"})
        CHECK_FALSE(Address(text).is_loopback());
}

TEST_CASE("what is no address of the web is refused, and secrets are not repeated") {
    for (const char* text :
         {"", "cmdb.example", "/etc/passwd", "file:///etc/passwd", "ftp://a/", "https://", "javascript:alert(1)"})
        CHECK(refusal(text).starts_with("bad-address"));
    for (const char* text : {"https://user:hunter2@cmdb.example/", "https://hunter2@cmdb.example",
                             "https://user:hunter2@cmdb.example:port/", "user:hunter2@cmdb.example"}) {
        CHECK_FALSE(refusal(text).empty());
        CHECK(refusal(text).find("hunter2") == std::string::npos);
    }
}

TEST_CASE("addresses below one stand behind one slash") {
    CHECK(Address("https://a.example").below("api").url() == "https://a.example/api");
    CHECK(Address("https://a.example/x/").below("api/y?z=1").url() == "https://a.example/x/api/y?z=1");
    CHECK(Address("https://a.example/x?secret=1").below("api").url() == "https://a.example/x/api");
}

TEST_CASE("a redirection leads from where it stands") {
    const Address address("https://a.example/x/y?z");
    CHECK(address.redirected("/login").url() == "https://a.example/login");
    CHECK(address.redirected("other").url() == "https://a.example/x/other");
    CHECK(address.redirected("http://b.example/").origin() == "http://b.example");
    for (const char* bad : {"", "https://user:secret@b.example/", "ftp://b.example/", "javascript:alert(1)"}) {
        try {
            static_cast<void>(address.redirected(bad));
            FAIL(bad);
        } catch (const Error& error) {
            CHECK(error.failure() == Failure::input_output);
            CHECK(error.diagnostic().code == "bad-redirect");
        }
    }
}

TEST_CASE("what may not stand in an address is written otherwise") {
    CHECK(fetch::percent_encoded("a/b c?é") == "a%2Fb%20c%3F%C3%A9");
    CHECK(fetch::form_text({{"a", "1&2"}, {"b", "="}}) == "a=1%262&b=%3D");
}

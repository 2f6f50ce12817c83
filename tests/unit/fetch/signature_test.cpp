#include "libplan/fetch/signature.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;
using namespace plan::fetch;

namespace {

std::string pem(const std::string& base64) {
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "-----END PUBLIC KEY-----\n";
}

/// Of RFC 8032, section 7.1, test 2: the message is one byte, 0x72.
const std::string key = pem("MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n");
constexpr char signature[] =
    "\x92\xa0\x09\xa9\xf0\xd4\xca\xb8\x72\x0e\x82\x0b\x5f\x64\x25\x40\xa2\xb2\x7b\x54\x16\x50\x3f\x8f"
    "\xb3\x76\x22\x23\xeb\xdb\x69\xda\x08\x5a\xc1\xe4\x3e\x15\x99\x6e\x45\x8f\x36\x13\xd0\xf1\x1d\x8c"
    "\x38\x7b\x2e\xae\xb4\x30\x2a\xee\xb0\x0d\x29\x16\x12\xbb\x0c\x00";

std::string code_of(const std::string& text) {
    try {
        const PublicKey read(text, "key.pem");
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        return error.diagnostic().code;
    }
    return {};
}

}  // namespace

TEST_CASE("a signature is that of one content by one key") {
    const PublicKey owner(key, "key.pem");
    const std::string whole(signature, sizeof signature - 1);
    CHECK(owner.has_signed("r", whole));
    CHECK_FALSE(owner.has_signed("s", whole));
    CHECK_FALSE(owner.has_signed("", whole));
    CHECK_FALSE(owner.has_signed("r\n", whole));
    for (const std::size_t place : {std::size_t{0}, std::size_t{31}, std::size_t{40}}) {
        std::string changed = whole;
        changed[place] = static_cast<char>(changed[place] ^ 1);
        CHECK_FALSE(owner.has_signed("r", changed));
    }
    CHECK_FALSE(owner.has_signed("r", whole.substr(1)));
    CHECK_FALSE(owner.has_signed("r", ""));
}

TEST_CASE("a signature may come in base64") {
    const PublicKey owner(key, "key.pem");
    const std::string text =
        "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2M\n"
        "OHsurrQwKu6wDSkWErsMAA==\n";
    CHECK(owner.has_signed("r", text));
    CHECK_FALSE(owner.has_signed("s", text));
    CHECK_FALSE(owner.has_signed("r", text.substr(1)));
    CHECK_FALSE(owner.has_signed("r", "<html>no signature</html>"));
    CHECK_FALSE(owner.has_signed("r", "===="));
}

TEST_CASE("what is no public key, or a weak one, is refused") {
    CHECK(code_of(key).empty());
    CHECK(code_of("") == "no-public-key");
    CHECK(code_of("ssh-ed25519 AAAA") == "no-public-key");
    CHECK(code_of(pem("AAAA\n")) == "no-public-key");
    // One that claims a password is not asked for at the terminal.
    CHECK(code_of("-----BEGIN PUBLIC KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: "
                  "AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n"
                  "-----END PUBLIC KEY-----\n") == "no-public-key");
    const std::string short_rsa =
        "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCx6Ku837w9lbDlrxeZfS39ZpOf\n"
        "d3II/jnL65OjY/2BpzFCRbf8QYHnteqDp7aqn7uSQWEr6yvh0k6H/QAG92YquJQT\n"
        "XlqM0NCyKH49wgo4+1Wicu3HZkfdtc2cxU8TB8wkPHovCZBPmHe96HZ+vGCWZOvp\n"
        "nvnAF5A3O29PKA7SUQIDAQAB\n";
    const std::string short_curve =
        "ME4wEAYHKoZIzj0CAQYFK4EEACEDOgAEqHfwQcWfU1of0pjZVf2sIHV9oxvKjAyr\n"
        "3Euxa4hfpYfgODlP4KWvhWNHLYeunyiCAGX7UvosYyY=\n";
    CHECK(code_of(pem(short_rsa)) == "weak-public-key");
    CHECK(code_of(pem(short_curve)) == "weak-public-key");
}

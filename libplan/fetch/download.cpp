#include "libplan/fetch/download.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/sha256.hpp"
#include "libplan/base/text.hpp"

#include <utility>

namespace plan::fetch {

namespace {

bool is_success(const Response& response) {
    return response.status >= 200 && response.status < 300;
}

Request request_of(const Address& address) {
    Request request;
    request.url = address.url();
    request.shown = address.shown();
    return request;
}

/// A file whose name is that of the path with an ending; nothing when there is none.
struct Beside {
    Request request;
    std::optional<std::string> content;
};

Beside fetch_beside(Client& client, const Address& address, const char* ending) {
    const std::string query = address.query().empty() ? std::string() : "?" + address.query();
    Beside beside{request_of(Address(address.shown() + ending + query)), std::nullopt};
    Response response = client.ask(beside.request);
    if (response.status == 404 || response.status == 410) return beside;
    if (!is_success(response)) client.refuse(beside.request, response);
    beside.content = std::move(response.body);
    return beside;
}

std::optional<std::string> digest_beside(Client& client, const Address& address) {
    const Beside beside = fetch_beside(client, address, ".sha256");
    if (!beside.content) return std::nullopt;
    const std::string shown = address.shown();
    auto digest = listed_digest(*beside.content, std::string_view(shown).substr(shown.rfind('/') + 1));
    if (!digest)
        client.fail(beside.request,
                    {"bad-checksum",
                     PLAN_TEXT("this holds no SHA-256 of the file, as sha256sum writes it; it begins with: {}"),
                     {beside.content->substr(0, 100)}});
    return digest;
}

void check_signature(Client& client, const Address& address, const PublicKey& key, const std::string& content) {
    const Beside beside = fetch_beside(client, address, ".sig");
    if (!beside.content)
        client.fail(
            beside.request,
            {"no-signature", PLAN_TEXT("there is no signature beside the file, and --public-key asks for one"), {}});
    if (!key.has_signed(content, *beside.content))
        client.fail(
            beside.request,
            {"wrong-signature",
             PLAN_TEXT("the signature is not that of this file by the owner of --public-key: it is another file, or "
                       "another key"),
             {}});
}

}  // namespace

std::optional<std::string> digest_of_text(std::string_view text) {
    constexpr std::size_t digits = 64;
    if (text.size() != digits) return std::nullopt;
    std::string digest(text);
    for (char& digit : digest) {
        if (digit >= 'A' && digit <= 'F') digit = static_cast<char>(digit + 32);
        if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) return std::nullopt;
    }
    return digest;
}

std::optional<std::string> listed_digest(std::string_view text, std::string_view name) {
    std::vector<std::string> lone;
    for (const std::string& line : split_list(text, "\n")) {
        const std::size_t blank = line.find_first_of(" \t");
        const auto digest = digest_of_text(std::string_view(line).substr(0, blank));
        if (!digest) continue;
        // "digest  name", or "digest *name" for a file read as bytes.
        std::string_view listed =
            blank == std::string::npos ? std::string_view() : trim(std::string_view(line).substr(blank));
        if (listed.starts_with('*')) listed.remove_prefix(1);
        if (!listed.empty() && listed.substr(listed.rfind('/') + 1) == name) return digest;
        lone.push_back(*digest);
    }
    if (lone.size() == 1) return lone.front();
    return std::nullopt;
}

Download download(Client& client, const Address& address, const Expected& expected) {
    const Request request = request_of(address);
    Download file;
    client.each({request}, [&](std::size_t, const Response& response) { file.content = response.body; });
    file.digest = sha256_text(file.content);
    std::optional<std::string> digest;
    if (!expected.digest.empty()) {
        digest = expected.digest;
        file.checked = Checked::given;
    } else if (!expected.key && !expected.unverified) {
        digest = digest_beside(client, address);
        if (!digest)
            client.fail(
                request,
                {"no-checksum",
                 PLAN_TEXT("nothing tells whether this is the right file: give --sha256 or --public-key, put its "
                           "digest beside it as {}.sha256, or say --unverified"),
                 {address.shown()}});
        file.checked = Checked::beside;
    }
    if (digest && *digest != file.digest)
        client.fail(request, {"wrong-checksum",
                              PLAN_TEXT("this is not the right file, or it is damaged: its SHA-256 is {}, not {}"),
                              {file.digest, *digest}});
    if (expected.key) {
        check_signature(client, address, *expected.key, file.content);
        file.checked = Checked::signed_by_key;
    }
    return file;
}

}  // namespace plan::fetch

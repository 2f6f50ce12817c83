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

/// The digest that the file beside it gives; nothing when there is no such file.
std::optional<std::string> digest_beside(Client& client, const Address& address) {
    const std::string query = address.query().empty() ? std::string() : "?" + address.query();
    const Request request = request_of(Address(address.shown() + ".sha256" + query));
    const Response response = client.ask(request);
    if (response.status == 404 || response.status == 410) return std::nullopt;
    if (!is_success(response)) client.refuse(request, response);
    const std::string shown = address.shown();
    auto digest = listed_digest(response.body, std::string_view(shown).substr(shown.rfind('/') + 1));
    if (!digest)
        client.fail(request,
                    {"bad-checksum",
                     PLAN_TEXT("this holds no SHA-256 of the file, as sha256sum writes it; it begins with: {}"),
                     {response.body.substr(0, 100)}});
    return digest;
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

Download download(Client& client, const Address& address, const std::string& digest, bool unverified) {
    const Request request = request_of(address);
    Download file;
    client.each({request}, [&](std::size_t, const Response& response) { file.content = response.body; });
    file.digest = sha256_text(file.content);
    std::optional<std::string> expected;
    if (!digest.empty()) {
        expected = digest;
        file.checked = Checked::given;
    } else if (!unverified) {
        expected = digest_beside(client, address);
        if (!expected)
            client.fail(request, {"no-checksum",
                                  PLAN_TEXT("nothing tells whether this is the right file: give --sha256, put its "
                                            "digest beside it as {}.sha256, or say --unverified"),
                                  {address.shown()}});
        file.checked = Checked::beside;
    }
    if (expected && *expected != file.digest)
        client.fail(request, {"wrong-checksum",
                              PLAN_TEXT("this is not the right file, or it is damaged: its SHA-256 is {}, not {}"),
                              {file.digest, *expected}});
    return file;
}

}  // namespace plan::fetch

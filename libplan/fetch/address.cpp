#include "libplan/fetch/address.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace plan::fetch {

namespace {

struct UrlCleanup {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlCleanup>;

/// A part of the address, or "" when it has none.
std::string part(const Url& url, CURLUPart what, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url.get(), what, &text, flags) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

[[noreturn]] void refuse(const char* code, const char* text, std::string address) {
    throw Error(Failure::usage, {Severity::error, code, text, {std::move(address)}, {}});
}

}  // namespace

Address::Address(std::string_view text) {
    const std::string written(trim(text));
    const Url url(curl_url());
    // An "@" may stand behind the host only where a query or a path has it, and there it is no secret.
    const std::string before_path = written.substr(0, written.find_first_of("?#", 0));
    const bool parsed = url && curl_url_set(url.get(), CURLUPART_URL, written.c_str(), 0) == CURLUE_OK;
    if (!parsed && before_path.find('@') != std::string::npos)
        refuse("bad-address",
               PLAN_TEXT("this is no address that begins with https://; it is not repeated here since a "
                         "secret may stand in it"),
               {});
    if (!parsed || written.find("://") == std::string::npos)
        refuse("bad-address", PLAN_TEXT("'{}' is no address that begins with https://"), written);
    if (!part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty())
        refuse("secret-in-address",
               PLAN_TEXT("a user or a password stands in the address; give --user and --password-file instead, since "
                         "other users of this machine can see command lines"),
               {});
    scheme_ = part(url, CURLUPART_SCHEME);
    host_ = part(url, CURLUPART_HOST);
    path_ = part(url, CURLUPART_PATH);
    query_ = part(url, CURLUPART_QUERY);
    if (scheme_ != "https" && scheme_ != "http")
        refuse("bad-address", PLAN_TEXT("'{}' is no address that begins with https://"), written);
    std::ranges::transform(host_, host_.begin(),
                           [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; });
    const std::string port = part(url, CURLUPART_PORT);
    const bool usual = port.empty() || port == (scheme_ == "https" ? "443" : "80");
    authority_ = usual ? host_ : host_ + ":" + port;
    url_ = origin() + path_ + (query_.empty() ? "" : "?" + query_);
}

bool Address::is_loopback() const {
    return host_ == "localhost" || host_ == "[::1]" ||
           (host_.starts_with("127.") && host_.find_first_not_of("0123456789.") == std::string::npos);
}

Address Address::below(std::string_view relative) const {
    // Of what this address is nothing changes but what stands behind its host.
    Address address = *this;
    while (address.path_.ends_with('/')) address.path_.pop_back();
    const std::size_t mark = relative.find('?');
    address.path_.append("/").append(relative.substr(0, mark));
    address.query_ = mark == std::string_view::npos ? std::string_view() : relative.substr(mark + 1);
    address.url_ = address.origin() + address.path_ + (address.query_.empty() ? "" : "?" + address.query_);
    return address;
}

Address Address::redirected(std::string_view location) const {
    const Url url(curl_url());
    const std::string target(location);
    const bool resolved = url && !target.empty() &&
                          curl_url_set(url.get(), CURLUPART_URL, url_.c_str(), 0) == CURLUE_OK &&
                          curl_url_set(url.get(), CURLUPART_URL, target.c_str(), 0) == CURLUE_OK;
    try {
        if (resolved) return Address(part(url, CURLUPART_URL));
    } catch (const Error&) {
        // What the server says is wrong, not the command line; and it may hold a secret.
    }
    throw Error(Failure::input_output, {Severity::error,
                                        "bad-redirect",
                                        PLAN_TEXT("the server sends elsewhere, to what is no address"),
                                        {},
                                        {shown(), 0, 0, {}}});
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.' || byte == '~';
        if (plain)
            encoded += byte;
        else
            encoded.append({'%', digits[code >> 4], digits[code & 15]});
    }
    return encoded;
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t first = 0; first < bytes.size(); first += 3) {
        unsigned group = 0;
        for (std::size_t offset = 0; offset < 3; ++offset)
            group =
                group << 8 | (first + offset < bytes.size() ? static_cast<unsigned char>(bytes[first + offset]) : 0u);
        for (std::size_t sextet = 0; sextet < 4; ++sextet)
            text += first + sextet <= bytes.size() ? alphabet[group >> (18 - 6 * sextet) & 0x3f] : '=';
    }
    return text;
}

std::string form_text(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string text;
    for (const auto& [name, value] : fields) {
        if (!text.empty()) text += '&';
        text += percent_encoded(name) + "=" + percent_encoded(value);
    }
    return text;
}

}  // namespace plan::fetch

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace plan::fetch {

/// An absolute http or https address, taken apart by the library that will call it, so that what is checked is what is
/// called.
class Address {
public:
    /// Throws Error(usage): "bad-address" for anything else, "secret-in-address" when a user or a password stands in
    /// it; the address is then not repeated.
    explicit Address(std::string_view text);

    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] const std::string& query() const { return query_; }  ///< without its mark; "" when there is none
    /// "host", or "host:port" where the port is not the scheme's own.
    [[nodiscard]] const std::string& authority() const { return authority_; }
    /// "https://host:port": what credentials are for.
    [[nodiscard]] std::string origin() const { return scheme_ + "://" + authority_; }
    /// For messages and for `origin`: without the query, which may hold secrets.
    [[nodiscard]] std::string shown() const { return origin() + path_; }
    [[nodiscard]] bool is_encrypted() const { return scheme_ == "https"; }
    /// "localhost", 127.0.0.0/8 or ::1: nobody else hears it.
    [[nodiscard]] bool is_loopback() const;

    /// The address of something below this one: its path, and `relative` behind one slash. `relative` may have a query,
    /// and is written as addresses are.
    [[nodiscard]] Address below(std::string_view relative) const;
    /// Where a redirection from here leads. Throws Error(input_output, "bad-redirect").
    [[nodiscard]] Address redirected(std::string_view location) const;

private:
    std::string url_, scheme_, host_, authority_, path_, query_;
};

/// Bytes that may not stand in an address written as "%2F".
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// RFC 4648, section 4, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);

/// The pairs as a form or a query says them: "name=value&…".
[[nodiscard]] std::string form_text(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

}  // namespace plan::fetch

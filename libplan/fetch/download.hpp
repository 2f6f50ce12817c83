#pragma once

#include "libplan/fetch/address.hpp"
#include "libplan/fetch/client.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Files that a ministry puts at an address of its choice: catalogues of hosting, policies.
namespace plan::fetch {

/// What the bytes of a file are checked against.
enum class Checked {
    given,   ///< a digest that the user has from elsewhere: nobody on the way or at the server can change the file
    beside,  ///< the one that stands beside the file, NAME.sha256: the file is not damaged, and no more than that
    nothing,
};

struct Download {
    std::string content;
    std::string digest;  ///< SHA-256, 64 hexadecimal digits in lower case
    Checked checked = Checked::nothing;
};

/// The digest that a text as sha256sum writes it gives for the file of that name: the one of its line, or the only one
/// there is. In lower case.
[[nodiscard]] std::optional<std::string> listed_digest(std::string_view text, std::string_view name);

/// 64 hexadecimal digits, in lower case; nothing for any other text.
[[nodiscard]] std::optional<std::string> digest_of_text(std::string_view text);

/// Fetches a file and checks it: against `digest` ("": none is given), else against the file beside it, whose name is
/// the path's with ".sha256"; without either only when `unverified`. Throws Error(input_output): "wrong-checksum",
/// "no-checksum", "bad-checksum" for a file beside that holds none, and what Client::each throws.
[[nodiscard]] Download download(Client& client, const Address& address, const std::string& digest, bool unverified);

}  // namespace plan::fetch

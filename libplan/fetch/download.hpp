#pragma once

#include "libplan/fetch/address.hpp"
#include "libplan/fetch/client.hpp"
#include "libplan/fetch/signature.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Files that a ministry puts at an address of its choice: catalogues of hosting, policies.
namespace plan::fetch {

/// What the bytes of a file are checked against.
enum class Checked {
    signed_by_key,  ///< a signature beside it, NAME.sig, by a key that the user has from elsewhere: the same, and the
                    ///< file may be another tomorrow
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

/// What is known of a file beforehand.
struct Expected {
    std::string digest;              ///< SHA-256; "": none is given
    const PublicKey* key = nullptr;  ///< of who signs it; null: none is given
    bool unverified = false;         ///< take it even if nothing is known of it
};

/// Fetches a file and checks it: by the signature beside it, whose name is the path's with ".sig", when a key is given,
/// and against the digest, when one is; with neither, against the digest beside it, ".sha256", unless `unverified`.
/// Throws Error(input_output): "wrong-checksum", "no-checksum", "bad-checksum" for a file beside that holds none,
/// "no-signature", "wrong-signature", and what Client::each throws.
[[nodiscard]] Download download(Client& client, const Address& address, const Expected& expected);

}  // namespace plan::fetch

#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace plan::fetch {

/// The public key of who signs files: Ed25519 or Ed448 (RFC 8032), elliptic curves (ECDSA) of 256 bits or more, or RSA
/// of 2048 bits or more, the last two over SHA-256.
class PublicKey {
public:
    /// Reads it as PEM ("BEGIN PUBLIC KEY"), as openssl(1) writes it. Throws Error(invalid_input), naming `file`:
    /// "no-public-key", "weak-public-key" for one that is too short, or of another kind.
    PublicKey(const std::string& pem, const std::string& file);
    ~PublicKey();
    PublicKey(PublicKey&&) noexcept;

    /// Whether the signature, as bytes or in base64, is that of the content by the owner of this key. O(content).
    [[nodiscard]] bool has_signed(std::string_view content, std::string_view signature) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace plan::fetch

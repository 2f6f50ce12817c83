#include "libplan/fetch/signature.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <optional>
#include <utility>

/// OpenSSL does the arithmetic: libcurl brings it anyway.
namespace plan::fetch {

namespace {

template <auto release>
struct Release {
    template <class Type>
    void operator()(Type* object) const {
        release(object);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// What a text in base64 stands for, line ends and blanks in it passed over; nothing for any other text.
std::optional<std::string> from_base64(std::string_view text) {
    std::string digits;
    for (const char byte : text)
        if (byte != '\n' && byte != '\r' && byte != ' ' && byte != '\t') digits += byte;
    if (digits.empty() || digits.size() % 4 != 0) return std::nullopt;
    std::string decoded(digits.size() / 4 * 3, '\0');
    const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()), bytes(digits),
                                       static_cast<int>(digits.size()));
    if (length < 0) return std::nullopt;
    // The padding is counted as bytes.
    std::size_t padding = 0;
    while (padding < 2 && digits[digits.size() - 1 - padding] == '=') ++padding;
    decoded.resize(static_cast<std::size_t>(length) - padding);
    return decoded;
}

/// A public key has none; OpenSSL would ask at the terminal for that of a file that claims to.
int no_password(char*, int, int, void*) {
    return -1;
}

/// The kinds that sign the content itself rather than its digest.
bool signs_whole(const EVP_PKEY* key) {
    const int kind = EVP_PKEY_get_base_id(key);
    return kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448;
}

bool is_strong(const EVP_PKEY* key) {
    constexpr int least_rsa = 2048, least_curve = 256;
    const int kind = EVP_PKEY_get_base_id(key), size = EVP_PKEY_get_bits(key);
    return signs_whole(key) || (kind == EVP_PKEY_RSA && size >= least_rsa) ||
           (kind == EVP_PKEY_EC && size >= least_curve);
}

}  // namespace

struct PublicKey::State {
    Key key;
};

PublicKey::PublicKey(const std::string& pem, const std::string& file) : state_(std::make_unique<State>()) {
    const auto refuse = [&](const char* code, const char* text) {
        throw Error(Failure::invalid_input, {Severity::error, code, text, {}, {file, 0, 0, {}}});
    };
    const std::unique_ptr<BIO, Release<BIO_free_all>> source(
        BIO_new_mem_buf(pem.data(), static_cast<int>(std::min<std::size_t>(pem.size(), 1 << 20))));
    if (source) state_->key.reset(PEM_read_bio_PUBKEY(source.get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    if (!state_->key)
        refuse("no-public-key",
               PLAN_TEXT("this is no public key in PEM, which begins with -----BEGIN PUBLIC KEY-----; openssl pkey "
                         "-pubout writes one"));
    if (!is_strong(state_->key.get()))
        refuse("weak-public-key",
               PLAN_TEXT("this key does not protect: it is to be Ed25519, Ed448, an elliptic curve of 256 bits or RSA "
                         "of 2048 bits or more"));
}

PublicKey::~PublicKey() = default;
PublicKey::PublicKey(PublicKey&&) noexcept = default;

bool PublicKey::has_signed(std::string_view content, std::string_view signature) const {
    const EVP_MD* digest = signs_whole(state_->key.get()) ? nullptr : EVP_sha256();
    const auto holds = [&](std::string_view given) {
        const std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
        const bool verified =
            context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, state_->key.get()) == 1 &&
            EVP_DigestVerify(context.get(), bytes(given), given.size(), bytes(content), content.size()) == 1;
        ERR_clear_error();
        return verified;
    };
    if (holds(signature)) return true;
    constexpr std::size_t longest = 1 << 16;
    const auto decoded = signature.size() <= longest ? from_base64(signature) : std::nullopt;
    return decoded && holds(*decoded);
}

}  // namespace plan::fetch

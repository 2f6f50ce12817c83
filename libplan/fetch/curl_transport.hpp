#pragma once

#include "libplan/fetch/transport.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace plan::fetch {

struct TransportSettings {
    Milliseconds longest{120'000};                    ///< of one request, from its start to the last byte
    Milliseconds longest_connect{30'000};             ///< until the connection stands
    std::size_t most_bytes = std::size_t{256} << 20;  ///< of one answer, unpacked
    std::string certificates;                         ///< file of authorities to trust instead of the system's
    std::string certificate_folder;                   ///< the same as a hashed folder
    std::string client_certificate, client_key;       ///< files, PEM
    std::string proxy;                                ///< instead of what the environment says
    bool allow_plain = false;                         ///< http beyond this machine
};

/// HTTP by libcurl: certificates and host names are verified, connections kept open and used again, answers that come
/// packed unpacked. Proxies are those that the usual variables name (https_proxy, no_proxy…); none for loopback.
class CurlTransport final : public Transport {
public:
    explicit CurlTransport(TransportSettings settings);
    ~CurlTransport() override;

    /// Throws Error(usage, "plain-http") for http beyond loopback, unless allowed.
    void start(std::size_t ticket, const Request& request) override;
    [[nodiscard]] std::optional<Outcome> wait(Milliseconds most) override;
    void wake() override;
    [[nodiscard]] Milliseconds now() override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace plan::fetch

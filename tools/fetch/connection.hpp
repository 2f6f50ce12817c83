#pragma once

#include "libplan/fetch/client.hpp"
#include "libplan/fetch/curl_transport.hpp"
#include "libplan/fetch/register_source.hpp"
#include "tools/common/tool.hpp"

#include <cstddef>
#include <memory>
#include <optional>

namespace plan::tools {

/// The network as the command line wants it: bounds, certificates, patience, and what is kept.
class Connection {
public:
    /// `per_minute` is what the server usually allows; 0: nothing is known. Throws Error(usage), and what Journal and
    /// Cache throw.
    Connection(Invocation& invocation, std::size_t per_minute);

    [[nodiscard]] fetch::Client& client() { return client_; }
    /// Keeps the secrets out of messages.
    void hide(const fetch::Credentials& credentials);
    /// All was read: nothing is left to go on from.
    void finish();

private:
    Report report_;
    fetch::CurlTransport transport_;
    fetch::Client client_;
    std::optional<fetch::Journal> journal_;
    std::optional<fetch::Cache> cache_;
};

}  // namespace plan::tools

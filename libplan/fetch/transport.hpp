#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The seam between what is asked and the network: a test puts a transport of its own here, with a clock of its own.
namespace plan::fetch {

using Milliseconds = std::chrono::milliseconds;
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string url;
    Headers headers;                  ///< those that hold secrets among them, once it is signed
    std::optional<std::string> body;  ///< of a POST; none: a GET
    std::string secret_body;          ///< the rest of a POST's body, where secrets stand: never kept or shown
    std::string shown;                ///< how messages name what is asked
    bool fresh = false;               ///< an answer that was kept by a run that broke off is not good enough
    bool login = false;               ///< it gets credentials: neither signed nor kept
};

struct Response {
    int status = 0;
    Headers headers;  ///< names in lower case
    std::string body;

    /// The value of a header, its name in lower case; "" when it is not there.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Why there is no whole answer. `text` is marked PLAN_TEXT.
struct TransferFailure {
    const char* code;
    const char* text;
    std::vector<std::string> arguments;
    bool passing = true;  ///< asking again may help
};

struct Outcome {
    std::size_t ticket = 0;
    Response response;
    std::optional<TransferFailure> failure;
};

/// Carries several requests at once.
class Transport {
public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    /// Sets out; what comes back is told by wait() under `ticket`. Redirections are answers, not followed.
    virtual void start(std::size_t ticket, const Request& request) = 0;
    /// The next outcome, waiting at most so long; nothing when there is none by then. With nothing under way it sleeps.
    [[nodiscard]] virtual std::optional<Outcome> wait(Milliseconds most) = 0;
    /// Ends the wait() that goes on, or else the next one. May be called on any thread.
    virtual void wake() {}
    /// Time that only ever goes on; its beginning means nothing.
    [[nodiscard]] virtual Milliseconds now() = 0;
};

}  // namespace plan::fetch

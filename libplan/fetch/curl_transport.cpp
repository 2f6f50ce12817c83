#include "libplan/fetch/curl_transport.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/address.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace plan::fetch {

namespace {

constexpr std::size_t most_header_bytes = std::size_t{1} << 20;

[[noreturn]] void fail_library() {
    throw Error(Failure::input_output,
                {Severity::error, "no-network", PLAN_TEXT("the network library cannot be used"), {}, {}});
}

/// libcurl is set up once, and never taken down while objects of this file may live.
void set_up_library() {
    static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK) fail_library();
}

struct EasyCleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCleanup {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::string lower(std::string_view text) {
    std::string copy(text);
    std::ranges::transform(copy, copy.begin(),
                           [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; });
    return copy;
}

}  // namespace

std::string_view Response::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &Headers::value_type::first);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

/// One request under way.
struct Transfer {
    std::unique_ptr<CURL, EasyCleanup> handle;
    std::unique_ptr<curl_slist, ListCleanup> headers;
    std::size_t ticket = 0;
    std::size_t most_bytes = 0;
    std::size_t header_bytes = 0;
    std::string body;  ///< that is sent
    Response response;
    bool too_large = false;
    char error[CURL_ERROR_SIZE] = {};
};

namespace {

std::size_t take_body(char* data, std::size_t, std::size_t count, void* given) {
    auto& transfer = *static_cast<Transfer*>(given);
    if (transfer.response.body.size() + count > transfer.most_bytes) {
        transfer.too_large = true;
        return 0;
    }
    transfer.response.body.append(data, count);
    return count;
}

std::size_t take_header(char* data, std::size_t, std::size_t count, void* given) {
    auto& transfer = *static_cast<Transfer*>(given);
    const std::string_view line(data, count);
    if (line.starts_with("HTTP/")) transfer.response.headers.clear();  // those before were of "100 Continue"
    transfer.header_bytes += count;
    if (transfer.header_bytes > most_header_bytes) {
        transfer.too_large = true;
        return 0;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return count;
    auto& [name, value] =
        transfer.response.headers.emplace_back(lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
    if (name == "content-length") {
        // What a server announces is no more than a hint: memory is not taken on its word alone.
        constexpr std::int64_t most_reserved = 4 << 20;
        const auto length = parse_integer(value);
        if (length && *length > 0)
            transfer.response.body.reserve(static_cast<std::size_t>(std::min(*length, most_reserved)));
    }
    return count;
}

TransferFailure failure_of(CURLcode result, const Transfer& transfer, Milliseconds longest) {
    const std::string said = transfer.error[0] != '\0' ? transfer.error : curl_easy_strerror(result);
    if (transfer.too_large)
        return {"answer-too-large",
                PLAN_TEXT("the answer is larger than {} bytes, which is the most that is taken; see --max-size"),
                {std::to_string(transfer.most_bytes)},
                false};
    switch (result) {
        case CURLE_OPERATION_TIMEDOUT:
            return {"timed-out",
                    PLAN_TEXT("no whole answer within {} s; see --timeout"),
                    {number_text(static_cast<double>(longest.count()) / 1000)}};
        case CURLE_PARTIAL_FILE:
        case CURLE_GOT_NOTHING:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_CONTENT_ENCODING:
            return {"broken-answer", PLAN_TEXT("the connection broke in the middle of the answer: {}"), {said}};
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
            return {"untrusted-server",
                    PLAN_TEXT("the server's certificate is not trusted: {}; an authority of your own goes to "
                              "--ca-file"),
                    {said},
                    false};
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CIPHER:
            return {"no-secure-connection", PLAN_TEXT("no secure connection: {}"), {said}, false};
        default:
            return {"no-connection", PLAN_TEXT("the server cannot be reached: {}"), {said}};
    }
}

}  // namespace

struct CurlTransport::State {
    explicit State(TransportSettings given) : settings(std::move(given)) {
        set_up_library();
        multi = curl_multi_init();
        if (!multi) fail_library();
    }
    ~State() {
        for (auto& [handle, transfer] : under_way) curl_multi_remove_handle(multi, handle);
        under_way.clear();
        curl_multi_cleanup(multi);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void set_up(Transfer& transfer, const Request& request, const Address& address) const;
    [[nodiscard]] std::optional<Outcome> finished();

    TransportSettings settings;
    CURLM* multi;
    std::atomic<bool> woken = false;
    std::map<CURL*, std::unique_ptr<Transfer>> under_way;  ///< only looked up
};

void CurlTransport::State::set_up(Transfer& transfer, const Request& request, const Address& address) const {
    CURL* handle = transfer.handle.get();
    const auto set = [handle](CURLoption option, auto value) {
        if (curl_easy_setopt(handle, option, value) != CURLE_OK) fail_library();
    };
    const auto set_text = [&](CURLoption option, const std::string& value) {
        if (!value.empty()) set(option, value.c_str());
    };
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.longest.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(settings.longest, settings.longest_connect).count()));
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_ERRORBUFFER, transfer.error);
    set(CURLOPT_WRITEFUNCTION, take_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    set(CURLOPT_HEADERFUNCTION, take_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    set_text(CURLOPT_CAINFO, settings.certificates);
    set_text(CURLOPT_CAPATH, settings.certificate_folder);
    set_text(CURLOPT_SSLCERT, settings.client_certificate);
    set_text(CURLOPT_SSLKEY, settings.client_key);
    if (address.is_loopback())
        set(CURLOPT_NOPROXY, "*");
    else
        set_text(CURLOPT_PROXY, settings.proxy);
    if (request.body) {
        transfer.body = *request.body + request.secret_body;
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDS, transfer.body.c_str());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.body.size()));
    }
    curl_slist* list = nullptr;
    // "Expect: 100-continue" costs a second at servers that do not know it.
    for (const auto& [name, value] : request.headers) list = curl_slist_append(list, (name + ": " + value).c_str());
    list = curl_slist_append(list, "Expect:");
    transfer.headers.reset(list);
    set(CURLOPT_HTTPHEADER, list);
}

std::optional<Outcome> CurlTransport::State::finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL* handle = message->easy_handle;
        const CURLcode result = message->data.result;
        const auto found = under_way.find(handle);
        Transfer& transfer = *found->second;
        Outcome outcome{transfer.ticket, std::move(transfer.response), std::nullopt};
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        outcome.response.status = static_cast<int>(status);
        if (result != CURLE_OK) outcome.failure = failure_of(result, transfer, settings.longest);
        curl_multi_remove_handle(multi, handle);
        under_way.erase(found);
        return outcome;
    }
    return std::nullopt;
}

CurlTransport::CurlTransport(TransportSettings settings) : state_(std::make_unique<State>(std::move(settings))) {}
CurlTransport::~CurlTransport() = default;

void CurlTransport::start(std::size_t ticket, const Request& request) {
    const Address address(request.url);
    if (!address.is_encrypted() && !address.is_loopback() && !state_->settings.allow_plain)
        throw Error(Failure::usage,
                    {Severity::error,
                     "plain-http",
                     PLAN_TEXT("over http anybody on the way can read the credentials and change the answers; give an "
                               "https address, or --insecure-http if you must"),
                     {},
                     {address.shown(), 0, 0, {}}});
    auto transfer = std::make_unique<Transfer>();
    transfer->handle.reset(curl_easy_init());
    if (!transfer->handle) fail_library();
    transfer->ticket = ticket;
    transfer->most_bytes = state_->settings.most_bytes;
    state_->set_up(*transfer, request, address);
    CURL* handle = transfer->handle.get();
    state_->under_way.emplace(handle, std::move(transfer));
    if (curl_multi_add_handle(state_->multi, handle) != CURLM_OK) fail_library();
}

std::optional<Outcome> CurlTransport::wait(Milliseconds most) {
    if (state_->under_way.empty()) {
        std::this_thread::sleep_for(most);
        return std::nullopt;
    }
    const Milliseconds until = now() + most;
    for (;;) {
        int running = 0;
        if (curl_multi_perform(state_->multi, &running) != CURLM_OK) fail_library();
        if (auto outcome = state_->finished()) return outcome;
        if (state_->woken.exchange(false)) return std::nullopt;
        const Milliseconds left = until - now();
        if (left.count() <= 0) return std::nullopt;
        if (curl_multi_poll(state_->multi, nullptr, 0, static_cast<int>(left.count()), nullptr) != CURLM_OK)
            fail_library();
    }
}

void CurlTransport::wake() {
    // A poll that something else ends takes the wakeup away with it: the mark stays.
    state_->woken = true;
    curl_multi_wakeup(state_->multi);
}

Milliseconds CurlTransport::now() {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace plan::fetch

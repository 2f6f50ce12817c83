#include "libplan/fetch/client.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/address.hpp"

#include <algorithm>
#include <utility>

namespace plan::fetch {

namespace {

constexpr std::size_t most_redirections = 5;
constexpr Milliseconds minute{60'000};
constexpr Milliseconds longest_sleep{1000};

bool is_success(int status) {
    return status >= 200 && status < 300;
}

bool is_redirection(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Statuses after which the same request may succeed (RFC 9110, section 15; RFC 6585 for 429).
bool is_passing(int status) {
    return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 || status == 503 ||
           status == 504;
}

}  // namespace

/// One call of each() or ask().
struct Client::Run {
    const Take& take;
    bool any_status;
    std::size_t all;
    std::size_t done = 0;
    std::deque<Task> waiting;
    std::map<std::size_t, Task> under_way;
    bool renewing = false;  ///< nothing sets out until the credentials are new
};

void Client::hide(std::string secret) {
    constexpr std::size_t shortest = 4;  // shorter ones would blot out ordinary words, and are no secrets
    if (secret.size() >= shortest) secrets_.push_back(std::move(secret));
}

std::string Client::quoted(std::string_view said) const {
    std::string text(said);
    for (const std::string& secret : secrets_)
        for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
            text.replace(at, secret.size(), "***");
    text = replace_invalid_utf8(text);
    for (char& byte : text)
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f) byte = ' ';
    constexpr std::size_t longest = 200;
    if (text.size() <= longest) return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

void Client::fail(const Request& request, const TransferFailure& failure) const {
    std::vector<std::string> arguments;
    for (const std::string& argument : failure.arguments) arguments.push_back(quoted(argument));
    throw Error(Failure::input_output,
                {Severity::error, failure.code, failure.text, std::move(arguments), {request.shown, 0, 0, {}}});
}

void Client::refuse(const Request& request, const Response& response) const {
    const std::string said = trim(response.body).empty() ? "-" : std::string(trim(response.body));
    switch (response.status) {
        case 401:
            fail(request, {"not-authorised",
                           PLAN_TEXT("the server does not accept the credentials (401), or no longer: {}"),
                           {said}});
        case 403:
            fail(request,
                 {"forbidden", PLAN_TEXT("the account may not read this (403): {}; give it the right to"), {said}});
        case 404:
            fail(request,
                 {"not-found", PLAN_TEXT("the server has nothing there (404); check the address: {}"), {said}});
        default:
            fail(request,
                 {"refused-request", PLAN_TEXT("the server answers {}: {}"), {std::to_string(response.status), said}});
    }
}

bool Client::within_rate() {
    if (settings_.per_minute == 0) return true;
    const Milliseconds now = transport_.now();
    while (!begun_.empty() && begun_.front() + minute <= now) begun_.pop_front();
    return begun_.size() < settings_.per_minute;
}

bool Client::is_known(Run& run, const Task& task) {
    if (!journal_ || task.request.fresh || task.request.login) return false;
    const Response* known = journal_->find(answer_key(task.request));
    if (!known) return false;
    try {
        run.take(task.index, *known);
    } catch (const UnusableAnswer&) {
        return false;
    }
    ++run.done;
    return true;
}

void Client::start(Run& run) {
    while (!run.renewing && run.under_way.size() < connections_ && paused_until_ <= transport_.now() && within_rate()) {
        const auto ready =
            std::ranges::find_if(run.waiting, [now = transport_.now()](const Task& task) { return task.ready <= now; });
        if (ready == run.waiting.end()) return;
        Task task = std::move(*ready);
        run.waiting.erase(ready);
        Request signed_request = task.request;
        if (cache_ && !task.known && !task.unconfirmed && !task.request.login)
            task.known = cache_->find(answer_key(task.request));
        if (task.known) {
            if (const auto mark = task.known->header("etag"); !mark.empty())
                signed_request.headers.emplace_back("If-None-Match", mark);
            else if (const auto date = task.known->header("last-modified"); !date.empty())
                signed_request.headers.emplace_back("If-Modified-Since", date);
        }
        if (sign_ && !task.request.login) sign_(signed_request);
        task.generation = generation_;
        const std::size_t ticket = ++tickets_;
        transport_.start(ticket, signed_request);
        ++asked_;
        if (settings_.per_minute > 0) begun_.push_back(transport_.now());
        run.under_way.emplace(ticket, std::move(task));
    }
}

Milliseconds Client::time_to_wait(const Run& run) {
    // What is under way wakes us by itself, and so nothing is lost by sleeping long; a task that becomes ready does
    // not.
    const Milliseconds now = transport_.now();
    Milliseconds until = now + minute;
    for (const Task& task : run.waiting) until = std::min(until, std::max(task.ready, paused_until_));
    if (settings_.per_minute > 0 && !within_rate()) until = std::max(until, begun_.front() + minute);
    if (run.under_way.size() >= connections_) until = now + longest_sleep;
    return std::clamp(until - now, Milliseconds(1), run.under_way.empty() ? minute : longest_sleep);
}

void Client::repeat(Run& run, Task task, const TransferFailure& failure, const Response& response) {
    const auto asked = asked_wait(response);
    if (asked && *asked > settings_.longest_wait)
        fail(task.request, {"asks-to-wait",
                            PLAN_TEXT("the server asks to wait for {} s, longer than --max-wait allows; run again "
                                      "later: with --state what is already read is not read again"),
                            {number_text(static_cast<double>(asked->count()) / 1000)}});
    if (!failure.passing || task.failures == settings_.retries) fail(task.request, failure);
    Milliseconds wait = settings_.retry_wait;
    for (std::size_t doubled = 0; doubled < task.failures && wait < settings_.longest_wait; ++doubled) wait *= 2;
    wait = asked ? *asked : std::min(wait, settings_.longest_wait);
    ++task.failures;
    std::vector<std::string> arguments;
    for (const std::string& argument : failure.arguments) arguments.push_back(quoted(argument));
    report_({Severity::note, failure.code, failure.text, std::move(arguments), {task.request.shown, 0, 0, {}}});
    task.ready = transport_.now() + wait;
    if (response.status == 429 || response.status == 503) {
        paused_until_ = std::max(paused_until_, task.ready);
        connections_ = std::max<std::size_t>(1, connections_ / 2);
    }
    run.waiting.push_front(std::move(task));
}

void Client::redirect(Run& run, Task task, const Response& response) {
    const Address from(task.request.url);
    const Address to = from.redirected(response.header("location"));
    const bool safe = to.is_encrypted() || to.is_loopback() || !from.is_encrypted();
    if (to.origin() != from.origin() && (!may_move_ || !safe))
        fail(task.request, {"redirect-elsewhere",
                            PLAN_TEXT("the server sends to another one, {}, which is not followed since it would get "
                                      "the credentials; if that is where the service is, give its address"),
                            {to.origin()},
                            false});
    const bool keeps_method = response.status == 307 || response.status == 308;
    if (task.redirections == most_redirections || (task.request.body && !keeps_method))
        fail(task.request,
             {"too-many-redirects", PLAN_TEXT("the server sends on and on, at last to {}"), {to.shown()}, false});
    ++task.redirections;
    task.request.url = to.url();
    run.waiting.push_front(std::move(task));
}

void Client::accept(Run& run, Task task, Response response) {
    const Request& request = task.request;
    try {
        run.take(task.index, response);
    } catch (const UnusableAnswer& unusable) {
        task.known.reset();
        task.confirmed = false;
        task.unconfirmed = true;
        return repeat(run, std::move(task), unusable.failure, response);
    }
    if (is_success(response.status) && !request.login) {
        if (journal_) journal_->add(answer_key(request), response);
        if (cache_ && !request.body && !task.confirmed) cache_->add(answer_key(request), response);
    }
    ++run.done;
    if (progress_) progress_(run.done, run.all);
}

void Client::settle(Run& run, Task task, Outcome outcome) {
    Response& response = outcome.response;
    if (outcome.failure) return repeat(run, std::move(task), *outcome.failure, {});
    const bool is_of_old_credentials = task.generation != generation_;
    if (response.status != 401 && !task.request.login && !is_of_old_credentials) fruitful_ = true;
    if (is_redirection(response.status)) return redirect(run, std::move(task), response);
    if (response.status == 304 && task.known) {
        task.confirmed = true;
        response = *task.known;
        return accept(run, std::move(task), std::move(response));
    }
    if (is_success(response.status)) return accept(run, std::move(task), std::move(response));
    if (response.status == 401 && renew_ && !task.request.login && (is_of_old_credentials || fruitful_)) {
        // Of several that were refused at once, the first has the credentials renewed, the others only ask again.
        run.renewing = run.renewing || !is_of_old_credentials;
        return run.waiting.push_front(std::move(task));
    }
    if (is_passing(response.status)) {
        const std::string said = trim(response.body).empty() ? "-" : std::string(trim(response.body));
        return repeat(
            run, std::move(task),
            {"refused-request", PLAN_TEXT("the server answers {}: {}"), {std::to_string(response.status), said}},
            response);
    }
    if (!run.any_status) refuse(task.request, response);
    accept(run, std::move(task), std::move(response));
}

void Client::run(const std::vector<Request>& requests, const Take& take, bool any_status) {
    Run run{take, any_status, requests.size(), 0, {}, {}, false};
    for (std::size_t index = 0; index < requests.size(); ++index) {
        Task task;
        task.index = index;
        task.request = requests[index];
        if (!is_known(run, task)) run.waiting.push_back(std::move(task));
    }
    while (!run.waiting.empty() || !run.under_way.empty()) {
        if (run.renewing && run.under_way.empty()) {
            // renew_ asks the server by this same client, signed with nothing that is old.
            run.renewing = false;
            renew_();
            ++generation_;
            fruitful_ = false;
        }
        start(run);
        auto outcome = transport_.wait(time_to_wait(run));
        if (!outcome) continue;
        const auto found = run.under_way.find(outcome->ticket);
        if (found == run.under_way.end()) continue;  // of a run that was given up
        Task task = std::move(found->second);
        run.under_way.erase(found);
        settle(run, std::move(task), std::move(*outcome));
    }
}

void Client::each(const std::vector<Request>& requests, const Take& take) {
    run(requests, take, false);
}

void Client::each_whatever(const std::vector<Request>& requests, const Take& take) {
    run(requests, take, true);
}

Response Client::ask(const Request& request, const std::function<void(const Response&)>& check) {
    Response answer;
    const Take take = [&](std::size_t, const Response& response) {
        if (check && is_success(response.status)) check(response);
        answer = response;
    };
    run({request}, take, true);
    return answer;
}

}  // namespace plan::fetch

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/address.hpp"
#include "libplan/fetch/client.hpp"

#include <algorithm>
#include <exception>
#include <memory>
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

/// An answer on its way through the thread that reads.
struct Client::Read {
    Task task;
    Response response;
    std::optional<TransferFailure> unusable = {};
};

struct Client::Refusal {
    Request request;
    Response response;
};

/// One conversation.
struct Client::Run {
    ~Run() {
        // Jobs touch what those who handed them in are about to let go.
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return results.size() == pending; });
    }

    std::deque<Question> questions;  ///< none moves when another is added
    std::size_t entered = 0;
    std::size_t done = 0;
    std::deque<Task> waiting;
    std::map<std::size_t, Task> under_way;
    std::optional<Refusal> refusal;  ///< of the credentials: nothing sets out until they are new
    std::size_t unread = 0;          ///< answers that wait to be read
    std::size_t pending = 0;         ///< jobs whose results were not followed
    std::mutex mutex;
    std::condition_variable changed;
    // Guarded by the mutex.
    bool wake = false;                          ///< nobody looks at results unless told
    std::deque<std::function<void()>> results;  ///< what follows on jobs that are done
    std::exception_ptr failure;                 ///< the first of a job
};

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
    const Question& question = run.questions[task.index];
    try {
        if (question.read) question.read(*known);
        if (question.take) question.take(*known);
    } catch (const UnusableAnswer&) {
        return false;
    }
    ++run.done;
    return true;
}

void Client::enter(Run& run, std::size_t index) {
    Task task;
    task.index = index;
    task.request = run.questions[index].request;
    if (!is_known(run, task)) run.waiting.push_back(std::move(task));
}

void Client::start(Run& run) {
    while (!run.refusal && run.under_way.size() < connections_ && run.unread < most_unread &&
           paused_until_ <= transport_.now() && within_rate()) {
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
    // What is under way or read aside wakes us by itself, and so nothing is lost by sleeping long; a task that becomes
    // ready does not.
    const Milliseconds now = transport_.now();
    Milliseconds until = now + minute;
    for (const Task& task : run.waiting) until = std::min(until, std::max(task.ready, paused_until_));
    if (settings_.per_minute > 0 && !within_rate()) until = std::max(until, begun_.front() + minute);
    if (run.under_way.size() >= connections_ || run.unread >= most_unread) until = now + longest_sleep;
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

void Client::do_aside(Run& run, std::function<void()> job, bool urgent, std::function<void()> then) {
    if (!settings_.reads_aside) {
        job();
        if (then) then();
        return;
    }
    if (!aside_) aside_.emplace();
    ++run.pending;
    auto safe_job = [&run, job = std::move(job)] {
        try {
            job();
        } catch (...) {
            const std::lock_guard lock(run.mutex);
            if (!run.failure) run.failure = std::current_exception();
        }
    };
    aside_->add(std::move(safe_job), urgent, [this, &run, then = std::move(then)] {
        bool wake = false;
        {
            const std::lock_guard lock(run.mutex);
            run.results.push_back(then);
            wake = run.wake;
            run.changed.notify_all();  // under the lock, since the run may end behind it
        }
        if (wake) transport_.wake();
    });
}

void Client::follow(Run& run, bool wait) {
    std::deque<std::function<void()>> results;
    {
        std::unique_lock lock(run.mutex);
        if (wait) run.changed.wait(lock, [&] { return !run.results.empty(); });
        results.swap(run.results);
        run.pending -= results.size();
        if (run.failure) std::rethrow_exception(run.failure);
    }
    for (const std::function<void()>& then : results)
        if (then) then();
}

void Client::accept(Run& run, Task task, Response response) {
    const Question& question = run.questions[task.index];
    auto read = std::make_shared<Read>(Read{std::move(task), std::move(response)});
    if (!question.read || !is_success(read->response.status)) return finish(run, *read);
    auto job = [read, &question] {
        try {
            question.read(read->response);
        } catch (const UnusableAnswer& unusable) {
            read->unusable = unusable.failure;
        }
    };
    if (read->response.body.size() < settings_.shortest_aside) {
        job();
        return finish(run, *read);
    }
    ++run.unread;
    do_aside(run, std::move(job), true, [this, &run, read] {
        --run.unread;
        const std::size_t index = read->task.index;
        try {
            finish(run, *read);
        } catch (const Error& error) {
            give_up(run, index, error);
        }
    });
}

void Client::finish(Run& run, Read& read) {
    Task& task = read.task;
    Question& question = run.questions[task.index];
    try {
        if (read.unusable) throw UnusableAnswer{*read.unusable};
        if (question.take) question.take(read.response);
    } catch (const UnusableAnswer& unusable) {
        task.known.reset();
        task.confirmed = false;
        task.unconfirmed = true;
        return repeat(run, std::move(task), unusable.failure, read.response);
    }
    const Request& request = task.request;
    if (is_success(read.response.status) && !request.login) {
        if (journal_) journal_->add(answer_key(request), read.response);
        if (cache_ && !request.body && !task.confirmed) cache_->add(answer_key(request), read.response);
    }
    question = {};
    ++run.done;
    if (progress_) progress_(run.done, run.questions.size());
}

void Client::give_up(Run& run, std::size_t index, const Error& error) {
    const Question& question = run.questions[index];
    if (!question.fail || !question.fail(error)) throw;  // called where it was caught
    ++run.done;
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
    if (response.status == 401 && renew_ && !task.request.login) {
        // Of several that were refused at once, the first has the credentials renewed, the others only ask again. What
        // is still under way may show that they were good.
        if (!is_of_old_credentials) run.refusal = Refusal{task.request, std::move(response)};
        return run.waiting.push_front(std::move(task));
    }
    if (is_passing(response.status)) {
        const std::string said = trim(response.body).empty() ? "-" : std::string(trim(response.body));
        return repeat(
            run, std::move(task),
            {"refused-request", PLAN_TEXT("the server answers {}: {}"), {std::to_string(response.status), said}},
            response);
    }
    if (!run.questions[task.index].any_status) refuse(task.request, response);
    accept(run, std::move(task), std::move(response));
}

void Client::proceed(Run& run) {
    for (;;) {
        while (run.entered < run.questions.size()) enter(run, run.entered++);
        follow(run, false);
        if (run.entered < run.questions.size()) continue;
        if (run.waiting.empty() && run.under_way.empty() && run.pending == 0) return;
        if (run.refusal && run.under_way.empty()) {
            if (!fruitful_) refuse(run.refusal->request, run.refusal->response);
            // renew_ asks the server by this same client, signed with nothing that is old.
            run.refusal.reset();
            renew_();
            ++generation_;
            fruitful_ = false;
        }
        start(run);
        if (run.under_way.empty() && run.pending > 0) {
            follow(run, true);
            continue;
        }
        {
            // While requests are left to set out behind the next answer, results can wait for it.
            const std::lock_guard lock(run.mutex);
            run.wake = run.waiting.empty() || run.unread >= most_unread;
            if (run.wake && !run.results.empty()) continue;
        }
        auto outcome = transport_.wait(time_to_wait(run));
        if (!outcome) continue;
        const auto found = run.under_way.find(outcome->ticket);
        if (found == run.under_way.end()) continue;  // of a run that was given up
        Task task = std::move(found->second);
        run.under_way.erase(found);
        const std::size_t index = task.index;
        try {
            settle(run, std::move(task), std::move(*outcome));
        } catch (const Error& error) {
            give_up(run, index, error);
        }
    }
}

void Client::converse(std::vector<Question> questions) {
    Run run;
    for (Question& question : questions) run.questions.push_back(std::move(question));
    // What renews credentials asks within the conversation in which they ended.
    struct Current {
        Run*& place;
        Run* before;
        ~Current() { place = before; }
    } current{run_, run_};
    run_ = &run;
    try {
        proceed(run);
    } catch (...) {
        keep_what_is_there(run);
        throw;
    }
}

/// Answers that had come when another one failed are worth keeping for the next run.
void Client::keep_what_is_there(Run& run) {
    if (!journal_) return;
    try {
        while (run.pending > 0) follow(run, true);
    } catch (...) {
        // The first failure is the one that is told.
    }
}

void Client::also(Question question) {
    run_->questions.push_back(std::move(question));
}

void Client::aside(std::function<void()> job, std::function<void()> then) {
    do_aside(*run_, std::move(job), false, std::move(then));
}

}  // namespace plan::fetch

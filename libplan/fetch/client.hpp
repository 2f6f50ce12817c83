#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/error.hpp"
#include "libplan/fetch/answer_store.hpp"
#include "libplan/fetch/aside.hpp"
#include "libplan/fetch/transport.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan::fetch {

struct ClientSettings {
    std::size_t connections = 4;         ///< requests under way at once; halved whenever the server says "too many"
    std::size_t per_minute = 0;          ///< requests begun within any minute; 0: as many as may be
    std::size_t retries = 4;             ///< repetitions of one request that failed in passing
    Milliseconds retry_wait{1000};       ///< before the first repetition; twice as long before each further one
    Milliseconds longest_wait{120'000};  ///< at once; a server that asks for more is not waited for
    bool reads_aside = false;            ///< answers are read on a thread of their own
    /// But for those that are shorter: to hand them over would take longer than to read them.
    std::size_t shortest_aside = 16 << 10;
};

/// What the taker of an answer throws when it cannot be used, so that it is asked for again.
struct UnusableAnswer {
    TransferFailure failure;
};

/// What is asked, and what becomes of the answer.
struct Question {
    Request request;
    bool any_status = false;  ///< answers of a status that is no success are taken too, except those that pass
    /// Makes of an answer of success what will be used. On a thread of its own, if there is one, one answer at a time:
    /// what it touches is its own until the answer is taken. May throw UnusableAnswer.
    std::function<void(const Response&)> read = {};
    /// Takes the answer, behind `read`, on the thread that asks; may ask more. May throw UnusableAnswer.
    std::function<void(const Response&)> take = {};
    /// Told when there will be no answer; true when that is no failure of the whole.
    std::function<bool(const Error&)> fail = {};
};

/// Asks a server, patiently: several requests at once, failures that pass repeated, its limits kept, credentials
/// renewed once when it no longer takes them, answers kept as far as they may be. No secret that it was told of is ever
/// in a message.
class Client {
public:
    /// Takes the answer to the request of that index; answers come in any order. May throw UnusableAnswer.
    using Take = std::function<void(std::size_t index, const Response& response)>;

    /// Answers that wait to be read, at most: while there are so many no request sets out.
    static constexpr std::size_t most_unread = 32;

    /// What is given outlives the client.
    Client(Transport& transport, ClientSettings settings, const Report& report)
        : transport_(transport), settings_(settings), report_(report), connections_(settings.connections) {}

    /// Adds what the server must know of who asks; called whenever a request sets out.
    void sign_with(std::function<void(Request&)> sign) { sign_ = std::move(sign); }
    /// Called when the server answers 401 (unauthorised), with nothing under way, unless it has accepted nothing since
    /// the last time.
    void renew_with(std::function<void()> renew) { renew_ = std::move(renew); }
    /// A text that messages must not hold.
    void hide(std::string secret);
    void keep_in(Journal* journal, const Cache* cache) {
        journal_ = journal;
        cache_ = cache;
    }
    /// A redirection may lead to another server: nothing secret is sent.
    void let_move() { may_move_ = true; }
    /// Told how many of how many answers are there.
    void show_progress(std::function<void(std::size_t done, std::size_t all)> progress) {
        progress_ = std::move(progress);
    }

    /// Asks all of them, and what is asked and done on their account, until nothing is left. Throws what each() throws.
    void converse(std::vector<Question> questions);
    /// Within converse(), from what it calls: asks this too.
    void also(Question question);
    /// Within converse(), from what it calls: does `job` on the thread where answers are read, behind those jobs that
    /// were there before and whenever no answer waits to be read; then calls `then` as answers are taken. What `job`
    /// throws, converse() throws.
    void aside(std::function<void()> job, std::function<void()> then = {});

    /// Asks for all of them, and hands over every answer once. Throws Error(input_output) at the first one that does
    /// not come: "not-authorised", "forbidden", "not-found", "refused-request", "redirect-elsewhere", "asks-to-wait",
    /// or the code of the last failure; and what `take` throws.
    void each(const std::vector<Request>& requests, const Take& take);
    /// The answer to one request, whatever its status but for those that pass and redirections.
    [[nodiscard]] Response ask(const Request& request, const std::function<void(const Response&)>& check = {});

    /// Throws the Error that an answer of that status means.
    [[noreturn]] void refuse(const Request& request, const Response& response) const;
    /// Throws Error(input_output).
    [[noreturn]] void fail(const Request& request, const TransferFailure& failure) const;
    /// What a server said, for a message: short, on one line, without secrets.
    [[nodiscard]] std::string quoted(std::string_view said) const;

    [[nodiscard]] const Report& report() const { return report_; }
    /// Of the requests that set out.
    [[nodiscard]] std::size_t asked() const { return asked_; }

private:
    struct Task {
        std::size_t index = 0;
        Request request;
        std::size_t failures = 0;
        std::size_t redirections = 0;
        std::size_t generation = 0;  ///< of the credentials it was signed with
        Milliseconds ready{0};
        std::optional<Response> known;  ///< that the server may confirm
        bool confirmed = false;         ///< the answer is what is known
        bool unconfirmed = false;       ///< what is known is of no use
    };
    struct Read;
    struct Refusal;
    struct Run;

    void proceed(Run& run);
    void enter(Run& run, std::size_t index);
    [[nodiscard]] bool is_known(Run& run, const Task& task);
    void start(Run& run);
    [[nodiscard]] Milliseconds time_to_wait(const Run& run);
    void settle(Run& run, Task task, Outcome outcome);
    void accept(Run& run, Task task, Response response);
    void finish(Run& run, Read& read);
    void give_up(Run& run, std::size_t index, const Error& error);
    void redirect(Run& run, Task task, const Response& response);
    void repeat(Run& run, Task task, const TransferFailure& failure, const Response& response);
    void do_aside(Run& run, std::function<void()> job, bool urgent, std::function<void()> then);
    void follow(Run& run, bool wait);
    void keep_what_is_there(Run& run);
    [[nodiscard]] bool within_rate();

    Transport& transport_;
    ClientSettings settings_;
    const Report& report_;
    std::function<void(Request&)> sign_;
    std::function<void()> renew_;
    std::function<void(std::size_t, std::size_t)> progress_;
    std::vector<std::string> secrets_;
    Journal* journal_ = nullptr;
    const Cache* cache_ = nullptr;
    bool may_move_ = false;
    std::size_t connections_;
    std::size_t tickets_ = 0;
    std::size_t generation_ = 0;  ///< of credentials
    bool fruitful_ = true;        ///< those of this generation were accepted once
    std::size_t asked_ = 0;
    Milliseconds paused_until_{0};
    std::deque<Milliseconds> begun_;  ///< within the last minute, when there is a rate to keep
    Run* run_ = nullptr;              ///< that also() adds to
    std::optional<Aside> aside_;      ///< goes before all that its jobs may touch
};

/// How long a response asks to wait: seconds, or a date, which is compared with the response's own. Nothing when it
/// does not ask.
[[nodiscard]] std::optional<Milliseconds> asked_wait(const Response& response);

}  // namespace plan::fetch

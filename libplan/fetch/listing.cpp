#include "libplan/fetch/listing.hpp"

#include "libplan/base/error.hpp"

#include <algorithm>
#include <deque>
#include <unordered_set>
#include <utility>

namespace plan::fetch {

namespace {

constexpr int most_attempts = 3;
constexpr std::size_t most_records = 10'000'000;

/// Why a reading of a list does not hold together.
struct Changed {
    const char* text;
    std::vector<std::string> arguments;
};

bool is_success(const Response& response) {
    return response.status >= 200 && response.status < 300;
}

/// Whether an error says that the server has no such list.
bool says_absent(const Diagnostic& said) {
    return said.code == "not-found" || said.code == "refused-operation" ||
           (said.code == "refused-request" && said.arguments.front() == "400");
}

/// The reading of a list, from its first page to its last, and again when it changed. Lives as long as its questions.
class Reading {
public:
    Reading(Client& client, const Listing& listing) : client_(client), listing_(listing), size_(listing.page_size) {}

    /// What the conversation begins with.
    [[nodiscard]] Question first() { return question(); }

private:
    struct Page {
        Request request;
        std::optional<JsonDocument> document;
        PageFacts facts;
        bool is_beyond = false;
    };

    /// Asks for the page behind those that were asked for.
    [[nodiscard]] Question question() {
        const std::size_t number = pages_.size();
        Page& page = pages_.emplace_back();
        page.request = listing_.ask(number * size_, size_, number);
        page.request.fresh = attempt_ > 1;
        ++outstanding_;
        Question question{.request = page.request, .any_status = true};
        question.read = [this, &page, size = size_](const Response& response) {
            JsonDocument document = json_of(page.request, response);
            page.facts = listing_.look(response, document, size);
            page.document.emplace(std::move(document));
        };
        question.take = [this, &page](const Response& response) { take(page, response); };
        question.fail = [this](const Error& error) { return is_absent(error); };
        return question;
    }

    void take(Page& page, const Response& response) {
        if (!is_success(response)) {
            if (!listing_.is_beyond || !listing_.is_beyond(response)) client_.refuse(page.request, response);
            page.is_beyond = true;
        }
        --outstanding_;
        if (absent_) return;
        try {
            go_on();
        } catch (const Changed& changed) {
            begin_again(changed);
        }
    }

    /// Throws Changed, and then nothing is outstanding.
    void go_on() {
        if (pages_.size() == 1) ask_rest();
        if (outstanding_ > 0) return;
        check();
        if (!total_ && !pages_.back().is_beyond && pages_.back().facts.ids.size() >= size_) {
            if (seen_.size() > most_records)
                throw Changed{PLAN_TEXT("the server's list does not end: {} records were read"),
                              {std::to_string(seen_.size())}};
            return client_.also(question());
        }
        count();
        std::vector<JsonDocument> documents;
        for (Page& page : pages_)
            if (page.document) documents.push_back(std::move(*page.document));
        listing_.take(std::move(documents));
    }

    void ask_rest() {
        const PageFacts& facts = pages_.front().facts;
        total_ = facts.total;
        const std::size_t count = facts.ids.size();
        if (!total_ || count >= *total_) return;
        if (*total_ > most_records)
            throw Changed{PLAN_TEXT("the server announces {} records, more than are read"), {std::to_string(*total_)}};
        if (count == 0)
            throw Changed{PLAN_TEXT("the server announces {} records, and gives none"), {std::to_string(*total_)}};
        size_ = std::min(size_, count);
        while (pages_.size() * size_ < *total_) client_.also(question());
    }

    /// Looks at the pages that it has not looked at: a server that gives one page for ever is found out at the second.
    void check() {
        for (; checked_ < pages_.size(); ++checked_) {
            const PageFacts& facts = pages_[checked_].facts;
            for (const std::string& id : facts.ids)
                if (!seen_.insert(id).second) throw Changed{PLAN_TEXT("record {} is on two pages"), {id}};
            if (total_ && facts.total && *facts.total != *total_)
                throw Changed{PLAN_TEXT("the server announced {} records at first, and {} later"),
                              {std::to_string(*total_), std::to_string(*facts.total)}};
        }
    }

    void count() const {
        if (total_ && seen_.size() != *total_)
            throw Changed{PLAN_TEXT("the server announces {} records, and gives {}"),
                          {std::to_string(*total_), std::to_string(seen_.size())}};
    }

    void begin_again(const Changed& changed) {
        const Request request = listing_.ask(0, listing_.page_size, 0);
        const TransferFailure failure{"changed-while-read", changed.text, changed.arguments};
        if (attempt_ == most_attempts) client_.fail(request, failure);
        client_.report()({Severity::note, failure.code, failure.text, failure.arguments, {request.shown, 0, 0, {}}});
        ++attempt_;
        size_ = listing_.page_size;
        total_.reset();
        pages_.clear();
        checked_ = 0;
        seen_.clear();
        client_.also(question());
    }

    /// Of the pages that fail for it only the first one says so.
    bool is_absent(const Error& error) {
        const bool is_forbidden = listing_.may_be_forbidden && error.diagnostic().code == "forbidden";
        if (!listing_.is_absent || !(is_forbidden || says_absent(error.diagnostic()))) return false;
        if (!absent_) listing_.is_absent(error);
        absent_ = true;
        return true;
    }

    Client& client_;
    const Listing& listing_;
    int attempt_ = 1;
    std::size_t size_;
    std::optional<std::size_t> total_;
    std::deque<Page> pages_;  ///< none moves when another is added
    std::size_t outstanding_ = 0;
    std::size_t checked_ = 0;  ///< pages
    std::unordered_set<std::string> seen_;
    bool absent_ = false;
};

}  // namespace

JsonDocument json_of(const Request& request, const Response& response) {
    try {
        return {response.body, request.shown};
    } catch (const Error&) {
        const std::string_view begin = std::string_view(response.body).substr(0, 256);
        throw UnusableAnswer{{"no-json-answer",
                              PLAN_TEXT("the answer is no whole JSON document; it begins with: {}"),
                              {begin.empty() ? "-" : std::string(begin)}}};
    }
}

void read_listings(Client& client, std::span<const Listing> listings, std::vector<Question> questions) {
    std::deque<Reading> readings;
    std::vector<Question> all;
    for (const Listing& listing : listings) all.push_back(readings.emplace_back(client, listing).first());
    for (Question& question : questions) all.push_back(std::move(question));
    client.converse(std::move(all));
}

std::vector<JsonDocument> read_listing(Client& client, Listing listing) {
    std::vector<JsonDocument> all;
    listing.take = [&](std::vector<JsonDocument> pages) { all = std::move(pages); };
    read_listings(client, {&listing, 1});
    return all;
}

}  // namespace plan::fetch

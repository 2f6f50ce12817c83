#include "libplan/fetch/listing.hpp"

#include "libplan/base/error.hpp"

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

/// One reading of a list, from its first page to its last.
class Reading {
public:
    Reading(Client& client, const Listing& listing, bool fresh) : client_(client), listing_(listing), fresh_(fresh) {}

    /// Throws Changed.
    std::vector<JsonDocument> read() {
        size_ = listing_.page_size;
        read_first();
        if (total_)
            read_rest();
        else
            read_on();
        check();
        count();
        std::vector<JsonDocument> documents;
        for (Page& page : pages_) documents.push_back(std::move(*page.document));
        return documents;
    }

private:
    struct Page {
        std::optional<JsonDocument> document;
        PageFacts facts;
    };

    [[nodiscard]] Request request(std::size_t page) const {
        Request request = listing_.ask(page * size_, size_, page);
        request.fresh = fresh_;
        return request;
    }

    void take(Page& page, const Request& request, const Response& response) const {
        JsonDocument document = json_of(request, response);
        page.facts = listing_.look(response, document);
        page.document.emplace(std::move(document));
    }

    /// The next page alone; false when there is none.
    bool read_one() {
        const Request next = request(pages_.size());
        Page page;
        const Response response = client_.ask(next, [&](const Response& answer) { take(page, next, answer); });
        if (!is_success(response)) {
            if (listing_.is_beyond && listing_.is_beyond(response)) return false;
            client_.refuse(next, response);
        }
        pages_.push_back(std::move(page));
        return true;
    }

    void read_first() {
        if (!read_one()) return;
        const PageFacts& facts = pages_.front().facts;
        total_ = facts.total;
        const std::size_t count = facts.ids.size();
        if (count > 0 && count < size_ && total_ && *total_ > count) size_ = count;
        if (total_ && *total_ > most_records)
            throw Changed{PLAN_TEXT("the server announces {} records, more than are read"), {std::to_string(*total_)}};
    }

    void read_rest() {
        const std::size_t count = pages_.front().facts.ids.size();
        if (count >= *total_) return;
        if (count == 0)
            throw Changed{PLAN_TEXT("the server announces {} records, and gives none"), {std::to_string(*total_)}};
        std::vector<Request> requests;
        for (std::size_t page = 1; page * size_ < *total_; ++page) requests.push_back(request(page));
        pages_.resize(1 + requests.size());
        client_.each(requests, [&](std::size_t index, const Response& response) {
            take(pages_[index + 1], requests[index], response);
        });
    }

    void read_on() {
        while (!pages_.empty() && pages_.back().facts.ids.size() >= size_) {
            check();  // a server that gives one page for ever is found out at the second
            if (seen_.size() > most_records)
                throw Changed{PLAN_TEXT("the server's list does not end: {} records were read"),
                              {std::to_string(seen_.size())}};
            if (!read_one()) return;
        }
    }

    /// Looks at the pages that it has not looked at.
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

    Client& client_;
    const Listing& listing_;
    bool fresh_;
    std::size_t size_ = 0;
    std::optional<std::size_t> total_;
    std::vector<Page> pages_;
    std::size_t checked_ = 0;  ///< pages
    std::unordered_set<std::string> seen_;
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

std::vector<JsonDocument> read_listing(Client& client, const Listing& listing) {
    for (int attempt = 1;; ++attempt) {
        try {
            return Reading(client, listing, attempt > 1).read();
        } catch (const Changed& changed) {
            const Request request = listing.ask(0, listing.page_size, 0);
            const TransferFailure failure{"changed-while-read", changed.text, changed.arguments};
            if (attempt == most_attempts) client.fail(request, failure);
            client.report()({Severity::note, failure.code, failure.text, failure.arguments, {request.shown, 0, 0, {}}});
        }
    }
}

}  // namespace plan::fetch

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/listing.hpp"
#include "libplan/fetch/register_source.hpp"
#include "libplan/source/refapp.hpp"

#include <algorithm>
#include <utility>

/// RefApp gives applications in pages, with their total; relations have to be asked for by application, several at a
/// time. Where its interface begins, and whether its first page is 0 or 1, differ from one server to the next: the
/// first requests find out. Source: the controllers and pagination of dnum-mi/referentiel-applications.
namespace plan::fetch {

namespace {

constexpr std::string_view order = "&sortBy=label&order=asc";

bool is_success(const Response& response) {
    return response.status >= 200 && response.status < 300;
}

/// Where the list of a page stands: in "results", or by itself.
JsonValue results(const JsonDocument& page) {
    return page.root().is(JsonKind::list) ? page.root() : page.root()["results"];
}

std::optional<std::size_t> total(const JsonDocument& page) {
    const auto number = parse_integer(page.root()["total"].text());
    if (!number || *number < 0) return std::nullopt;
    return static_cast<std::size_t>(*number);
}

class Reading {
public:
    Reading(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options)
        : client_(client), base_(address), credentials_(credentials), options_(options), model_(options.name) {
        client_.sign_with([this](Request& request) {
            request.headers.emplace_back("Accept", "application/json");
            request.headers.emplace_back("Authorization", "Bearer " + credentials_.token);
        });
        client_.renew_with([this] {
            if (credentials_.again) credentials_.again(credentials_);
        });
    }

    void read(TableConsumer& consumer) {
        find_base();
        find_first_page();
        read_applications();
        if (wants(options_, "relations")) read_relations();
        model_.give(consumer, client_.report());
    }

private:
    [[nodiscard]] Request request(const Address& base, const std::string& relative) const {
        const Address address = base.below(relative);
        Request request;
        request.url = address.url();
        request.shown = address.shown();
        return request;
    }

    [[nodiscard]] Request page_request(const Address& base, std::size_t page, std::size_t size) const {
        return request(base, "applications?page=" + std::to_string(page) + "&pageSize=" + std::to_string(size) +
                                 std::string(order));
    }

    /// An address without a path may stand for several; one with a path is taken as it is.
    void find_base() {
        const std::string shown = base_.shown();
        if (shown != base_.origin() && shown != base_.origin() + "/") return;
        for (const std::string_view prefix : {"api/v2", "api", ""}) {
            const Address candidate = prefix.empty() ? base_ : base_.below(prefix);
            const Response response = client_.ask(page_request(candidate, 1, 1));
            const std::string_view text = trim(response.body);
            const bool is_page = response.status == 400 || text.starts_with('{') || text.starts_with('[');
            if (response.status == 404 || (is_success(response) && !is_page)) continue;
            base_ = candidate;
            return;
        }
    }

    void find_first_page() {
        std::string ids[2];
        for (const std::size_t page : {1, 0}) {
            const Request asked = page_request(base_, page, 1);
            const Response response = client_.ask(asked, [&](const Response& answer) {
                const JsonDocument document = json_of(asked, answer);
                for (const auto& [no_key, application] : results(document).children())
                    ids[page] = application["id"].text();
            });
            if (page == 0 && response.status == 400) ids[0] = ids[1];
            if (!is_success(response) && !(page == 0 && response.status == 400)) client_.refuse(asked, response);
        }
        if (!ids[1].empty() && ids[0] == ids[1]) first_page_ = 1;
    }

    void read_applications() {
        Listing listing;
        constexpr std::size_t largest_page = 100;
        listing.page_size = options_.page_size == 0 ? largest_page : options_.page_size;
        listing.ask = [this](std::size_t, std::size_t size, std::size_t page) {
            return page_request(base_, first_page_ + page, size);
        };
        listing.look = [](const Response& response, const JsonDocument& page, std::size_t) {
            PageFacts facts;
            facts.total = total(page);
            if (!results(page).is(JsonKind::list))
                throw UnusableAnswer{{"unexpected-answer",
                                      PLAN_TEXT("the answer is no list of {}; it begins with: {}"),
                                      {"applications", response.body.substr(0, 256)}}};
            for (const auto& [no_key, application] : results(page).children()) {
                const std::string_view id = trim(application["id"].text());
                if (id.empty())
                    throw UnusableAnswer{{"unexpected-answer",
                                          PLAN_TEXT("the answer is no list of {}; it begins with: {}"),
                                          {"applications", response.body.substr(0, 256)}}};
                facts.ids.emplace_back(id);
            }
            return facts;
        };
        for (const JsonDocument& page : read_listing(client_, listing)) {
            page.report_repeated_keys(client_.report());
            model_.add(page);
            for (const auto& [no_key, application] : results(page).children())
                ids_.emplace_back(trim(application["id"].text()));
        }
    }

    /// Relations come in any order and are added in that of the applications, so that the records do not depend on the
    /// network.
    void read_relations() {
        std::vector<std::optional<JsonDocument>> documents(ids_.size());
        std::vector<bool> arrived(ids_.size());
        std::size_t added = 0;
        std::vector<Question> questions;
        for (std::size_t index = 0; index < ids_.size(); ++index) {
            Question question{.request = request(base_, "applications/" + percent_encoded(ids_[index]) + "/relations")};
            question.read = [&documents, index, asked = question.request](const Response& response) {
                JsonDocument document = json_of(asked, response);
                if (!RefAppModel::is_relation_list(document))
                    throw UnusableAnswer{{"unexpected-answer",
                                          PLAN_TEXT("the answer is no list of {}; it begins with: {}"),
                                          {"relations", response.body.substr(0, 256)}}};
                documents[index].emplace(std::move(document));
            };
            question.take = [this, &documents, &arrived, &added, index](const Response&) {
                arrived[index] = true;
                for (; added < documents.size() && arrived[added]; ++added) {
                    model_.add_relations(*documents[added], ids_[added]);
                    documents[added].reset();
                }
            };
            questions.push_back(std::move(question));
        }
        client_.converse(std::move(questions));
    }

    Client& client_;
    Address base_;
    Credentials& credentials_;
    const FetchOptions& options_;
    RefAppModel model_;
    std::size_t first_page_ = 0;
    std::vector<std::string> ids_;
};

}  // namespace

void fetch_refapp(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                  TableConsumer& consumer) {
    Reading(client, address, credentials, options).read(consumer);
}

}  // namespace plan::fetch

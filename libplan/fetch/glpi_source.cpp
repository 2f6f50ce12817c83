#include "libplan/source/glpi.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/listing.hpp"
#include "libplan/fetch/register_source.hpp"
#include "libplan/record/json_writer.hpp"

#include <algorithm>
#include <utility>

/// GLPI opens a session for a token or a password, and gives the items of a type in ranges, with their total in
/// Content-Range. Links between items are items themselves, so that nothing has to be asked one by one; computers are
/// asked for by fifties, and only those that an appliance stands on.
/// Source: apirest.md of glpi-project/glpi.
namespace plan::fetch {

namespace {

constexpr std::size_t usual_page = 500;
constexpr std::size_t computers_at_once = 50;

using Batches = std::vector<std::vector<std::string>>;

bool is_success(const Response& response) {
    return response.status >= 200 && response.status < 300;
}

/// "0-49/200": the total.
std::optional<std::size_t> total_of(const Response& response) {
    const std::string_view range = response.header("content-range");
    const std::size_t slash = range.rfind('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto total = parse_integer(trim(range.substr(slash + 1)));
    if (!total || *total < 0) return std::nullopt;
    return static_cast<std::size_t>(*total);
}

[[noreturn]] void refuse_answer(std::string_view type, const Response& response) {
    throw UnusableAnswer{{"unexpected-answer",
                          PLAN_TEXT("the answer is no list of {}; it begins with: {}"),
                          {std::string(type), response.body.substr(0, 256)}}};
}

/// Where the interface begins: an address that names no program stands for the place where people open GLPI.
Address interface_of(const Address& address) {
    const std::string shown = address.shown();
    const bool is_interface =
        shown.find(".php") != std::string::npos || shown.ends_with("/api") || shown.ends_with("/api/");
    return is_interface ? address : address.below("apirest.php");
}

class Reading {
public:
    Reading(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options)
        : client_(client),
          base_(interface_of(address)),
          credentials_(credentials),
          options_(options),
          model_(options.name) {
        client_.sign_with([this](Request& request) { sign(request); });
        client_.renew_with([this] {
            if (credentials_.again) credentials_.again(credentials_);
            log_in();
        });
    }

    void read(TableConsumer& consumer) {
        log_in();
        read_type("Appliance", true);
        for (const std::string_view type : {"Appliance_Item", "ImpactRelation"})
            if (wants(options_, type)) read_type(type, false);
        if (wants(options_, "Computer")) read_computers();
        log_out();
        model_.give(consumer, client_.report());
    }

private:
    [[nodiscard]] Request request(const std::string& relative) const {
        const Address address = base_.below(relative);
        Request request;
        request.url = address.url();
        request.shown = address.shown();
        return request;
    }

    void add_application_token(Request& request) const {
        request.headers.emplace_back("Content-Type", "application/json");
        if (!credentials_.application_token.empty())
            request.headers.emplace_back("App-Token", credentials_.application_token);
    }

    void sign(Request& request) const {
        add_application_token(request);
        request.headers.emplace_back("Session-Token", session_);
    }

    void log_in() {
        Request asked = request("initSession");
        asked.login = true;
        add_application_token(asked);
        asked.headers.emplace_back("Authorization",
                                   credentials_.token.empty()
                                       ? "Basic " + base64(credentials_.user + ":" + credentials_.password)
                                       : "user_token " + credentials_.token);
        std::string session;
        const Response response = client_.ask(asked, [&](const Response& answer) {
            session = json_of(asked, answer).root()["session_token"].text();
            if (session.empty())
                throw UnusableAnswer{
                    {"unexpected-answer", PLAN_TEXT("the answer to the login holds no {}"), {"session_token"}, false}};
        });
        if (!is_success(response)) client_.refuse(asked, response);
        client_.hide(session);
        session_ = session;
        see_all_entities();
    }

    /// A session sees the entities that the account chose last. The whole is what it may see.
    void see_all_entities() {
        Request asked = request("changeActiveEntities");
        asked.login = true;
        sign(asked);
        asked.body = R"({"entities_id":"all","is_recursive":true})";
        const Response response = client_.ask(asked);
        if (is_success(response)) return;
        client_.report()({Severity::warning,
                          "entities-not-widened",
                          PLAN_TEXT("the server does not show all entities of the account, only those that it has "
                                    "chosen: {}"),
                          {client_.quoted(trim(response.body))},
                          {asked.shown, 0, 0, {}}});
    }

    void log_out() {
        Request asked = request("killSession");
        asked.login = true;
        sign(asked);
        static_cast<void>(client_.ask(asked));
    }

    void read_type(std::string_view type, bool required) {
        Listing listing;
        listing.page_size = options_.page_size == 0 ? usual_page : options_.page_size;
        // In links names would stand for the numbers by which ends are found.
        const std::string names = required ? "&expand_dropdowns=true" : "";
        listing.ask = [this, type, names](std::size_t first, std::size_t size, std::size_t) {
            return request(std::string(type) + "?range=" + std::to_string(first) + "-" +
                           std::to_string(first + size - 1) + names + "&get_hateoas=false");
        };
        listing.look = [type](const Response& response, const JsonDocument& page) {
            if (!page.root().is(JsonKind::list)) refuse_answer(type, response);
            PageFacts facts;
            facts.total = total_of(response);
            for (const auto& [no_key, item] : page.root().children()) {
                if (trim(item["id"].text()).empty()) refuse_answer(type, response);
                facts.ids.emplace_back(item["id"].text());
            }
            return facts;
        };
        listing.is_beyond = [](const Response& response) {
            return response.status == 400 && response.body.find("ERROR_RANGE_EXCEED_TOTAL") != std::string::npos;
        };
        const std::vector<JsonDocument> pages =
            required ? read_listing(client_, listing) : read_optional(client_, listing, type);
        for (const JsonDocument& page : pages) {
            page.report_repeated_keys(client_.report());
            model_.add(type, page);
        }
    }

    [[nodiscard]] Request computers_request(const std::vector<std::string>& numbers) const {
        std::string relative = "getMultipleItems?expand_dropdowns=true&get_hateoas=false";
        for (std::size_t index = 0; index < numbers.size(); ++index) {
            const std::string item = "&items%5B" + std::to_string(index) + "%5D";
            relative += item + "%5Bitemtype%5D=Computer" + item + "%5Bitems_id%5D=" + percent_encoded(numbers[index]);
        }
        return request(relative);
    }

    /// One computer that may not be read makes the server refuse all that are asked for with it: they are then asked
    /// for by halves. A server that gives none of the first ones has no such request.
    void read_computers() {
        const std::vector<std::string>& all = model_.computers();
        Batches first, rest;
        for (std::size_t begin = 0; begin < all.size(); begin += computers_at_once) {
            const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin);
            const auto to = all.begin() + static_cast<std::ptrdiff_t>(std::min(begin + computers_at_once, all.size()));
            (begin == 0 ? first : rest).emplace_back(from, to);
        }
        std::size_t given = 0, refused = 0;
        constexpr std::size_t most_failures = 3;
        for (Batches* batches : {&first, &rest})
            while (!batches->empty()) {
                read_batches(*batches, given, refused);
                if (given == 0 && refused >= most_failures) {
                    report_absent_table(client_, base_.below("getMultipleItems").shown(), "Computer", refusal_);
                    return;
                }
            }
        if (refused > 0)
            client_.report()(
                {Severity::warning,
                 "computers-not-given",
                 PLAN_TEXT("computers that the server does not give, and that the records are without: {}"),
                 {std::to_string(refused)},
                 {base_.shown(), 0, 0, {}}});
    }

    /// Asks for all batches at once, adds what is given in their order, and leaves halves of what was refused.
    void read_batches(Batches& batches, std::size_t& given, std::size_t& refused) {
        std::vector<Request> requests;
        for (const std::vector<std::string>& numbers : batches) requests.push_back(computers_request(numbers));
        std::vector<std::optional<JsonDocument>> answers(requests.size());
        client_.each_whatever(requests, [&](std::size_t index, const Response& response) {
            if (response.status == 401) client_.refuse(requests[index], response);
            if (!is_success(response)) {
                refusal_ = response.body;
                return;
            }
            JsonDocument items = json_of(requests[index], response);
            if (!items.root().is(JsonKind::list)) refuse_answer("Computer", response);
            answers[index].emplace(std::move(items));
        });
        Batches halves;
        for (std::size_t index = 0; index < batches.size(); ++index) {
            const std::vector<std::string>& numbers = batches[index];
            if (answers[index]) {
                model_.add("Computer", *answers[index]);
                given += numbers.size();
            } else if (numbers.size() == 1) {
                ++refused;
            } else {
                const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
                halves.emplace_back(numbers.begin(), middle);
                halves.emplace_back(middle, numbers.end());
            }
        }
        batches = std::move(halves);
    }

    Client& client_;
    Address base_;
    Credentials& credentials_;
    const FetchOptions& options_;
    GlpiModel model_;
    std::string session_;
    std::string refusal_;  ///< the last one of computers, as the server worded it
};

}  // namespace

void fetch_glpi(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                TableConsumer& consumer) {
    Reading(client, address, credentials, options).read(consumer);
}

}  // namespace plan::fetch

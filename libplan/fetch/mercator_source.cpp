#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/register_source.hpp"
#include "libplan/fetch/tables.hpp"
#include "libplan/record/json_writer.hpp"
#include "libplan/source/mercator.hpp"

#include <algorithm>
#include <utility>

/// Mercator gives each of its tables in one answer, a bare list: one request a table, none an object. What objects are
/// linked to has to be asked for by name (`include`), and a server refuses names that it does not know, with the list
/// of those that it does.
/// Source: docs/api.md and docs/apifilters.md of sourcentis/mercator.
namespace plan::fetch {

namespace {

struct Table {
    std::string_view name;         ///< in addresses
    std::string_view former_name;  ///< asked for when the server has no such table; "" when there is none
    std::vector<std::string> links;
};

std::vector<Table> tables() {
    return {
        {"applications", "", {"services", "databases", "logicalServers"}},
        {"fluxes", "application-flows", {"informations"}},
        {"application-services", "", {"modules"}},
        {"application-modules", "", {}},
        {"databases", "", {"informations"}},
        {"information", "", {}},
        {"entities", "", {}},
        {"application-blocks", "", {}},
        {"logical-servers", "", {}},
    };
}

bool is_success(const Response& response) {
    return response.status >= 200 && response.status < 300;
}

/// The links that the server's refusal names as known to it; it quotes each.
std::vector<std::string> known_links(const std::vector<std::string>& wanted, const Response& refusal) {
    const std::size_t list = refusal.body.find("Allowed include");
    std::vector<std::string> known;
    if (list == std::string::npos) return known;
    const std::string_view names = std::string_view(refusal.body).substr(list);
    for (const std::string& link : wanted)
        for (std::size_t at = names.find(link); at != std::string_view::npos; at = names.find(link, at + 1)) {
            const auto is_letter = [&](std::size_t place) {
                return place < names.size() && ((names[place] >= 'a' && names[place] <= 'z') ||
                                                (names[place] >= 'A' && names[place] <= 'Z') || names[place] == '_');
            };
            if (is_letter(at - 1) || is_letter(at + link.size())) continue;
            known.push_back(link);
            break;
        }
    return known;
}

class Reading {
public:
    Reading(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options)
        : client_(client),
          base_(address.shown().ends_with("/api") || address.shown().ends_with("/api/") ? address
                                                                                        : address.below("api")),
          credentials_(credentials),
          options_(options),
          model_(options.name),
          bearer_(credentials.token) {
        client_.sign_with([this](Request& request) {
            request.headers.emplace_back("Accept", "application/json");
            request.headers.emplace_back("Authorization", "Bearer " + bearer_);
        });
        client_.renew_with([this] { renew(); });
    }

    void read(TableConsumer& consumer) {
        if (credentials_.token.empty()) log_in();
        for (const Table& table : tables()) {
            if (!wants(options_, table.name) || (!table.former_name.empty() && !wants(options_, table.former_name)))
                continue;
            if (!read_table(table, table.name) && !table.former_name.empty() && read_table(table, table.former_name))
                continue;
        }
        model_.give(consumer, client_.report());
    }

private:
    [[nodiscard]] Request request(std::string_view table, const std::vector<std::string>& links) const {
        std::string relative(table);
        if (!links.empty()) relative += "?include=" + join(links, ",");
        const Address address = base_.below(relative);
        Request request;
        request.url = address.url();
        request.shown = address.shown();
        return request;
    }

    /// False when the server has no such table, and another name is left to try.
    bool read_table(const Table& table, std::string_view name) {
        std::optional<JsonDocument> document;
        const auto ask = [&](const Request& asked) {
            return client_.ask(asked, [&](const Response& response) {
                JsonDocument page = json_of(asked, response);
                if (!page.root().is(JsonKind::list) && !page.root()["data"].is(JsonKind::list))
                    throw UnusableAnswer{{"unexpected-answer",
                                          PLAN_TEXT("the answer is no list of {}; it begins with: {}"),
                                          {std::string(name), response.body.substr(0, 256)}}};
                document.emplace(std::move(page));
            });
        };
        std::vector<std::string> links = table.links;
        Request asked = request(name, links);
        Response response = ask(asked);
        if (response.status == 400 && !links.empty()) {
            links = known_links(links, response);
            client_.report()({Severity::warning,
                              "links-not-given",
                              PLAN_TEXT("the server does not give all links of {}, only these: {}; what belongs to "
                                        "what may be missing"),
                              {std::string(name), links.empty() ? "-" : join(links, ", ")},
                              {asked.shown, 0, 0, {}}});
            asked = request(name, links);
            response = ask(asked);
        }
        if (is_success(response)) {
            document->report_repeated_keys(client_.report());
            add_mercator_document(model_, *document, name, client_.report());
            return true;
        }
        const bool may_be_absent = response.status == 404 && name != "applications";
        if (!may_be_absent) client_.refuse(asked, response);
        if (table.former_name.empty() || name == table.former_name)
            report_absent_table(client_, asked.shown, name, response.body);
        return false;
    }

    void log_in() {
        const Address address = base_.below("login");
        Request request;
        request.url = address.url();
        request.shown = address.shown();
        request.login = true;
        request.headers = {{"Accept", "application/json"}, {"Content-Type", "application/json"}};
        request.body.emplace();
        JsonWriter writer(request.secret_body);
        writer.open_object();
        writer.member("login", credentials_.user);
        writer.member("password", credentials_.password);
        writer.close_object();
        std::string token;
        const Response response = client_.ask(request, [&](const Response& answer) {
            const JsonDocument document = json_of(request, answer);
            token = document.root()["access_token"].text();
            if (token.empty())
                throw UnusableAnswer{
                    {"unexpected-answer", PLAN_TEXT("the answer to the login holds no {}"), {"access_token"}, false}};
        });
        if (!is_success(response)) client_.refuse(request, response);
        client_.hide(token);
        bearer_ = token;
    }

    void renew() {
        if (credentials_.again) credentials_.again(credentials_);
        if (credentials_.token.empty())
            log_in();
        else
            bearer_ = credentials_.token;
    }

    Client& client_;
    Address base_;
    Credentials& credentials_;
    const FetchOptions& options_;
    MercatorModel model_;
    std::string bearer_;
};

}  // namespace

void fetch_mercator(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                    TableConsumer& consumer) {
    Reading(client, address, credentials, options).read(consumer);
}

}  // namespace plan::fetch

#include "libplan/source/glpi.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/glpi_computers.hpp"
#include "libplan/fetch/register_source.hpp"
#include "libplan/fetch/tables.hpp"
#include "libplan/record/json_writer.hpp"

#include <algorithm>
#include <utility>

/// GLPI opens a session for a token or a password, and gives the items of a type in ranges, with their total in
/// Content-Range. Links between items are items themselves, so that nothing has to be asked one by one.
/// Source: apirest.md of glpi-project/glpi.
namespace plan::fetch {

namespace {

constexpr std::size_t usual_page = 500;

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

bool is_beyond_total(const Response& response) {
    return response.status == 400 && response.body.find("ERROR_RANGE_EXCEED_TOTAL") != std::string::npos;
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
        std::vector<TableReading> tables = {table("Appliance", false)};
        for (const std::string_view type : {"Appliance_Item", "ImpactRelation"})
            if (wants(options_, type)) tables.push_back(table(type, true));
        GlpiComputers computers(client_, base_, model_);
        std::vector<Question> questions;
        if (wants(options_, "plugin-fields")) questions.push_back(search_options());
        if (wants(options_, "Computer") && wants(options_, "Appliance_Item")) {
            tables[1].added = [&computers] { computers.note(); };
            tables[1].then = [&computers] { computers.ask(); };
            if (wants(options_, "Item_OperatingSystem"))
                for (const std::string_view type :
                     {"Item_OperatingSystem", "OperatingSystem", "OperatingSystemVersion"})
                    tables.push_back(extra_table(table(type, true)));
        }
        read_tables(
            client_, std::move(tables),
            [this](std::string_view type, const JsonDocument& page) { model_.add(type, page); }, std::move(questions));
        computers.report();
        read_plugin_fields();
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

    /// A table that an account need not have the right to read: what it adds is said of servers, or by plugins.
    [[nodiscard]] static TableReading extra_table(TableReading table) {
        table.listing.may_be_forbidden = true;
        return table;
    }

    /// What may be searched for in appliances, plugins' fields among it.
    [[nodiscard]] Question search_options() {
        Question question{.request = request("listSearchOptions/Appliance"), .any_status = true};
        question.read = [this, asked = question.request](const Response& response) {
            search_options_.emplace(json_of(asked, response));
        };
        question.take = [this, asked = question.request](const Response& response) {
            if (response.status == 401) client_.refuse(asked, response);
            if (!is_success(response))
                report_absent_table(client_, asked.shown, "listSearchOptions/Appliance", response.body);
        };
        return question;
    }

    /// Items come without the fields that plugins give them; a search shows those that it is asked for, dropdowns by
    /// name. Fifty at a time, so that addresses do not grow without bound.
    void read_plugin_fields() {
        if (!search_options_) return;
        model_.add("listSearchOptions_Appliance", *search_options_);
        std::vector<std::string> numbers;
        for (const auto& [number, name] : model_.plugin_fields()) numbers.push_back(number);
        std::vector<TableReading> tables;
        constexpr std::size_t at_once = 50;
        for (std::size_t begin = 0; begin < numbers.size(); begin += at_once) {
            std::string columns = "forcedisplay%5B0%5D=2";
            for (std::size_t index = begin; index < std::min(begin + at_once, numbers.size()); ++index)
                columns += "&forcedisplay%5B" + std::to_string(index - begin + 1) + "%5D=" + numbers[index];
            tables.push_back(extra_table(search_table(columns)));
        }
        read_tables(client_, std::move(tables),
                    [this](std::string_view type, const JsonDocument& page) { model_.add(type, page); });
    }

    [[nodiscard]] TableReading search_table(const std::string& columns) const {
        TableReading table{.name = "search_Appliance", .optional = true};
        Listing& listing = table.listing;
        listing.page_size = options_.page_size == 0 ? usual_page : options_.page_size;
        listing.ask = [this, columns](std::size_t first, std::size_t size, std::size_t) {
            return request("search/Appliance?" + columns + "&sort=2&order=ASC&range=" + std::to_string(first) + "-" +
                           std::to_string(first + size - 1));
        };
        listing.look = [](const Response& response, const JsonDocument& page, std::size_t) {
            const auto total = parse_integer(page.root()["totalcount"].text());
            if (!total || *total < 0) refuse_glpi_answer("search/Appliance", response);
            PageFacts facts;
            facts.total = static_cast<std::size_t>(*total);
            for (const auto& [no_key, row] : page.root()["data"].children()) {
                if (trim(row["2"].text()).empty()) refuse_glpi_answer("search/Appliance", response);
                facts.ids.emplace_back(row["2"].text());
            }
            return facts;
        };
        listing.is_beyond = is_beyond_total;
        return table;
    }

    [[nodiscard]] TableReading table(std::string_view type, bool optional) const {
        TableReading table{.name = type, .optional = optional};
        Listing& listing = table.listing;
        listing.page_size = options_.page_size == 0 ? usual_page : options_.page_size;
        // In links names would stand for the numbers by which ends are found.
        const std::string names = optional ? "" : "&expand_dropdowns=true";
        listing.ask = [this, type, names](std::size_t first, std::size_t size, std::size_t) {
            return request(std::string(type) + "?range=" + std::to_string(first) + "-" +
                           std::to_string(first + size - 1) + names + "&get_hateoas=false");
        };
        listing.look = [type](const Response& response, const JsonDocument& page, std::size_t) {
            if (!page.root().is(JsonKind::list)) refuse_glpi_answer(type, response);
            PageFacts facts;
            facts.total = total_of(response);
            for (const auto& [no_key, item] : page.root().children()) {
                if (trim(item["id"].text()).empty()) refuse_glpi_answer(type, response);
                facts.ids.emplace_back(item["id"].text());
            }
            return facts;
        };
        listing.is_beyond = is_beyond_total;
        return table;
    }

    Client& client_;
    Address base_;
    Credentials& credentials_;
    const FetchOptions& options_;
    GlpiModel model_;
    std::optional<JsonDocument> search_options_;
    std::string session_;
};

}  // namespace

void fetch_glpi(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                TableConsumer& consumer) {
    Reading(client, address, credentials, options).read(consumer);
}

}  // namespace plan::fetch

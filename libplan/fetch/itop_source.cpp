#include "libplan/source/itop.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/fetch/register_source.hpp"
#include "libplan/fetch/tables.hpp"
#include "libplan/record/json_writer.hpp"

#include <utility>

/// iTop answers one address, to which the operation is posted. That it went wrong is said by the answer's code,
/// whatever the status of HTTP. "Found: N" is the total in most versions, and what is on the page in some: where the
/// two cannot be told apart, the next page is asked for. Source: the documents of iTop's REST/JSON services,
/// version 1.3 of the interface.
namespace plan::fetch {

namespace {

constexpr std::size_t usual_page = 500;
constexpr std::string_view unauthorised = "1";

/// The number in "Found: 12".
std::optional<std::size_t> found_of(const JsonDocument& answer) {
    const std::string_view message = answer.root()["message"].text();
    const std::size_t colon = message.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto number = parse_integer(trim(message.substr(colon + 1)));
    if (!number || *number < 0) return std::nullopt;
    return static_cast<std::size_t>(*number);
}

/// Throws UnusableAnswer for a refusal.
void check(const Response& response, const JsonDocument& answer) {
    const std::string code(answer.root()["code"].text());
    if (code.empty() || !answer.root().is(JsonKind::object))
        throw UnusableAnswer{{"unexpected-answer",
                              PLAN_TEXT("the answer is no list of {}; it begins with: {}"),
                              {"objects", response.body.substr(0, 256)}}};
    if (code == "0") return;
    const std::string said(answer.root()["message"].text());
    if (code == unauthorised)
        throw UnusableAnswer{{"not-authorised",
                              PLAN_TEXT("the server does not let the account do this (code {}): {}"),
                              {code, said},
                              false}};
    throw UnusableAnswer{
        {"refused-operation", PLAN_TEXT("the server refuses the operation (code {}): {}"), {code, said}, false}};
}

class Reading {
public:
    Reading(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options)
        : client_(client),
          base_(address.shown().ends_with(".php") ? address : address.below("webservices/rest.php")),
          credentials_(credentials),
          options_(options),
          model_(options.name) {
        client_.sign_with([this](Request& request) {
            // Versions differ in where they look for a token: in the form, or among the headers.
            if (credentials_.token.empty()) {
                request.secret_body =
                    "&" + form_text({{"auth_user", credentials_.user}, {"auth_pwd", credentials_.password}});
            } else {
                request.headers.emplace_back("Auth-Token", credentials_.token);
                request.secret_body = "&" + form_text({{"auth_token", credentials_.token}});
            }
        });
        client_.renew_with([this] {
            if (credentials_.again) credentials_.again(credentials_);
        });
    }

    void read(TableConsumer& consumer) {
        std::vector<TableReading> tables = {table("ApplicationSolution", false)};
        for (const std::string_view name : {"DataFlow", "Server", "VirtualMachine"})
            if (wants(options_, name)) tables.push_back(table(name, true));
        std::vector<Question> questions;
        if (wants(options_, "impacts")) questions.push_back(impacts_question());
        read_tables(
            client_, std::move(tables), [this](std::string_view, const JsonDocument& page) { model_.add(page); },
            std::move(questions));
        if (impacts_ && impacts_->root()["relations"].is(JsonKind::object)) model_.add(*impacts_);
        model_.give(consumer, client_.report());
    }

private:
    /// `operation` is JSON; `what` names it in messages.
    [[nodiscard]] Request request(const std::string& operation, const std::string& what) const {
        Request request;
        request.url = base_.shown() + "?version=1.3";
        request.shown = base_.shown() + "#" + what;
        request.body = form_text({{"json_data", operation}});
        return request;
    }

    [[nodiscard]] TableReading table(std::string_view name, bool optional) const {
        TableReading table{.name = name, .optional = optional};
        Listing& listing = table.listing;
        listing.page_size = options_.page_size == 0 ? usual_page : options_.page_size;
        listing.ask = [this, name](std::size_t, std::size_t asked, std::size_t page) {
            std::string operation;
            JsonWriter writer(operation);
            writer.open_object();
            writer.member("operation", "core/get");
            writer.member("class", name);
            writer.member("key", "SELECT " + std::string(name));
            writer.member("output_fields", "*+");
            writer.member("limit", static_cast<std::uint64_t>(asked));
            writer.member("page", static_cast<std::uint64_t>(page + 1));
            writer.close_object();
            return request(operation, std::string(name) + "-" + std::to_string(page + 1));
        };
        listing.look = [](const Response& response, const JsonDocument& page, std::size_t size) {
            check(response, page);
            PageFacts facts;
            for (const auto& [id, object] : page.root()["objects"].children()) facts.ids.emplace_back(id);
            const std::size_t count = facts.ids.size();
            if (const auto found = found_of(page); found && (*found > count || count < size)) facts.total = found;
            return facts;
        };
        return table;
    }

    /// What solutions impact directly; what they stand on is told by their own fields.
    [[nodiscard]] Question impacts_question() {
        std::string operation;
        JsonWriter writer(operation);
        writer.open_object();
        writer.member("operation", "core/get_related");
        writer.member("class", "ApplicationSolution");
        writer.member("key", "SELECT ApplicationSolution");
        writer.member("relation", "impacts");
        writer.member("depth", static_cast<std::uint64_t>(1));
        writer.member("redundancy", false);
        writer.member("direction", "down");
        writer.close_object();
        Question question{.request = request(operation, "impacts")};
        question.read = [this, asked = question.request](const Response& response) {
            JsonDocument document = json_of(asked, response);
            check(response, document);
            impacts_.emplace(std::move(document));
        };
        question.fail = [this, shown = question.request.shown](const Error& error) {
            const Diagnostic& said = error.diagnostic();
            if (said.code != "refused-operation") return false;
            report_absent_table(client_, shown, "impacts", said.arguments.back());
            return true;
        };
        return question;
    }

    Client& client_;
    Address base_;
    Credentials& credentials_;
    const FetchOptions& options_;
    ItopModel model_;
    std::optional<JsonDocument> impacts_;
};

}  // namespace

void fetch_itop(Client& client, const Address& address, Credentials& credentials, const FetchOptions& options,
                TableConsumer& consumer) {
    Reading(client, address, credentials, options).read(consumer);
}

}  // namespace plan::fetch

#include "libplan/fetch/client.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <utility>

namespace plan::fetch {

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

void Client::each(const std::vector<Request>& requests, const Take& take) {
    std::vector<Question> questions;
    for (std::size_t index = 0; index < requests.size(); ++index)
        questions.push_back(
            {.request = requests[index], .take = [&take, index](const Response& response) { take(index, response); }});
    converse(std::move(questions));
}

Response Client::ask(const Request& request, const std::function<void(const Response&)>& check) {
    Response answer;
    Question question{.request = request, .any_status = true};
    question.take = [&](const Response& response) {
        if (check && response.status >= 200 && response.status < 300) check(response);
        answer = response;
    };
    std::vector<Question> questions;
    questions.push_back(std::move(question));
    converse(std::move(questions));
    return answer;
}

}  // namespace plan::fetch

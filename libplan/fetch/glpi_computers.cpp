#include "libplan/fetch/glpi_computers.hpp"

#include "libplan/base/text.hpp"
#include "libplan/fetch/tables.hpp"

#include <algorithm>
#include <utility>

namespace plan::fetch {

namespace {

constexpr std::size_t at_once = 50;
constexpr std::size_t most_failures = 3;

bool is_success(const Response& response) {
    return response.status >= 200 && response.status < 300;
}

}  // namespace

void refuse_glpi_answer(std::string_view type, const Response& response) {
    throw UnusableAnswer{{"unexpected-answer",
                          PLAN_TEXT("the answer is no list of {}; it begins with: {}"),
                          {std::string(type), response.body.substr(0, 256)}}};
}

Request GlpiComputers::request(Batch batch) const {
    std::string relative = "getMultipleItems?expand_dropdowns=true&get_hateoas=false";
    for (std::size_t index = batch.begin; index < batch.end; ++index) {
        const std::string item = "&items%5B" + std::to_string(index - batch.begin) + "%5D";
        relative += item + "%5Bitemtype%5D=Computer" + item + "%5Bitems_id%5D=" + percent_encoded(numbers_[index]);
    }
    const Address address = base_.below(relative);
    Request request;
    request.url = address.url();
    request.shown = address.shown();
    return request;
}

void GlpiComputers::ask() {
    if (numbers_.empty()) return;
    ask_for({0, std::min(at_once, numbers_.size())});
}

void GlpiComputers::ask_for(Batch batch) {
    auto answer = std::make_shared<Answer>();
    Question question{.request = request(batch), .any_status = true};
    question.read = [answer, asked = question.request](const Response& response) {
        JsonDocument items = json_of(asked, response);
        if (!items.root().is(JsonKind::list)) refuse_glpi_answer("Computer", response);
        answer->emplace(std::move(items));
    };
    question.take = [this, batch, answer](const Response& response) { take(batch, *answer, response); };
    if (first_) ++outstanding_;
    client_.also(std::move(question));
}

void GlpiComputers::take(Batch batch, Answer& answer, const Response& response) {
    const std::size_t size = batch.end - batch.begin;
    if (response.status == 401) client_.refuse(request(batch), response);
    if (is_success(response)) {
        given_ += size;
        answer->report_repeated_keys(client_.report());
        arrived_.emplace(batch.begin, std::pair{batch.end, std::move(answer)});
    } else {
        refusal_ = response.body;
        if (size == 1) {
            ++refused_;
            arrived_.emplace(batch.begin, std::pair{batch.end, std::nullopt});
        } else {
            const std::size_t middle = batch.begin + size / 2;
            for (const Batch half : {Batch{batch.begin, middle}, Batch{middle, batch.end}})
                if (first_)
                    next_round_.push_back(half);
                else
                    ask_for(half);
        }
    }
    add_arrived();
    if (first_ && --outstanding_ == 0) end_round();
}

/// Rounds are ended before anything is concluded from them, so that it does not depend on which answer came first.
void GlpiComputers::end_round() {
    if (given_ == 0 && refused_ >= most_failures) {
        report_absent_table(client_, base_.below("getMultipleItems").shown(), "Computer", refusal_);
        refused_ = 0;
        return;
    }
    if (given_ > 0 || next_round_.empty()) first_ = false;
    for (const Batch half : std::exchange(next_round_, {})) ask_for(half);
    if (!first_)
        for (std::size_t begin = at_once; begin < numbers_.size(); begin += at_once)
            ask_for({begin, std::min(begin + at_once, numbers_.size())});
}

void GlpiComputers::add_arrived() {
    for (auto next = arrived_.find(added_); next != arrived_.end(); next = arrived_.find(added_)) {
        auto& [end, answer] = next->second;
        added_ = end;
        if (answer)
            client_.aside(
                [this, items = std::make_shared<JsonDocument>(std::move(*answer))] { model_.add("Computer", *items); });
        arrived_.erase(next);
    }
}

void GlpiComputers::report() const {
    if (refused_ == 0) return;
    client_.report()({Severity::warning,
                      "computers-not-given",
                      PLAN_TEXT("computers that the server does not give, and that the records are without: {}"),
                      {std::to_string(refused_)},
                      {base_.shown(), 0, 0, {}}});
}

}  // namespace plan::fetch

#include "libplan/check/missing_answers.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace plan {

namespace {

using Fields = std::vector<std::uint32_t>;  // ascending, each once

/// Sets looked at before the order goes by frequency alone. A policy asks a dozen questions; a stream may name any
/// number.
constexpr std::size_t set_limit = 5'000'000;

class AnswerOrder {
public:
    explicit AnswerOrder(const Portfolio& portfolio) {
        for (const Application& application : portfolio.applications) gather(application);
    }

    MissingAnswers run();

private:
    void gather(const Application& application);
    std::uint32_t place_of(const Question& question);
    [[nodiscard]] const Fields* best() const;
    void ask(const Fields& fields);
    void ask_the_rest();
    void tell(std::uint32_t field, std::size_t unblocked);

    MissingAnswers result_;
    std::vector<MissingAnswer> fields_;  // by their first question
    std::unordered_map<std::string_view, std::uint32_t> places_;
    std::vector<std::set<std::string_view>> owners_;
    std::map<Fields, std::size_t> waiting_;  // applications by the questions that they still wait for
};

std::uint32_t AnswerOrder::place_of(const Question& question) {
    const auto [place, added] = places_.emplace(question.field, static_cast<std::uint32_t>(fields_.size()));
    if (added) {
        fields_.push_back({question.field, question.text});
        owners_.emplace_back();
    }
    return place->second;
}

void AnswerOrder::gather(const Application& application) {
    if (!application.classification) {
        ++result_.unclassified;
        return;
    }
    const Classification& classification = *application.classification;
    if (classification.questions.empty() && classification.verdict != Verdict::to_qualify) return;
    ++result_.blocked;
    if (classification.questions.empty()) {
        ++result_.without_question;
        return;
    }
    Fields asked;
    for (const Question& question : classification.questions) {
        asked.push_back(place_of(question));
        owners_[asked.back()].insert(question.owner);
    }
    std::ranges::sort(asked);
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    for (const std::uint32_t field : asked) ++fields_[field].applications;
    if (asked.size() == 1) ++fields_[asked.front()].alone;
    ++waiting_[std::move(asked)];
}

/// The set with most applications for each of its questions; the first in the order of questions among equals.
const Fields* AnswerOrder::best() const {
    const std::pair<const Fields, std::size_t>* found = nullptr;
    for (const auto& candidate : waiting_)
        if (!found || candidate.second * found->first.size() > found->second * candidate.first.size())
            found = &candidate;
    return found ? &found->first : nullptr;
}

void AnswerOrder::ask(const Fields& fields) {
    Fields order = fields;
    std::ranges::stable_sort(order, std::greater<>(), [&](std::uint32_t field) { return fields_[field].applications; });
    for (const std::uint32_t field : order) {
        std::map<Fields, std::size_t> still;
        std::size_t given = result_.answers.empty() ? 0 : result_.answers.back().unblocked;
        for (auto& [asked, applications] : waiting_) {
            Fields rest = asked;
            std::erase(rest, field);
            if (rest.empty())
                given += applications;
            else
                still[std::move(rest)] += applications;
        }
        waiting_ = std::move(still);
        tell(field, given);
    }
}

/// Those that are left, by how many applications they stand in; a set waits for the last of its questions.
void AnswerOrder::ask_the_rest() {
    std::vector<bool> open(fields_.size(), false);
    for (const auto& [asked, applications] : waiting_)
        for (const std::uint32_t field : asked) open[field] = true;
    Fields order;
    for (std::uint32_t field = 0; field < open.size(); ++field)
        if (open[field]) order.push_back(field);
    std::ranges::stable_sort(order, std::greater<>(), [&](std::uint32_t field) { return fields_[field].applications; });
    std::vector<std::size_t> rank(fields_.size(), 0), given(order.size(), 0);
    for (std::size_t position = 0; position < order.size(); ++position) rank[order[position]] = position;
    for (const auto& [asked, applications] : waiting_) {
        std::size_t last = 0;
        for (const std::uint32_t field : asked) last = std::max(last, rank[field]);
        given[last] += applications;
    }
    std::size_t unblocked = result_.answers.empty() ? 0 : result_.answers.back().unblocked;
    for (std::size_t position = 0; position < order.size(); ++position)
        tell(order[position], unblocked += given[position]);
    waiting_.clear();
}

void AnswerOrder::tell(std::uint32_t field, std::size_t unblocked) {
    MissingAnswer& answer = result_.answers.emplace_back(std::move(fields_[field]));
    answer.owners = owners_[field].size();
    answer.unblocked = unblocked;
}

MissingAnswers AnswerOrder::run() {
    std::size_t looked_at = 0;
    while (const Fields* next = best()) {
        looked_at += waiting_.size() * (1 + next->size());
        if (looked_at > set_limit)
            ask_the_rest();
        else
            ask(Fields(*next));
    }
    return std::move(result_);
}

}  // namespace

MissingAnswers missing_answers(const Portfolio& portfolio) {
    return AnswerOrder(portfolio).run();
}

}  // namespace plan

#include "libplan/view/mermaid_gantt.hpp"

#include "libplan/view/gantt_rows.hpp"
#include "libplan/view/project_text.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace plan {

namespace {

/// Lower-case letters, digits and the percent sign can begin something else than a name at the start of a line.
bool may_begin_syntax(std::string_view name) {
    constexpr std::array<std::string_view, 20> words = {
        "gantt",    "dateformat", "inclusiveenddates", "topaxis", "axisformat", "tickinterval",
        "includes", "excludes",   "todaymarker",       "weekday", "weekend",    "title",
        "acctitle", "accdescr",   "section",           "click",   "call",       "href",
        "end",      "%"};
    if (!name.empty() && name.front() >= '0' && name.front() <= '9') return true;
    std::string lower(name.substr(0, 20));
    for (char& letter : lower)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return std::ranges::any_of(words, [&lower](std::string_view word) { return lower.starts_with(word); });
}

/// A name in a line of its own: "Paie#58; agents".
std::string mermaid_text(std::string_view text) {
    constexpr std::size_t longest = 120;  // more does not fit beside a bar
    const std::string name = shortened(visible_text(text), longest);
    const std::size_t first = std::min(name.find_first_not_of(' '), name.size());
    const bool guarded = may_begin_syntax(std::string_view(name).substr(first));
    std::string out;
    for (std::size_t at = first; at < name.size(); ++at) {
        const char letter = name[at];
        const bool syntax = std::string_view(":;#&<>\"'`%{}\\").find(letter) != std::string_view::npos;
        if (syntax || (guarded && at == first))
            fmt::format_to(std::back_inserter(out), "#{};", static_cast<int>(static_cast<unsigned char>(letter)));
        else
            out += letter;
    }
    return out.empty() ? "-" : out;
}

class MermaidWriter {
public:
    MermaidWriter(const Portfolio& portfolio, Language language)
        : portfolio_(portfolio), language_(language), chart_(gantt_rows(portfolio, std::nullopt, language)) {}

    std::string write() {
        out_ = "gantt\n";
        out_ += "    title " + std::string(Words{"Plan de migration", "Migration plan"}.in(language_)) + "\n";
        out_ += "    dateFormat YYYY-MM-DD\n    axisFormat %Y-%m\n";
        for (std::size_t index = 0; index < chart_.rows.size(); ++index) {
            const GanttRow& row = chart_.rows[index];
            if (!row.start || row.kind == RowKind::group) continue;
            if (row.level == 0)
                section(row);
            else
                bar(row.label, tags_of(row) + "r" + std::to_string(index) + ", ", *row.start, *row.finish);
        }
        return std::move(out_);
    }

private:
    void section(const GanttRow& row) {
        out_ += "    section " + mermaid_text(row.label) + "\n";
        if (!row.cutover_start) return;
        const std::string name(Words{"Bascule", "Cut-over"}.in(language_));
        bar(name, "crit, ", *row.cutover_start, *row.cutover_finish);
    }

    /// An end is the first day that is not in the bar.
    void bar(std::string_view name, const std::string& tags, Date start, Date finish) {
        out_ += "    " + mermaid_text(name) + " :" + tags + start.to_iso() + ", " + (finish + 1).to_iso() + "\n";
    }

    [[nodiscard]] std::string tags_of(const GanttRow& row) const {
        const auto all = [&](TaskStatus status) {
            return std::ranges::all_of(row.tasks,
                                       [&](std::size_t task) { return portfolio_.tasks[task].status == status; });
        };
        const bool begun = std::ranges::any_of(row.tasks, [&](std::size_t task) {
            const TaskStatus status = portfolio_.tasks[task].status;
            return status == TaskStatus::done || status == TaskStatus::in_progress;
        });
        if (row.tasks.empty()) return {};
        return all(TaskStatus::done) ? "done, " : begun ? "active, " : "";
    }

    const Portfolio& portfolio_;
    Language language_;
    GanttRows chart_;
    std::string out_;
};

}  // namespace

std::string mermaid_gantt(const Portfolio& portfolio, Language language) {
    return MermaidWriter(portfolio, language).write();
}

}  // namespace plan

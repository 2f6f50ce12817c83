#include "libplan/view/task_juggler.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/project_outline.hpp"
#include "libplan/view/project_text.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>
#include <vector>

namespace plan {

namespace {

/// Between quotation marks. A dollar sign before a brace or parenthesis would be expanded, even there: it gets a space.
std::string quoted(std::string_view text) {
    constexpr std::size_t longest = 255;
    const std::string shown = shortened(visible_text(text), longest);
    std::string out = "\"";
    for (std::size_t at = 0; at < shown.size(); ++at) {
        const char letter = shown[at];
        if (letter == '"' || letter == '\\') out += '\\';
        out += letter;
        if (letter == '$' && at + 1 < shown.size() && (shown[at + 1] == '{' || shown[at + 1] == '(')) out += ' ';
    }
    return out + '"';
}

class TaskJugglerWriter {
public:
    TaskJugglerWriter(const Portfolio& portfolio, std::optional<Date> now, Language language)
        : portfolio_(portfolio), language_(language), plan_(project_outline(portfolio, language)), now_(now) {}

    std::string write() {
        head();
        for (std::size_t team = 0; team < plan_.teams.size(); ++team)
            add("resource team{} {}\n", team + 1, quoted(plan_.teams[team].name));
        tasks();
        reports();
        return std::move(out_);
    }

private:
    template <class... Arguments>
    void add(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(out_), text, std::forward<Arguments>(arguments)...);
    }
    void indent(std::size_t level) { out_.append(2 * level, ' '); }

    void head() {
        // Whole months, as everything has to lie within.
        add("project plan {} {} - {} {{\n", quoted(plan_.title), plan_.chart.first.to_iso(),
            (plan_.chart.last + 1).to_iso());
        out_ += "  timezone \"Europe/Paris\"\n  timeformat \"%Y-%m-%d\"\n";
        const Date now = now_.value_or(plan_.start);
        if (now >= plan_.chart.first && now <= plan_.chart.last) add("  now {}\n", now.to_iso());
        out_ += "}\n\n";
        for (const CalendarException& exception : plan_.calendars.front().exceptions) {
            if (exception.worked || exception.finish < plan_.chart.first || exception.start > plan_.chart.last)
                continue;
            add("leaves holiday {} {} - {}\n", quoted(exception.name), exception.start.to_iso(),
                (exception.finish + 1).to_iso());
        }
        out_ += "\n";
    }

    void tasks() {
        out_ += "\n";
        std::vector<std::size_t> open;
        const auto close = [&](std::size_t level) {
            while (open.size() >= level) {
                indent(open.size() - 1);
                out_ += "}\n";
                open.pop_back();
            }
        };
        for (std::size_t index = 0; index < plan_.items.size(); ++index) {
            close(plan_.items[index].level);
            task(index);
            open.push_back(index);
        }
        close(1);
    }

    void task(std::size_t index) {
        const OutlineItem& item = plan_.items[index];
        indent(item.level - 1);
        add("task t{} {} {{\n", index + 1, quoted(item.name));
        if (!item.task) return;
        const Task& record = portfolio_.tasks[*item.task];
        const auto line = [&](const std::string& text) {
            indent(item.level);
            out_ += text + "\n";
        };
        // Within the day, so that reports show the last day and not the one after.
        line("start " + item.start.to_iso() + "-08:00");
        line("end " + item.finish.to_iso() + "-17:00");
        if (record.status == TaskStatus::done) line("complete 100");
        if (item.team) line(fmt::format("responsible team{}", *item.team + 1));
        if (item.links.empty()) return;
        std::string links;
        for (const OutlineLink& link : item.links) {
            links += (links.empty() ? "" : ", ") + path_of(link.from);
            if (link.lag_days > 0) links += fmt::format(" {{ gapduration {}d }}", link.lag_days);
        }
        line("depends " + links);
    }

    /// From the outermost task: "t1.t4.t5".
    [[nodiscard]] std::string path_of(std::size_t index) const {
        std::string path = fmt::format("t{}", index + 1);
        for (auto above = plan_.items[index].parent; above; above = plan_.items[*above].parent)
            path.insert(0, fmt::format("t{}.", *above + 1));
        return path;
    }

    void reports() {
        add("\ntaskreport plan \"plan\" {{\n  headline {}\n  formats csv, html\n"
            "  columns bsi, id, name, start, end, responsible\n  hideresource 1\n  sorttasks tree, seqno.up\n}}\n",
            quoted(plan_.title));
    }

    const Portfolio& portfolio_;
    Language language_;
    ProjectOutline plan_;
    std::optional<Date> now_;
    std::string out_;
};

}  // namespace

std::string task_juggler_project(const Portfolio& portfolio, std::optional<Date> now, Language language) {
    return TaskJugglerWriter(portfolio, now, language).write();
}

}  // namespace plan

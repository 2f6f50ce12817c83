#include "libplan/view/icalendar.hpp"

#include "libplan/base/sha256.hpp"
#include "libplan/base/text.hpp"
#include "libplan/view/gantt_rows.hpp"
#include "libplan/view/project_text.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace plan {

namespace {

/// Section 3.3.11: what parts values, and line ends.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '\n') {
            out += "\\n";
            continue;
        }
        if (letter == '\\' || letter == ';' || letter == ',') out += '\\';
        out += letter;
    }
    return out;
}

/// Section 3.1: a line is at most 75 octets long; a longer one goes on after a line end and a blank.
void append_line(std::string& out, std::string_view line) {
    std::size_t room = 75;
    while (line.size() > room) {
        std::size_t cut = room;
        while ((static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
        out += line.substr(0, cut);
        out += "\r\n ";
        line.remove_prefix(cut);
        room = 74;  // the blank counts
    }
    out += line;
    out += "\r\n";
}

class CalendarFile {
public:
    CalendarFile(const Portfolio& portfolio, std::optional<Date> stamp, Language language)
        : portfolio_(portfolio), language_(language), chart_(gantt_rows(portfolio, std::nullopt, language)) {
        stamp_ = compact_date(stamp.value_or(first_day())) + "T000000Z";
    }

    std::string write() {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//Plan Nuage//plan-export//" + std::string(language_ == Language::french ? "FR" : "EN"));
        line("CALSCALE:GREGORIAN");
        line("X-WR-CALNAME:" + escaped(say({"Vagues de migration", "Migration waves"})));
        for (std::size_t index = 0; index < chart_.rows.size(); ++index)
            if (chart_.rows[index].kind == RowKind::wave) event(index);
        line("END:VCALENDAR");
        return std::move(out_);
    }

private:
    void line(const std::string& text) { append_line(out_, text); }
    [[nodiscard]] std::string say(Words words) const { return std::string(words.in(language_)); }

    [[nodiscard]] Date first_day() const {
        Date first = portfolio_.tasks.front().start;
        for (const Task& task : portfolio_.tasks) first = std::min(first, task.start);
        return first;
    }

    void event(std::size_t index) {
        const GanttRow& row = chart_.rows[index];
        const auto wave = std::ranges::find(portfolio_.waves, *row.wave, &Wave::number);
        const bool known = wave != portfolio_.waves.end();
        // Without a record the wave is where its cut-overs are, or else all its work.
        const Date start = known ? wave->start : row.cutover_start.value_or(*row.start);
        const Date finish = std::max(start, known ? wave->finish : row.cutover_finish.value_or(*row.finish));
        line("BEGIN:VEVENT");
        line("UID:" + sha256_text("wave:" + (row.id.empty() ? std::to_string(*row.wave) : row.id)).substr(0, 32) +
             "@plan-nuage");
        line("DTSTAMP:" + stamp_);
        line("DTSTART;VALUE=DATE:" + compact_date(start));
        line("DTEND;VALUE=DATE:" + compact_date(finish + 1));  // the day after the last
        line("SUMMARY:" + escaped(row.label + " – " +
                                  counted(static_cast<std::int64_t>(row.applications), {"application", "application"},
                                          {"applications", "applications"}, language_)));
        line("DESCRIPTION:" + escaped(description(index, known ? &*wave : nullptr)));
        line("CATEGORIES:" + escaped(say({"Bascule", "Cut-over"})));
        // It takes nobody's time by itself.
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    [[nodiscard]] std::string description(std::size_t index, const Wave* wave) const {
        std::vector<std::string> lines;
        if (wave && !wave->window.empty())
            lines.push_back(say({"Fenêtre\u00a0: ", "Window: "}) + visible_text(wave->window));
        const GanttRow& section = chart_.rows[index];
        lines.push_back(say({"Charge\u00a0: ", "Effort: "}) + quantity_text(section.effort_days, 0, language_) +
                        say({"\u00a0j.-pers.", "\u00a0person-days"}));
        for (std::size_t below = index + 1; below < section.end; ++below) {
            const GanttRow& row = chart_.rows[below];
            if (row.kind == RowKind::group) lines.push_back(say({"Groupe ", "Group "}) + row.label);
            if (row.kind == RowKind::application) lines.push_back("- " + row.label + " (" + visible_text(row.id) + ")");
        }
        return join(lines, "\n");
    }

    const Portfolio& portfolio_;
    Language language_;
    GanttRows chart_;
    std::string stamp_, out_;
};

}  // namespace

std::string icalendar(const Portfolio& portfolio, std::optional<Date> stamp, Language language) {
    return CalendarFile(portfolio, stamp, language).write();
}

}  // namespace plan

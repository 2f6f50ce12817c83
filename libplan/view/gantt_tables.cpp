#include "libplan/base/text.hpp"
#include "libplan/view/gantt_page.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

/// The tables that say in words what the page draws.
namespace plan {

namespace {

constexpr std::array table_phases = {Phase::onboard, Phase::study,   Phase::build,       Phase::migrate,
                                     Phase::test,    Phase::cutover, Phase::decommission};

std::string text_of(std::string_view key, Language language) {
    return gantt_text(key, language).value_or("");
}

void head_cell(std::string& html, std::string_view text, std::string_view scope = "col") {
    html += fmt::format("<th scope=\"{}\">{}</th>", scope, escape_markup(text));
}

void body_cell(std::string& html, std::string_view text) {
    html += fmt::format("<td>{}</td>", escape_markup(text));
}

void begin_table(std::string& html, std::string_view caption) {
    html += fmt::format("<table><caption>{}</caption>\n<thead><tr>", escape_markup(caption));
}

class ApplicationTable {
public:
    ApplicationTable(const Portfolio& portfolio, const GanttRows& chart, Language language)
        : portfolio_(portfolio), chart_(chart), language_(language), phases_(phases_in_use()) {
        for (const Team& team : portfolio.teams) team_names_.emplace(team.id, team.name.empty() ? team.id : team.name);
    }

    std::string html() {
        begin_table(html_, text_of("table_caption", language_));
        head_cell(html_, Words{"Application", "Application"}.in(language_));
        for (const std::string_view key : {"code", "wave", "group", "class", "target", "strategy", "team"})
            head_cell(html_, text_of(key, language_));
        for (const Phase phase : phases_) head_cell(html_, name_of(phase, language_));
        if (!portfolio_.bridges.empty()) head_cell(html_, text_of("bridges", language_));
        html_ += "</tr></thead>\n<tbody>\n";
        for (const GanttRow& row : chart_.rows)
            if (row.kind == RowKind::application || row.kind == RowKind::target) write(row);
        return html_ + "</tbody></table>";
    }

private:
    /// Phases that some task has, as columns.
    std::vector<Phase> phases_in_use() const {
        std::array<bool, 8> used{};
        for (const Task& task : portfolio_.tasks) used[static_cast<std::size_t>(task.phase)] = true;
        std::vector<Phase> phases;
        for (const Phase phase : table_phases)
            if (used[static_cast<std::size_t>(phase)]) phases.push_back(phase);
        return phases;
    }

    void write(const GanttRow& row) {
        html_ += "<tr>";
        head_cell(html_, row.label, "row");
        body_cell(html_, visible_text(row.id));
        const GanttRow* above = &chart_.rows[*row.parent];
        const bool grouped = above->kind == RowKind::group;
        body_cell(html_, grouped ? chart_.rows[*above->parent].label : above->label);
        body_cell(html_, grouped ? above->label : "");
        decided(row);
        body_cell(html_, teams_of(row));
        for (const Phase phase : phases_) body_cell(html_, dates_of(row, phase));
        if (!portfolio_.bridges.empty()) body_cell(html_, bridges_of(row));
        html_ += "</tr>\n";
    }

    void decided(const GanttRow& row) {
        const Application* application = row.application ? &portfolio_.applications[*row.application] : nullptr;
        body_cell(html_, application ? visible_text(class_swatch(shown_class(*application)).name(language_)) : "");
        body_cell(html_, application && application->hosting ? visible_text(application->hosting->target) : "");
        body_cell(html_, application && application->assessment ? name_of(application->assessment->strategy, language_)
                                                                : std::string_view());
    }

    std::string teams_of(const GanttRow& row) const {
        std::vector<std::string_view> ids;
        for (const std::size_t index : row.tasks) {
            const std::string& team = portfolio_.tasks[index].team;
            if (!team.empty() && std::ranges::find(ids, team) == ids.end()) ids.emplace_back(team);
        }
        std::string names;
        for (const std::string_view id : ids) {
            const auto known = team_names_.find(id);
            if (!names.empty()) names += ", ";
            names += visible_text(known == team_names_.end() ? id : known->second);
        }
        return names;
    }

    std::string dates_of(const GanttRow& row, Phase phase) const {
        std::string dates;
        for (const std::size_t index : row.tasks) {
            const Task& task = portfolio_.tasks[index];
            if (task.phase != phase) continue;
            if (!dates.empty()) dates += "; ";
            dates += date_range(task.start, last_day(task), language_);
            if (task.critical.value_or(false)) dates += "\u00a0*";
            if (task.slack_days.value_or(0) > 0)
                dates += fmt::format(" · {} {}\u00a0{}", text_of("slack_short", language_), *task.slack_days,
                                     text_of("days_short", language_));
            dates += former_dates(index, task);
        }
        return dates;
    }

    std::string former_dates(std::size_t index, const Task& task) const {
        if (!chart_.baseline) return "";
        const auto& former = chart_.baseline->tasks[index];
        if (!former) return " · " + text_of("not_in_baseline", language_);
        if (*former == DaySpan{task.start, last_day(task)}) return "";
        return fmt::format(" · {} {}", text_of("baseline_short", language_),
                           date_range(former->start, former->finish, language_));
    }

    std::string bridges_of(const GanttRow& row) const {
        std::string text;
        if (!row.application) return text;
        for (const std::size_t index : chart_.bridges[*row.application]) {
            const Bridge& bridge = portfolio_.bridges[index];
            if (!text.empty()) text += "; ";
            text += visible_text(bridge.from == row.id ? bridge.to : bridge.from) + ", " +
                    date_range(bridge.start, std::max(bridge.start, bridge.finish), language_);
        }
        return text;
    }

    const Portfolio& portfolio_;
    const GanttRows& chart_;
    Language language_;
    std::vector<Phase> phases_;
    std::map<std::string_view, std::string> team_names_;
    std::string html_;
};

std::string_view band_key(BandKind kind) {
    switch (kind) {
        case BandKind::freeze:
            return "freeze_sign";
        case BandKind::holiday:
            return "holiday_sign";
        default:
            return "window_sign";
    }
}

/// "12,5 / 40 (31 %)", in person-days; what is too much is said in words.
std::string load_text(const LoadSum& sum, bool known, Language language) {
    if (sum.busy <= 0 && sum.available <= 0) return "–";
    std::string text = quantity_text(sum.busy, 1, language);
    if (!known) return text;
    text += " / " + quantity_text(sum.available, 1, language);
    if (sum.available > 0)
        text += fmt::format(" ({}{})", quantity_text(100 * sum.busy / sum.available, 0, language),
                            language == Language::french ? "\u00a0%" : "%");
    return sum.exceeded ? text + ", " + text_of("exceeded", language) : text;
}

}  // namespace

std::string gantt_table_html(const Portfolio& portfolio, const GanttRows& chart, Language language) {
    return ApplicationTable(portfolio, chart, language).html();
}

std::string gantt_calendar_html(const GanttRows& chart, Language language) {
    std::string html;
    begin_table(html, text_of("calendar_caption", language));
    for (const std::string_view key : {"kind", "dates", "name"}) head_cell(html, text_of(key, language));
    html += "</tr></thead>\n<tbody>\n";
    for (const DayBand& band : chart.bands) {
        html += "<tr>";
        head_cell(html, text_of(band_key(band.kind), language), "row");
        body_cell(html, date_range(band.start, band.finish, language));
        body_cell(html, band.label);
        html += "</tr>\n";
    }
    return html + "</tbody></table>";
}

std::string gantt_load_html(const GanttRows& chart, const std::vector<TeamLoad>& loads, Language language) {
    if (loads.empty()) return "";
    std::string html;
    begin_table(html, text_of("load_caption", language));
    head_cell(html, text_of("month", language));
    std::vector<std::vector<LoadSum>> months;
    for (const TeamLoad& load : loads) {
        head_cell(html, load.name);
        months.push_back(monthly_sums(load, chart));
    }
    html += "</tr></thead>\n<tbody>\n";
    for (std::size_t month = 0; month < months.front().size(); ++month) {
        const Date start = months.front()[month].start;
        html += "<tr>";
        head_cell(html, fmt::format("{} {}", month_name(start.month(), language), start.year()), "row");
        for (std::size_t team = 0; team < loads.size(); ++team)
            body_cell(html, load_text(months[team][month], loads[team].capacity.has_value(), language));
        html += "</tr>\n";
    }
    return html + "</tbody></table>";
}

}  // namespace plan

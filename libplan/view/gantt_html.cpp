#include "libplan/view/gantt_html.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/csp_hash.hpp"
#include "libplan/view/gantt_page.hpp"
#include "libplan/view/html_template.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/plan_facts.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <array>

namespace plan {

namespace {

constexpr std::array table_phases = {Phase::onboard, Phase::study,   Phase::build,       Phase::migrate,
                                     Phase::test,    Phase::cutover, Phase::decommission};

std::string facts_html(const Portfolio& portfolio, const GanttRows& chart, Language language) {
    std::string html;
    for (const PlanFact& fact : plan_facts(portfolio, chart, language))
        html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", escape_markup(fact.label), escape_markup(fact.value));
    return html;
}

/// Phases that some task has, as columns.
std::vector<Phase> phases_in_use(const Portfolio& portfolio) {
    std::array<bool, 8> used{};
    for (const Task& task : portfolio.tasks) used[static_cast<std::size_t>(task.phase)] = true;
    std::vector<Phase> phases;
    for (const Phase phase : table_phases)
        if (used[static_cast<std::size_t>(phase)]) phases.push_back(phase);
    return phases;
}

std::string dates_of(const Portfolio& portfolio, const GanttRow& row, Phase phase, Language language) {
    std::string dates;
    for (const std::size_t index : row.tasks) {
        const Task& task = portfolio.tasks[index];
        if (task.phase != phase) continue;
        if (!dates.empty()) dates += ", ";
        dates += date_range(task.start, last_day(task), language) + (task.critical.value_or(false) ? "\u00a0*" : "");
    }
    return dates;
}

/// Name of the section a row stands in.
const std::string& section_of(const GanttRows& chart, const GanttRow& row) {
    const GanttRow* at = &row;
    while (at->parent) at = &chart.rows[*at->parent];
    return at->label;
}

void head_cell(std::string& html, std::string_view text) {
    html += fmt::format("<th scope=\"col\">{}</th>", escape_markup(text));
}

void body_cell(std::string& html, std::string_view text) {
    html += fmt::format("<td>{}</td>", escape_markup(text));
}

std::string target_of(const Portfolio& portfolio, const GanttRow& row) {
    if (!row.application) return "";
    const auto& hosting = portfolio.applications[*row.application].hosting;
    return hosting ? visible_text(hosting->target) : "";
}

std::string class_of(const Portfolio& portfolio, const GanttRow& row, Language language) {
    if (!row.application) return "";
    return visible_text(class_swatch(shown_class(portfolio.applications[*row.application])).name(language));
}

}  // namespace

std::string gantt_table_html(const Portfolio& portfolio, const GanttRows& chart, Language language) {
    const auto text = [language](std::string_view key) { return gantt_text(key, language).value_or(""); };
    const std::vector<Phase> phases = phases_in_use(portfolio);
    std::string html = fmt::format("<table><caption>{}</caption>\n<thead><tr>", escape_markup(text("table_caption")));
    head_cell(html, Words{"Application", "Application"}.in(language));
    for (const std::string_view key : {"code", "wave", "class", "target"}) head_cell(html, text(key));
    for (const Phase phase : phases) head_cell(html, name_of(phase, language));
    html += "</tr></thead>\n<tbody>\n";
    for (const GanttRow& row : chart.rows) {
        if (row.kind != RowKind::application && row.kind != RowKind::target) continue;
        html += fmt::format("<tr><th scope=\"row\">{}</th>", escape_markup(row.label));
        body_cell(html, visible_text(row.id));
        body_cell(html, section_of(chart, row));
        body_cell(html, class_of(portfolio, row, language));
        body_cell(html, target_of(portfolio, row));
        for (const Phase phase : phases) body_cell(html, dates_of(portfolio, row, phase, language));
        html += "</tr>\n";
    }
    return html + "</tbody></table>";
}

std::string gantt_html(const Portfolio& portfolio, const GanttRows& chart, const GanttTemplate& files,
                       std::string_view title, Language language) {
    const auto value = [&](std::string_view name) -> std::optional<std::string> {
        if (name.starts_with("text.")) return gantt_text(name.substr(5), language);
        if (name == "language") return language == Language::french ? "fr" : "en";
        if (name == "title")
            return title.empty() ? std::string(Words{"Plan de migration", "Migration plan"}.in(language))
                                 : visible_text(title);
        if (name == "facts") return facts_html(portfolio, chart, language);
        if (name == "table") return gantt_table_html(portfolio, chart, language);
        if (name == "data") return embed_json(gantt_data(portfolio, chart, language));
        if (name == "style") return files.style;
        if (name == "script") return files.script;
        if (name == "style_hash") return csp_hash(files.style);
        if (name == "script_hash") return csp_hash(files.script);
        return std::nullopt;
    };
    return fill_template(files.page, "gantt.html", value);
}

}  // namespace plan

#include "libplan/view/gantt_html.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/csp_hash.hpp"
#include "libplan/view/gantt_page.hpp"
#include "libplan/view/html_template.hpp"
#include "libplan/view/plan_facts.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

namespace plan {

namespace {

std::string facts_html(const Portfolio& portfolio, const GanttRows& chart, Language language) {
    std::string html;
    for (const PlanFact& fact : plan_facts(portfolio, chart, language))
        html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", escape_markup(fact.label), escape_markup(fact.value));
    return html;
}

}  // namespace

std::string gantt_html(const Portfolio& portfolio, const GanttRows& chart, const GanttTemplate& files,
                       std::string_view title, Language language) {
    const std::vector<TeamLoad> loads = team_loads(portfolio, chart);
    const auto value = [&](std::string_view name) -> std::optional<std::string> {
        if (name.starts_with("text.")) return gantt_text(name.substr(5), language);
        if (name == "language") return language == Language::french ? "fr" : "en";
        if (name == "title")
            return title.empty() ? std::string(Words{"Plan de migration", "Migration plan"}.in(language))
                                 : visible_text(title);
        if (name == "facts") return facts_html(portfolio, chart, language);
        if (name == "table") return gantt_table_html(portfolio, chart, language);
        if (name == "calendar_table") return gantt_calendar_html(chart, language);
        if (name == "load_table") return gantt_load_html(chart, loads, language);
        if (name == "data") return embed_json(gantt_data(portfolio, chart, loads, language));
        if (name == "style") return files.style;
        if (name == "script") return files.script;
        if (name == "style_hash") return csp_hash(files.style);
        if (name == "script_hash") return csp_hash(files.script);
        return std::nullopt;
    };
    return fill_template(files.page, "gantt.html", value);
}

}  // namespace plan

#include "libplan/view/steps_html.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/csp_hash.hpp"
#include "libplan/view/html_template.hpp"
#include "libplan/view/steps_page.hpp"
#include "libplan/view/steps_texts.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace plan {

namespace {

std::string number(std::size_t count, Language language) {
    return count_text(static_cast<std::int64_t>(count), language);
}

/// Key figures of the whole plan.
std::string facts_html(const Portfolio& portfolio, const MigrationSteps& steps, Language language) {
    std::vector<std::pair<Words, std::string>> facts = {
        {{"Applications", "Applications"}, number(portfolio.applications.size(), language)},
        {{"Se déplacent", "Move"}, number(steps.moving, language)},
        {{"Période", "Period"}, date_range(steps.steps.front().day, steps.steps.back().day, language)},
        {{"Passerelles", "Bridges"}, number(steps.bridges.size(), language)}};
    if (steps.peak)
        facts.push_back({{"Au plus fort", "At the peak"},
                         fmt::format("{} ({})", number(steps.peak->bridges, language),
                                     date_range(steps.peak->start, steps.peak->finish, language))});
    std::string html;
    for (const auto& [label, value] : facts)
        html +=
            fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", escape_markup(label.in(language)), escape_markup(value));
    return html;
}

}  // namespace

std::string steps_html(const Portfolio& portfolio, const StepsTemplate& files, std::string_view title,
                       std::optional<Date> day, Language language, const Report& report) {
    const MigrationSteps steps = migration_steps(portfolio, language, report);
    const auto value = [&](std::string_view name) -> std::optional<std::string> {
        if (name.starts_with("text.")) return steps_text(name.substr(5), language);
        if (name == "language") return language == Language::french ? "fr" : "en";
        if (name == "title") return title.empty() ? steps_text("title", language) : visible_text(title);
        if (name == "facts") return facts_html(portfolio, steps, language);
        if (name == "steps_table") return steps_table_html(portfolio, steps, language);
        if (name == "bridges_table") return step_bridges_html(portfolio, steps, language);
        if (name == "applications_table") return step_applications_html(portfolio, steps, language);
        if (name == "data") return embed_json(steps_data(portfolio, steps, day ? steps.step_on(*day) : 0, language));
        if (name == "style") return files.style;
        if (name == "script") return files.script;
        if (name == "style_hash") return csp_hash(files.style);
        if (name == "script_hash") return csp_hash(files.script);
        return std::nullopt;
    };
    return fill_template(files.page, "steps.html", value);
}

}  // namespace plan

#include "libplan/base/text.hpp"
#include "libplan/view/steps_page.hpp"
#include "libplan/view/steps_texts.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

/// The tables that say in words what the page shows step by step.
namespace plan {

namespace {

class HtmlTable {
public:
    HtmlTable(std::string_view caption_key, std::initializer_list<std::string_view> column_keys, Language language) {
        html_ = fmt::format("<table><caption>{}</caption>\n<thead><tr>",
                            escape_markup(steps_text(caption_key, language).value_or("")));
        for (const std::string_view key : column_keys)
            html_ += fmt::format("<th scope=\"col\">{}</th>", escape_markup(steps_text(key, language).value_or("")));
        html_ += "</tr></thead>\n<tbody>\n";
    }

    /// The first cell heads the row.
    void row(const std::vector<std::string>& cells) {
        html_ += "<tr>";
        for (std::size_t place = 0; place < cells.size(); ++place)
            html_ += fmt::format(fmt::runtime(place == 0 ? "<th scope=\"row\">{}</th>" : "<td>{}</td>"),
                                 escape_markup(cells[place]));
        html_ += "</tr>\n";
    }

    std::string end() { return std::move(html_) + "</tbody></table>"; }

private:
    std::string html_;
};

std::string count(std::size_t number, Language language) {
    return count_text(static_cast<std::int64_t>(number), language);
}

/// "SESAME – Passerelle d’identité".
std::string full_name(const Application& application) {
    if (application.name.empty() || application.name == application.id) return visible_text(application.id);
    return visible_text(application.id) + " – " + visible_text(application.name);
}

}  // namespace

std::string steps_table_html(const Portfolio& portfolio, const MigrationSteps& steps, Language language) {
    HtmlTable table(
        "steps_caption",
        {"step", "date", "cutovers", "moved", "remaining", "bridges", "opened", "closed", "arrivals", "who"}, language);
    for (std::size_t place = 0; place < steps.steps.size(); ++place) {
        const MigrationStep& step = steps.steps[place];
        std::vector<std::string> who;
        for (const std::uint32_t application : step.arrivals)
            who.push_back(visible_text(portfolio.applications[application].id));
        table.row({step_name(steps, place, language), short_date(step.day, language),
                   step.start ? date_range(*step.start, *step.finish, language) : std::string(),
                   count(step.moved, language), count(steps.moving - step.moved, language), count(step.held, language),
                   count(step.opened, language), count(step.closed, language), count(step.arrivals.size(), language),
                   join(who, ", ")});
    }
    return table.end();
}

std::string step_bridges_html(const Portfolio& portfolio, const MigrationSteps& steps, Language language) {
    HtmlTable table("bridges_caption", {"from", "to", "between", "start", "finish", "days", "weight", "flows"},
                    language);
    std::vector<HeldBridge> order = steps.bridges;
    std::ranges::stable_sort(order, {}, [](const HeldBridge& held) { return std::pair(held.start, held.finish); });
    for (const HeldBridge& held : order) {
        const Bridge& record = portfolio.bridges[held.bridge];
        const auto place = [&](std::uint32_t application) {
            return visible_text(steps.states.places()[steps.states.whereabouts()[application].on(held.start)].name);
        };
        table.row({full_name(portfolio.applications[held.from]), full_name(portfolio.applications[held.to]),
                   place(held.from) + " – " + place(held.to), short_date(held.start, language),
                   short_date(held.finish, language), count_text(held.finish - held.start + 1, language),
                   quantity_text(record.weight, 2, language), count_text(record.flows, language)});
    }
    return table.end();
}

std::string step_applications_html(const Portfolio& portfolio, const MigrationSteps& steps, Language language) {
    HtmlTable table("applications_caption", {"application", "code", "domain", "before", "after", "arrives_on", "wave"},
                    language);
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        const Whereabouts& where = steps.states.whereabouts()[index];
        const auto place = [&](std::uint32_t number) { return visible_text(steps.states.places()[number].name); };
        const bool waved = application.planned && application.planned->wave;
        table.row({visible_text(application.name.empty() ? application.id : application.name),
                   visible_text(application.id), visible_text(domain_of(application)), place(where.before),
                   where.arrives ? place(where.after) : std::string(),
                   where.arrives ? short_date(*where.arrives, language) : std::string(),
                   waved ? count_text(*application.planned->wave, language) : std::string()});
    }
    return table.end();
}

}  // namespace plan

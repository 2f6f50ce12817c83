#include "libplan/view/gantt_project.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/project_outline.hpp"
#include "libplan/view/project_text.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string_view>
#include <vector>

namespace plan {

namespace {

constexpr std::size_t longest_name = 255;

/// CDATA ends where its text says so: such an end is parted.
std::string character_data(std::string_view text) {
    std::string out = "<![CDATA[";
    const std::string clean = shortened(text, std::size_t{1} << 16);
    for (std::size_t at = 0; at < clean.size(); ++at) {
        if (std::string_view(clean).substr(at).starts_with("]]>")) {
            out += "]]]]><![CDATA[>";
            at += 2;
            continue;
        }
        out += clean[at];
    }
    return out + "]]>";
}

class GanttProjectWriter {
public:
    GanttProjectWriter(const Portfolio& portfolio, Language language)
        : portfolio_(portfolio),
          language_(language),
          plan_(project_outline(portfolio, language)),
          followers_(plan_.items.size()) {
        for (std::size_t index = 0; index < plan_.items.size(); ++index)
            for (const OutlineLink& link : plan_.items[index].links)
                followers_[link.from].push_back({index, link.lag_days});
    }

    std::string write() {
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        add("<project name=\"{}\" company=\"\" webLink=\"\" view-date=\"{}\" view-index=\"0\" "
            "gantt-divider-location=\"400\" resource-divider-location=\"300\" version=\"3.2.3200\" locale=\"{}\">\n",
            xml_text(plan_.title), plan_.start.to_iso(), language_ == Language::french ? "fr" : "en");
        out_ += "<description/>\n<view zooming-state=\"default:4\" id=\"gantt-chart\"/>\n";
        calendar();
        tasks();
        teams();
        allocations();
        out_ += "<vacations/>\n<previous/>\n<roles roleset-name=\"Default\"/>\n</project>\n";
        return std::move(out_);
    }

private:
    template <class... Arguments>
    void add(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(out_), text, std::forward<Arguments>(arguments)...);
    }

    /// Weekends are shown only, and days off are neutral events.
    void calendar() {
        constexpr std::array<std::string_view, 7> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
        const ProjectCalendar& calendar = plan_.calendars.front();
        out_ +=
            "<calendars>\n<day-types>\n<day-type id=\"0\"/>\n<day-type id=\"1\"/>\n"
            "<default-week id=\"1\" name=\"default\"";
        for (std::size_t day = 0; day < days.size(); ++day)
            add(" {}=\"{}\"", days[day], (calendar.workdays >> day & 1U) != 0 ? 0 : 1);
        out_ += "/>\n<only-show-weekends value=\"true\"/>\n<overriden-day-types/>\n<days/>\n</day-types>\n";
        for (const DayBand& band : plan_.chart.bands) {
            if (band.kind == BandKind::window) continue;
            for (Date date = band.start; date <= band.finish; date = date + 1)
                add("<date year=\"{}\" month=\"{}\" date=\"{}\" type=\"NEUTRAL\">{}</date>\n", date.year(),
                    date.month(), date.day(), character_data(band.label));
        }
        out_ += "</calendars>\n";
    }

    void tasks() {
        out_ +=
            "<tasks empty-milestones=\"true\">\n<taskproperties>\n"
            "<taskproperty id=\"tpd0\" name=\"type\" type=\"default\" valuetype=\"icon\"/>\n"
            "<taskproperty id=\"tpd1\" name=\"priority\" type=\"default\" valuetype=\"icon\"/>\n"
            "<taskproperty id=\"tpd2\" name=\"info\" type=\"default\" valuetype=\"icon\"/>\n"
            "<taskproperty id=\"tpd3\" name=\"name\" type=\"default\" valuetype=\"text\"/>\n"
            "<taskproperty id=\"tpd4\" name=\"begindate\" type=\"default\" valuetype=\"date\"/>\n"
            "<taskproperty id=\"tpd5\" name=\"enddate\" type=\"default\" valuetype=\"date\"/>\n"
            "<taskproperty id=\"tpd6\" name=\"duration\" type=\"default\" valuetype=\"int\"/>\n"
            "<taskproperty id=\"tpd7\" name=\"completion\" type=\"default\" valuetype=\"int\"/>\n"
            "<taskproperty id=\"tpd8\" name=\"coordinator\" type=\"default\" valuetype=\"text\"/>\n"
            "<taskproperty id=\"tpd9\" name=\"predecessorsr\" type=\"default\" valuetype=\"text\"/>\n"
            "</taskproperties>\n";
        std::vector<std::size_t> open;
        for (std::size_t index = 0; index < plan_.items.size(); ++index) {
            while (open.size() >= plan_.items[index].level) {
                out_ += "</task>\n";
                open.pop_back();
            }
            task(index);
            open.push_back(index);
        }
        for (std::size_t left = open.size(); left > 0; --left) out_ += "</task>\n";
        out_ += "</tasks>\n";
    }

    /// Opens the element; what is below it follows.
    void task(std::size_t index) {
        const OutlineItem& item = plan_.items[index];
        const Task* record = item.task ? &portfolio_.tasks[*item.task] : nullptr;
        const bool done = record && record->status == TaskStatus::done;
        const std::string colour = record && record->phase != Phase::unspecified
                                       ? phase_swatch(record->phase).light.fill.to_hex()
                                       : std::string("#4a4a4a");
        add("<task id=\"{}\" name=\"{}\" color=\"{}\" meeting=\"false\" start=\"{}\" duration=\"{}\" complete=\"{}\"",
            index, xml_text(shortened(item.name, longest_name)), colour, item.start.to_iso(),
            item.finish - item.start + 1, done ? 100 : 0);
        // The day before which it does not start.
        if (record) add(" thirdDate=\"{}\" thirdDate-constraint=\"1\"", item.start.to_iso());
        out_ += " expand=\"true\">\n";
        if (record) out_ += "<notes>" + character_data(task_notes(portfolio_, *record, language_)) + "</notes>\n";
        constexpr int finish_to_start = 2;
        for (const OutlineLink& link : followers_[index])
            add("<depend id=\"{}\" type=\"{}\" difference=\"{}\" hardness=\"Rubber\"/>\n", link.from, finish_to_start,
                link.lag_days);
    }

    void teams() {
        out_ += "<resources>\n";
        for (std::size_t index = 0; index < plan_.teams.size(); ++index)
            add("<resource id=\"{}\" name=\"{}\" function=\"Default:0\" contacts=\"\" phone=\"\"/>\n", index,
                xml_text(shortened(plan_.teams[index].name, longest_name)));
        out_ += "</resources>\n";
    }

    /// People as percents of one of the team.
    void allocations() {
        constexpr double whole = 100;
        out_ += "<allocations>\n";
        for (std::size_t index = 0; index < plan_.items.size(); ++index) {
            const OutlineItem& item = plan_.items[index];
            if (!item.task || !item.team) continue;
            add("<allocation task-id=\"{}\" resource-id=\"{}\" function=\"Default:0\" responsible=\"true\" "
                "load=\"{}\"/>\n",
                index, *item.team, number_text(people_of(portfolio_.tasks[*item.task]) * whole));
        }
        out_ += "</allocations>\n";
    }

    const Portfolio& portfolio_;
    Language language_;
    ProjectOutline plan_;
    std::vector<std::vector<OutlineLink>> followers_;  ///< `from` is here the item that follows
    std::string out_;
};

}  // namespace

std::string gantt_project_xml(const Portfolio& portfolio, Language language) {
    return GanttProjectWriter(portfolio, language).write();
}

}  // namespace plan

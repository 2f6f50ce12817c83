#include "libplan/record/defaults.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/json_writer.hpp"
#include "libplan/view/gantt_data_parts.hpp"
#include "libplan/view/gantt_page.hpp"
#include "libplan/view/gantt_texts.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

/// The data of the page. Days count from `first`, the first day of the chart. Lists that may be long are arrays without
/// keys, in the order given here; -1 stands for none, and repeated texts are stored once:
///   first: "2027-01-01", days, today, language, texts{}
///   months, shortMonths: names, January first
///   phases, classes, waves, teams, targets: [{id, name, mark, pattern, light, dark}]; a wave has its [reasons];
///   a team besides: capacity (people), from and until (days), off: [day, days, …] that it does not work,
///   windows: true when the days of cut-over windows are days like others to it
///   rows: [kind, level, parent, end, label, application, wave, effort, id]
///   tasks: [row, phase, start, finish, team, people, effort, duration, slack, critical, status, [predecessors],
///   [reasons]]
///   applications: {…}; groups: {row: [reasons]}; bridges: [from, to, start, finish, [reasons]]
///   bands: [kind, start, finish, label, wave]; reasons: [rule, source, text]
///   baseline, when there is one: tasks: [start, finish] each, null for one that it has not;
///   dropped: [row, phase, start, finish]
namespace plan {

namespace {

/// Numbers for texts, in the order in which they are first asked for.
class Numbering {
public:
    std::int64_t operator()(const std::string& text) {
        const auto [place, added] = numbers_.emplace(text, static_cast<std::int64_t>(order_.size()));
        if (added) order_.push_back(&place->first);
        return place->second;
    }
    [[nodiscard]] const std::vector<const std::string*>& order() const { return order_; }

private:
    std::unordered_map<std::string, std::int64_t> numbers_;
    std::vector<const std::string*> order_;
};

constexpr std::array<std::string_view, 7> row_kinds = {"onboarding", "wave",  "outside",    "staying",
                                                       "target",     "group", "application"};

class Data {
public:
    Data(std::string& out, const Portfolio& portfolio, const GanttRows& chart, const std::vector<TeamLoad>& loads,
         Language language)
        : json_(out), portfolio_(portfolio), chart_(chart), loads_(loads), language_(language) {}

    void write() {
        json_.open_object();
        json_.member("language", language_ == Language::french ? "fr" : "en");
        json_.member("first", chart_.first);
        json_.member("days", static_cast<std::int64_t>(chart_.last - chart_.first + 1));
        if (chart_.today) json_.member("today", day(*chart_.today));
        json_.key("texts");
        json_.open_object();
        for (const GanttText& text : gantt_texts()) json_.member(text.key, text.words.in(language_));
        json_.close_object();
        write_months(json_, language_);
        rows();
        tasks();
        applications();
        groups();
        bridges();
        write_bands(json_, chart_);
        if (chart_.baseline) write_baseline(json_, chart_);
        waves();
        reasons();
        swatches();
        json_.close_object();
    }

private:
    std::int64_t day(Date date) const { return date - chart_.first; }

    void number(std::size_t value) { json_.value(static_cast<std::int64_t>(value)); }

    void numbers_of(const Reasons& because) {
        json_.open_array();
        for (const Reason& reason : because) {
            // The three parts as one key; a text cannot hold the separator, which JSON would have escaped.
            std::string key = reason.rule + '\0' + reason.source + '\0' + reason.text;
            json_.value(reason_numbers_(key));
        }
        json_.close_array();
    }

    void rows() {
        json_.key("rows");
        json_.open_array();
        for (const GanttRow& row : chart_.rows) {
            json_.open_array();
            json_.value(row_kinds[static_cast<std::size_t>(row.kind)]);
            json_.value(static_cast<std::int64_t>(row.level));
            json_.value(row.parent ? static_cast<std::int64_t>(*row.parent) : -1);
            number(row.end);
            json_.value(row.label);
            json_.value(row.application ? static_cast<std::int64_t>(*row.application) : -1);
            json_.value(row.wave.value_or(-1));
            json_.value(row.effort_days);
            json_.value(visible_text(row.id));
            json_.close_array();
        }
        json_.close_array();
    }

    void tasks() {
        std::unordered_map<std::string_view, std::int64_t> place_by_id;
        std::int64_t count = 0;
        for (const GanttRow& row : chart_.rows)
            for (const std::size_t index : row.tasks) place_by_id.emplace(portfolio_.tasks[index].id, count++);
        json_.key("tasks");
        json_.open_array();
        for (std::size_t row = 0; row < chart_.rows.size(); ++row)
            for (const std::size_t index : chart_.rows[row].tasks) task(portfolio_.tasks[index], row, place_by_id);
        json_.close_array();
    }

    void task(const Task& task, std::size_t row,
              const std::unordered_map<std::string_view, std::int64_t>& place_by_id) {
        const std::span<const Swatch> phases = phase_swatches();
        json_.open_array();
        number(row);
        number(static_cast<std::size_t>(&phase_swatch(task.phase) - phases.data()));
        json_.value(day(task.start));
        json_.value(day(last_day(task)));
        json_.value(task.team.empty() ? -1 : team_numbers_(task.team));
        json_.value(task.people);
        json_.value(task.effort_days);
        json_.value(task.duration_days);
        json_.value(task.slack_days.value_or(-1));
        json_.value(static_cast<std::int64_t>(task.critical.value_or(false)));
        json_.value(name_of(task.status, language_));
        json_.open_array();
        for (const std::string& predecessor : task.predecessors)
            if (const auto place = place_by_id.find(predecessor); place != place_by_id.end())
                json_.value(place->second);
        json_.close_array();
        numbers_of(task.because);
        json_.close_array();
    }

    /// Classes keep the order of the palette, the least strict first.
    void number_classes() {
        for (const Swatch& known : class_swatches())
            if (std::ranges::find(portfolio_.applications, known.id, shown_class) != portfolio_.applications.end())
                class_numbers_(known.id);
    }

    void applications() {
        number_classes();
        json_.key("applications");
        json_.open_array();
        for (const Application& application : portfolio_.applications) {
            json_.open_object();
            const auto text = [this](std::string_view key, std::string_view value) {
                if (!value.empty()) json_.member(key, visible_text(value));
            };
            text("id", application.id);
            text("name", application.name.empty() ? application.id : application.name);
            text("owner", application.owner);
            text("business", application.business_owner);
            text("site", application.site);
            json_.member("class", class_numbers_(std::string(shown_class(application))));
            decisions(application);
            json_.close_object();
        }
        json_.close_array();
    }

    void member(std::string_view key, std::string_view value) {
        if (!value.empty()) json_.member(key, value);
    }

    void decisions(const Application& application) {
        if (application.classification) {
            member("verdict", name_of(application.classification->verdict, language_));
            json_.key("classBecause");
            numbers_of(application.classification->because);
            json_.key("questions");
            json_.open_array();
            for (const Question& question : application.classification->questions)
                json_.value(visible_text(question.text));
            json_.close_array();
        }
        if (application.assessment) {
            member("strategy", name_of(application.assessment->strategy, language_));
            json_.key("strategyBecause");
            numbers_of(application.assessment->because);
        }
        if (application.hosting) {
            member("today", name_of(application.hosting->today, language_));
            if (!application.hosting->target.empty())
                json_.member("target", target_numbers_(application.hosting->target));
            json_.key("targetBecause");
            numbers_of(application.hosting->because);
        }
        if (!application.planned) return;
        const Planned& planned = *application.planned;
        if (planned.alone) json_.member("alone", *planned.alone);
        indices("before", planned.before);
        indices("with", planned.with);
        json_.key("dateBecause");
        numbers_of(planned.because);
    }

    void indices(std::string_view key, const std::vector<std::string>& ids) {
        json_.key(key);
        json_.open_array();
        for (const std::string& id : ids)
            if (const auto index = portfolio_.application_index(id)) number(*index);
        json_.close_array();
    }

    void groups() {
        std::unordered_map<std::string_view, const Group*> group_by_id;
        for (const Group& group : portfolio_.groups) group_by_id.emplace(group.id, &group);
        json_.key("groups");
        json_.open_object();
        for (std::size_t index = 0; index < chart_.rows.size(); ++index) {
            if (chart_.rows[index].kind != RowKind::group) continue;
            const auto known = group_by_id.find(chart_.rows[index].id);
            if (known == group_by_id.end() || known->second->because.empty()) continue;
            json_.key(std::to_string(index));
            numbers_of(known->second->because);
        }
        json_.close_object();
    }

    void bridges() {
        json_.key("bridges");
        json_.open_array();
        for (const Bridge& bridge : portfolio_.bridges) {
            const auto from = portfolio_.application_index(bridge.from), to = portfolio_.application_index(bridge.to);
            if (!from || !to) continue;
            json_.open_array();
            number(*from);
            number(*to);
            json_.value(day(bridge.start));
            json_.value(day(std::max(bridge.start, bridge.finish)));
            numbers_of(bridge.because);
            json_.close_array();
        }
        json_.close_array();
    }

    /// Last of what numbers them.
    void reasons() {
        json_.key("reasons");
        json_.open_array();
        for (const std::string* key : reason_numbers_.order()) {
            const std::size_t first = key->find('\0'), second = key->find('\0', first + 1);
            json_.open_array();
            json_.value(visible_text(key->substr(0, first)));
            json_.value(visible_text(key->substr(first + 1, second - first - 1)));
            json_.value(visible_text(key->substr(second + 1)));
            json_.close_array();
        }
        json_.close_array();
    }

    void swatch(const Swatch& swatch, const std::string& name) {
        json_.open_object();
        swatch_members(swatch, name);
        json_.close_object();
    }

    void swatch_members(const Swatch& swatch, const std::string& name) {
        json_.member("id", visible_text(swatch.id));
        json_.member("name", name);
        json_.member("mark", swatch.mark(language_));
        json_.member("pattern", keyword(swatch.pattern));
        json_.member("light", swatch.light.fill.to_hex());
        json_.member("dark", swatch.dark.fill.to_hex());
    }

    void waves() {
        json_.key("waves");
        json_.open_array();
        for (const GanttRow& row : chart_.rows) {
            if (row.kind != RowKind::wave) continue;
            json_.open_object();
            swatch_members(wave_swatch(*row.wave), row.label);
            const auto wave = std::ranges::find(portfolio_.waves, *row.wave, &Wave::number);
            if (wave != portfolio_.waves.end() && !wave->because.empty()) {
                json_.key("because");
                numbers_of(wave->because);
            }
            json_.close_object();
        }
        json_.close_array();
    }

    void swatches() {
        json_.key("phases");
        json_.open_array();
        for (const Swatch& phase : phase_swatches()) swatch(phase, phase.name(language_));
        json_.close_array();
        json_.key("classes");
        json_.open_array();
        for (const std::string* id : class_numbers_.order()) {
            const Swatch known = class_swatch(*id);
            swatch(known, visible_text(known.name(language_)));
        }
        json_.close_array();
        named("teams", team_numbers_, [this](const std::string& id) {
            const auto team = std::ranges::find(portfolio_.teams, id, &Team::id);
            return team == portfolio_.teams.end() || team->name.empty() ? id : team->name;
        });
        named("targets", target_numbers_, [this](const std::string& id) {
            const auto target = std::ranges::find(portfolio_.targets, id, &Target::id);
            return target == portfolio_.targets.end() || target->offer.empty() ? id : target->offer;
        });
    }

    /// Teams and targets take the colours of waves in turn, and their place as mark.
    template <class NameOf>
    void named(std::string_view key, const Numbering& numbering, NameOf name_of_id) {
        json_.key(key);
        json_.open_array();
        std::int64_t place = 0;
        for (const std::string* id : numbering.order()) {
            Swatch colours = wave_swatch(++place);
            colours.id = *id;
            json_.open_object();
            swatch_members(colours, visible_text(name_of_id(*id)));
            if (key == "teams") write_capacity(json_, portfolio_, chart_, loads_, *id);
            json_.close_object();
        }
        json_.close_array();
    }

    JsonWriter json_;
    const Portfolio& portfolio_;
    const GanttRows& chart_;
    const std::vector<TeamLoad>& loads_;
    Language language_;
    Numbering reason_numbers_, team_numbers_, class_numbers_, target_numbers_;
};

}  // namespace

std::string gantt_data(const Portfolio& portfolio, const GanttRows& chart, const std::vector<TeamLoad>& loads,
                       Language language) {
    std::string out;
    Data(out, portfolio, chart, loads, language).write();
    return out;
}

}  // namespace plan

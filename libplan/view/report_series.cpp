#include "libplan/view/report_series.hpp"

#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <tuple>

namespace plan {

namespace {

/// Names by what they have most of, then by name; what is beyond `most` is one.
std::map<std::string, std::size_t> places_of(const std::map<std::string, double>& weights, std::size_t most) {
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [name, weight] : weights) order.emplace_back(-weight, name);
    std::ranges::sort(order);
    std::map<std::string, std::size_t> places;
    // One name too many stands by itself rather than as "the others".
    const std::size_t kept = order.size() <= most ? order.size() : most - 1;
    for (std::size_t place = 0; place < order.size(); ++place) places[order[place].second] = std::min(place, kept);
    return places;
}

std::vector<std::string> names_of(const std::map<std::string, std::size_t>& places, const std::string& others) {
    std::vector<std::string> names;
    std::vector<std::size_t> counts;
    for (const auto& [name, place] : places) {
        names.resize(std::max(names.size(), place + 1));
        counts.resize(names.size());
        names[place] = ++counts[place] == 1 ? name : fmt::format("{} ({})", others, counts[place]);
    }
    return names;
}

const std::array<Shade, 7>& team_shades() {
    static const std::array<Shade, 7> shades = [] {
        std::array<Shade, 7> found;
        for (std::size_t place = 0; place < found.size(); ++place)
            found[place] = wave_swatch(static_cast<std::int64_t>(place + 1)).light;
        return found;
    }();
    return shades;
}

/// Days from Monday to Friday, both ends counted.
int weekdays(Date first, Date last) {
    const int days = last - first + 1;
    int count = days / 7 * 5;
    for (int day = 0; day < days % 7; ++day) count += (first + day).weekday() <= 5 ? 1 : 0;
    return count;
}

/// Hands out the effort of a task by month, as year * 12 + month - 1.
template <class Give>
void spread(const Task& task, Give give) {
    const Date last = std::max(task.start, task.finish);
    const int worked = weekdays(task.start, last);
    const int all = worked > 0 ? worked : last - task.start + 1;
    for (Date first = task.start; first <= last;) {
        const Date next = (first - (first.day() - 1)).plus_months(1);
        const Date end = std::min(last, next - 1);
        const int share = worked > 0 ? weekdays(first, end) : end - first + 1;
        if (share > 0) give(first.year() * 12 + first.month() - 1, task.effort_days * share / all);
        first = next;
    }
}

/// Data that the rules hold to be particularly sensitive, or marked.
bool is_sensitive(const Application& application) {
    if (!application.classification) return false;
    const std::string& found = application.classification->sensitivity_class;
    return found == "sensitive" || found == "restricted" || found == "classified";
}

}  // namespace

Chart classes_by_owner(const ReportScope& scope) {
    Chart chart;
    chart.id = "chart-classes";
    chart.title = scope.say("Classes de sensibilité par direction", "Classes of sensitivity by owner");
    chart.description = scope.say("Une barre par direction, découpée par classe : le nombre de ses applications.",
                                  "A bar for each owner, divided by class: how many applications it has.");
    chart.source = scope.say(
        "classification.class de chaque application (plan-classify) ; direction métier, à défaut responsable, à défaut "
        "ministère",
        "classification.class of each application (plan-classify); business owner, else owner, else ministry");
    chart.category = scope.say("Direction", "Owner");
    chart.unit = scope.say("applications", "applications");
    const std::string nobody = scope.say("Non renseignée", "Not stated");
    std::map<std::string, double> owners;
    std::map<std::string, std::map<std::string, double>> counts;
    for (const Application& application : scope.portfolio.applications) {
        const std::string& owner = ReportScope::owner_of(application);
        const std::string& name = owner.empty() ? nobody : owner;
        ++owners[name];
        ++counts[name][std::string(shown_class(application))];
    }
    std::vector<std::string> classes;
    for (const Swatch& swatch : class_swatches()) classes.push_back(swatch.id);
    std::set<std::string> others;
    for (const auto& [owner, of_owner] : counts)
        for (const auto& [id, count] : of_owner)
            if (std::ranges::find(classes, id) == classes.end()) others.insert(id);
    classes.insert(classes.end(), others.begin(), others.end());
    std::erase_if(classes, [&](const std::string& id) {
        return std::ranges::none_of(counts, [&](const auto& owner) { return owner.second.contains(id); });
    });
    for (const std::string& id : classes) {
        const Swatch swatch = class_swatch(id);
        chart.series.push_back({swatch.name(scope.language), swatch.light, swatch.pattern});
    }
    const auto places = places_of(owners, 12);
    chart.categories = names_of(places, scope.say("Les autres", "The others"));
    chart.values.assign(chart.categories.size(), std::vector<double>(classes.size()));
    for (const auto& [owner, of_owner] : counts)
        for (std::size_t series = 0; series < classes.size(); ++series)
            if (const auto found = of_owner.find(classes[series]); found != of_owner.end())
                chart.values[places.at(owner)][series] += found->second;
    return chart;
}

Chart effort_by_month(const ReportScope& scope) {
    Chart chart;
    chart.id = "chart-effort";
    chart.title = scope.say("Charge par mois et par équipe", "Effort by month and team");
    chart.description = scope.say("Une colonne par mois, découpée par équipe : les jours-personnes des tâches du plan.",
                                  "A column for each month, divided by team: person-days of the tasks of the plan.");
    chart.source = scope.say(
        "task.effort_days (plan-schedule), répartis également sur les jours de chaque tâche, du lundi au vendredi",
        "task.effort_days (plan-schedule), spread evenly over the days of each task, Monday to Friday");
    chart.category = scope.say("Mois", "Month");
    chart.unit = scope.say("jours-personnes", "person-days");
    const std::string nobody = scope.say("Sans équipe", "No team");
    std::map<std::string, double> teams;
    std::map<int, std::map<std::string, double>> months;
    for (const Task& task : scope.portfolio.tasks) {
        if (!(task.effort_days > 0)) continue;
        const std::string team = task.team.empty() ? nobody : scope.team_name(task.team);
        teams[team] += task.effort_days;
        spread(task, [&](int month, double days) { months[month][team] += days; });
    }
    if (months.empty()) return chart;
    const auto places = places_of(teams, 7);
    for (const std::string& name : names_of(places, scope.say("Les autres", "The others")))
        chart.series.push_back(
            {name, team_shades()[chart.series.size() % 7], static_cast<Pattern>(chart.series.size() % 7)});
    for (int month = months.begin()->first; month <= months.rbegin()->first; ++month) {
        chart.categories.push_back(
            fmt::format("{}\u00a0{}", short_month_name(month % 12 + 1, scope.language), month / 12));
        auto& values = chart.values.emplace_back(chart.series.size());
        if (const auto found = months.find(month); found != months.end())
            for (const auto& [team, days] : found->second) values[places.at(team)] += days;
    }
    return chart;
}

std::optional<Exposed> exposure_of(const ReportScope& scope, std::size_t application) {
    const auto& hosting = scope.portfolio.applications[application].hosting;
    if (!hosting) return std::nullopt;
    const bool derogation = hosting->today == Compliance::derogation;
    // A derogation without an end covers it for good.
    if (hosting->today != Compliance::non_conforming && !(derogation && hosting->today_until)) return std::nullopt;
    Exposed exposed;
    exposed.first = derogation ? *hosting->today_until + 1 : Date(std::numeric_limits<std::int32_t>::min());
    if (const auto& leaving = scope.leaving(application)) exposed.last = leaving->day;
    if (exposed.last && *exposed.last < exposed.first) return std::nullopt;
    return exposed;
}

Chart exposed_applications(const ReportScope& scope) {
    Chart chart;
    chart.id = "chart-exposure";
    chart.title =
        scope.say("Applications encore là où elles ne peuvent être", "Applications still where they may not be");
    chart.description = scope.say(
        "Deux lignes en escalier, du début à la fin du plan : toutes les applications dont l’hébergement actuel n’est "
        "pas "
        "conforme, et parmi elles celles de données d’une sensibilité particulière.",
        "Two stepped lines, from the start to the end of the plan: all applications whose present hosting does not "
        "conform, and among them those of particularly sensitive data.");
    chart.source = scope.say(
        "hosting.today (plan-target) : non conformes, ou dérogation échue ; sortie à la fin de la tâche de bascule, à "
        "défaut de décommissionnement (plan-schedule)",
        "hosting.today (plan-target): not conforming, or derogation ended; left at the end of the cut-over, else of "
        "the "
        "decommission (plan-schedule)");
    chart.category = scope.say("Jour", "Day");
    chart.unit = scope.say("applications", "applications");
    chart.totals = false;
    chart.series = {{scope.say("Toutes", "All"), class_swatch("personal").light, Pattern::solid},
                    {scope.say("Données d’une sensibilité particulière", "Particularly sensitive data"),
                     class_swatch("restricted").light, Pattern::diagonal}};
    const Plan* plan = scope.plan();
    if (plan == nullptr || plan->finish < plan->start) return chart;
    struct Step {
        double all = 0, sensitive = 0;
    };
    std::map<Date, Step> steps = {{plan->start, {}}, {plan->finish, {}}};
    for (std::size_t index = 0; index < scope.portfolio.applications.size(); ++index) {
        const auto exposure = exposure_of(scope, index);
        if (!exposure) continue;
        const auto step = [&](Date day, double by) {
            if (day > plan->finish) return;
            Step& found = steps[std::max(day, plan->start)];
            found.all += by;
            if (is_sensitive(scope.portfolio.applications[index])) found.sensitive += by;
        };
        step(exposure->first, 1);
        if (exposure->last) step(*exposure->last + 1, -1);
    }
    Step now;
    for (const auto& [day, step] : steps) {
        now.all += step.all;
        now.sensitive += step.sensitive;
        chart.days.push_back(day);
        chart.categories.push_back(scope.day(day));
        chart.values.push_back({now.all, now.sensitive});
    }
    return chart;
}

Chart cost_before_and_after(const ReportScope& scope) {
    Chart chart;
    chart.id = "chart-cost";
    chart.title = scope.say("Coûts avant et après", "Costs before and after");
    chart.description = scope.say(
        "Quatre barres : ce que coûte une année aujourd’hui et en cible, et ce que coûtent une "
        "fois la migration et le double hébergement.",
        "Four bars: what a year costs today and at the target, and what the migration and "
        "hosting twice cost once.");
    chart.category = scope.say("Poste", "Item");
    chart.unit = "€";
    chart.totals = false;
    double today = 0, target = 0, migration = 0, overlap = 0;
    std::size_t both = 0, moved = 0;
    for (const Application& application : scope.portfolio.applications) {
        if (!application.assessment) continue;
        std::optional<double> before, after;
        bool moves = false;
        for (const auto& [name, amount] : application.assessment->cost) {
            if (name == "today") before = amount;
            if (name == "target") after = amount;
            if (name == "migration") migration += amount;
            if (name == "overlap") overlap += amount;
            moves = moves || name == "migration";
        }
        moved += moves ? 1 : 0;
        if (!before || !after) continue;
        today += *before;
        target += *after;
        ++both;
    }
    chart.source =
        fmt::format(fmt::runtime(scope.say(
                        "assessment.cost (plan-assess) ; coûts annuels des {} dont on connaît les deux, migration et "
                        "double hébergement des {} qui en ont",
                        "assessment.cost (plan-assess); costs a year of the {} of which both are known, migration "
                        "and hosting twice of the {} that have some")),
                    scope.applications(both), scope.applications(moved));
    if (both + moved == 0) return chart;
    chart.series = {{scope.say("Coût", "Cost"), class_swatch("internal").light, Pattern::solid}};
    chart.categories = {scope.say("Par an, aujourd’hui", "A year, today"),
                        scope.say("Par an, en cible", "A year, at the target"),
                        scope.say("Une fois, migration", "Once, migration"),
                        scope.say("Une fois, double hébergement", "Once, hosting twice")};
    chart.values = {{today}, {target}, {migration}, {overlap}};
    return chart;
}

}  // namespace plan

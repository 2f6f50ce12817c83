#include "libplan/view/report_pages.hpp"
#include "libplan/view/report_series.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

/// The executive page: where we are, where we go, when, at what cost and risk, what blocks.
namespace plan {

namespace {

using Figures = std::vector<ReportFigure>;

class Executive {
public:
    explicit Executive(const ReportScope& scope) : scope_(scope), portfolio_(scope.portfolio) {}

    ReportData data() {
        ReportData page;
        page.list("brief", brief_lines(scope_));
        page.list("state", figures_data(state())).list("targets", targets()).list("strategies", strategies());
        page.list("dates", figures_data(dates())).list("waves", waves());
        page.list("costs", figures_data(costs())).list("risks", figures_data(risks()));
        page.list("blockers", blockers(scope_)).list("missing", missing_parts(scope_));
        chart(page, "classes_chart", classes_by_owner(scope_), stacked_bars);
        chart(page, "exposure_chart", exposed_applications(scope_), step_lines);
        chart(page, "cost_chart", cost_before_and_after(scope_), stacked_bars);
        chart(page, "effort_chart", effort_by_month(scope_), stacked_columns);
        return page;
    }

private:
    void chart(ReportData& page, std::string_view name, const Chart& chart,
               std::string (*draw)(const Chart&, Language)) const {
        if (chart.categories.empty() || chart.series.empty())
            page.flag(name, false);
        else
            page.object(name, chart_data(chart, draw(chart, scope_.language), scope_.language));
    }

    Figures state() const {
        Figures figures;
        figures.push_back({scope_.say("Applications de l’inventaire", "Applications in the inventory"),
                           scope_.count(portfolio_.applications.size()),
                           scope_.say("enregistrements application", "application records")});
        std::map<Compliance, std::size_t> verdicts;
        std::set<std::string> sites;
        std::size_t projects = 0;
        for (const Application& application : portfolio_.applications) {
            ++verdicts[application.hosting ? application.hosting->today : Compliance::unspecified];
            if (!application.site.empty()) sites.insert(application.site);
            if (application.lifecycle == Lifecycle::project) ++projects;
        }
        if (projects > 0)
            figures.push_back(
                {scope_.say("dont projets, qui ne se déplacent pas", "of which projects, which do not move"),
                 scope_.count(projects), "lifecycle"});
        figures.push_back({scope_.say("Lieux d’hébergement actuels", "Present hosting places"),
                           scope_.count(sites.size()),
                           scope_.say("site, quand il est renseigné", "site, where it is stated")});
        for (const Compliance verdict : {Compliance::conforming, Compliance::non_conforming, Compliance::derogation,
                                         Compliance::to_qualify, Compliance::unspecified}) {
            if (verdicts[verdict] == 0) continue;
            const std::string name = verdict == Compliance::unspecified
                                         ? scope_.say("non jugé", "not judged")
                                         : std::string(name_of(verdict, scope_.language));
            figures.push_back({scope_.say("Hébergement actuel : ", "Present hosting: ") + name,
                               scope_.count(verdicts[verdict]),
                               verdict == Compliance::unspecified
                                   ? scope_.say("sans hosting (plan-target)", "without hosting (plan-target)")
                                   : "hosting.today (plan-target)"});
        }
        return figures;
    }

    std::vector<ReportData> targets() const {
        std::map<std::string, std::size_t> counts;
        for (const Application& application : portfolio_.applications)
            if (application.hosting) ++counts[application.hosting->target];
        std::vector<std::pair<std::string, std::size_t>> order(counts.begin(), counts.end());
        std::ranges::stable_sort(order, [](const auto& a, const auto& b) {
            return a.first.empty() != b.first.empty() ? b.first.empty() : a.second > b.second;
        });
        std::vector<ReportData> rows;
        for (const auto& [id, count] : order) {
            const Target* target = scope_.target(id);
            ReportData& row = rows.emplace_back();
            row.text("id", id).text("name", id.empty() ? std::string() : scope_.target_name(id));
            row.text("count", scope_.count(count)).text("kind", target ? kind_of(*target) : std::string());
            row.text("expires", target ? scope_.day(target->expires_on) : std::string());
            row.flag("to_verify", target != nullptr && target->kind != "on_premises" && target->confidence != "read");
            row.text("source", target ? target->source : std::string());
        }
        return rows;
    }

    [[nodiscard]] std::string kind_of(const Target& target) const {
        if (target.kind == "internal") return scope_.say("nuage interne", "internal cloud");
        if (target.kind == "commercial") return scope_.say("nuage commercial", "commercial cloud");
        return target.kind == "on_premises" ? scope_.say("hébergement propre", "own premises") : target.kind;
    }

    std::vector<ReportData> strategies() const {
        std::map<Strategy, std::size_t> counts;
        for (const Application& application : portfolio_.applications)
            if (application.assessment) ++counts[application.assessment->strategy];
        std::vector<ReportData> rows;
        for (const auto& [strategy, count] : counts)
            rows.emplace_back()
                .text("name", strategy == Strategy::unspecified ? scope_.say("Non décidée", "Not decided")
                                                                : std::string(name_of(strategy, scope_.language)))
                .text("count", scope_.count(count));
        return rows;
    }

    Figures dates() const {
        Figures figures;
        const Plan* plan = scope_.plan();
        if (plan == nullptr) return figures;
        figures.push_back({scope_.say("Premier jour du plan", "First day of the plan"),
                           long_date(plan->start, scope_.language), "plan.start"});
        figures.push_back({scope_.say("Dernier jour du plan", "Last day of the plan"),
                           long_date(plan->finish, scope_.language), "plan.finish"});
        std::size_t moving = 0, retiring = 0;
        std::optional<Date> first, last;
        for (std::size_t index = 0; index < portfolio_.applications.size(); ++index) {
            const auto& leaving = scope_.leaving(index);
            if (!leaving) continue;
            ++(leaving->phase == Phase::cutover ? moving : retiring);
            if (leaving->phase != Phase::cutover) continue;
            first = first ? std::min(*first, leaving->day) : leaving->day;
            last = last ? std::max(*last, leaving->day) : leaving->day;
        }
        figures.push_back({scope_.say("Applications qui basculent", "Applications that cut over"), scope_.count(moving),
                           scope_.say("tâches de phase cutover", "tasks of phase cutover")});
        if (first)
            figures.push_back({scope_.say("Première et dernière bascules", "First and last cut-over"),
                               scope_.day(*first) + " – " + scope_.day(*last),
                               scope_.say("fin des tâches de phase cutover", "end of tasks of phase cutover")});
        figures.push_back({scope_.say("Applications arrêtées", "Applications retired"), scope_.count(retiring),
                           scope_.say("tâches de phase decommission, sans bascule",
                                      "tasks of phase decommission, without a cut-over")});
        figures.push_back({scope_.say("Vagues", "Waves"), scope_.count(portfolio_.waves.size()),
                           scope_.say("enregistrements wave", "wave records")});
        return figures;
    }

    std::vector<ReportData> waves() const {
        std::vector<ReportData> rows;
        for (const std::size_t index : waves_in_order(scope_)) {
            const Wave& wave = portfolio_.waves[index];
            ReportData& row = rows.emplace_back();
            row.text("number", std::to_string(wave.number))
                .text("dates", date_range(wave.start, wave.finish, scope_.language));
            row.text("applications", scope_.count(wave.applications.size()))
                .text("effort", scope_.person_days(wave.effort_days));
            row.text("anchor", scope_.shows(ReportPage::waves) ? "wave-" + std::to_string(index + 1) : std::string());
        }
        return rows;
    }

    /// Sums an amount over the applications that have one.
    struct Sum {
        double amount = 0;
        std::size_t count = 0;
    };

    void add_cost(Figures& figures, const std::string& label, const Sum& sum, std::string_view name) const {
        if (sum.count == 0) return;
        figures.push_back({label, scope_.euros(sum.amount),
                           fmt::format(fmt::runtime(scope_.say("assessment.cost.{} de {} (plan-assess)",
                                                               "assessment.cost.{} of {} (plan-assess)")),
                                       name, scope_.applications(sum.count))});
    }

    Figures costs() const {
        Sum today, target, migration, overlap, optimistic, likely, pessimistic;
        std::size_t paying = 0;
        std::int64_t last_year = 0;
        for (const Application& application : portfolio_.applications) {
            if (!application.assessment) continue;
            for (const auto& [name, amount] : application.assessment->cost)
                for (const auto& [wanted, sum] : {std::pair<std::string_view, Sum*>{"today", &today},
                                                  {"target", &target},
                                                  {"migration", &migration},
                                                  {"overlap", &overlap}})
                    if (name == wanted) {
                        sum->amount += amount;
                        ++sum->count;
                    }
            if (!application.assessment->effort.empty()) ++likely.count;
            for (const PhaseEffort& effort : application.assessment->effort) {
                optimistic.amount += effort.estimate.optimistic;
                likely.amount += effort.estimate.likely;
                pessimistic.amount += effort.estimate.pessimistic;
            }
            if (!application.assessment->payback_year) continue;
            ++paying;
            last_year = std::max(last_year, *application.assessment->payback_year);
        }
        Figures figures;
        add_cost(figures, scope_.say("Coût annuel actuel", "Cost a year today"), today, "today");
        add_cost(figures, scope_.say("Coût annuel en cible", "Cost a year at the target"), target, "target");
        add_cost(figures, scope_.say("Migration, une fois", "Migration, once"), migration, "migration");
        add_cost(figures, scope_.say("Double hébergement, une fois", "Hosting twice, once"), overlap, "overlap");
        if (likely.count > 0)
            figures.push_back({scope_.say("Charge, vraisemblable (optimiste – pessimiste)",
                                          "Effort, likely (optimistic – pessimistic)"),
                               fmt::format("{} ({} – {})", scope_.person_days(likely.amount),
                                           quantity_text(optimistic.amount, 0, scope_.language),
                                           quantity_text(pessimistic.amount, 0, scope_.language)),
                               fmt::format(fmt::runtime(scope_.say("assessment.effort de {} (plan-assess)",
                                                                   "assessment.effort of {} (plan-assess)")),
                                           scope_.applications(likely.count))});
        if (paying > 0)
            figures.push_back(
                {scope_.say("Applications dont la migration s’amortit", "Applications whose move pays off"),
                 fmt::format(fmt::runtime(scope_.say("{}, au plus tard en {}", "{}, by {} at the latest")),
                             scope_.count(paying), last_year),
                 "assessment.payback_year (plan-assess)"});
        return figures;
    }

    Figures risks() const {
        Figures figures;
        std::map<Risk, std::size_t> risks;
        for (const Application& application : portfolio_.applications)
            if (application.assessment && application.assessment->risk != Risk::unspecified)
                ++risks[application.assessment->risk];
        const std::array<std::pair<Risk, Words>, 4> names = {{{Risk::red, {"rouge", "red"}},
                                                              {Risk::yellow, {"jaune", "yellow"}},
                                                              {Risk::green, {"vert", "green"}},
                                                              {Risk::unknown, {"inconnu", "unknown"}}}};
        for (const auto& [risk, name] : names)
            if (risks[risk] > 0)
                figures.push_back(
                    {scope_.say("Risque de migration : ", "Risk of moving: ") + std::string(name.in(scope_.language)),
                     scope_.applications(risks[risk]), "assessment.risk (plan-assess)"});
        add_bridges(figures);
        add_plan(figures);
        return figures;
    }

    void add_bridges(Figures& figures) const {
        if (portfolio_.bridges.empty()) return;
        std::int64_t days = 0;
        const Bridge* longest = &portfolio_.bridges.front();
        for (const Bridge& bridge : portfolio_.bridges) {
            days += bridge.days;
            if (bridge.days > longest->days) longest = &bridge;
        }
        figures.push_back(
            {scope_.say("Passerelles provisoires à tenir", "Bridges to be kept up for a time"),
             scope_.count(portfolio_.bridges.size()),
             fmt::format(fmt::runtime(scope_.say("enregistrements bridge ; {} jours en tout, {} au plus ({} – {})",
                                                 "bridge records; {} days in all, {} at most ({} – {})")),
                         count_text(days, scope_.language), count_text(longest->days, scope_.language), longest->from,
                         longest->to)});
    }

    void add_plan(Figures& figures) const {
        const Plan* plan = scope_.plan();
        if (plan == nullptr) return;
        const auto critical =
            std::ranges::count_if(portfolio_.tasks, [](const Task& task) { return task.critical.value_or(false); });
        figures.push_back(
            {scope_.say("Tâches critiques", "Critical tasks"),
             fmt::format("{} / {}", count_text(critical, scope_.language), scope_.count(portfolio_.tasks.size())),
             scope_.say("task.critical : un retard y repousse la fin du plan",
                        "task.critical: a delay there moves the end of the plan")});
        const Objective& objective = plan->objective;
        figures.push_back(
            {scope_.say("Retards pondérés", "Weighted lateness"),
             quantity_text(objective.lateness, 1, scope_.language) + scope_.say("\u00a0jours", "\u00a0days"),
             "plan.objective.lateness"});
        figures.push_back(
            {scope_.say("Exposition pondérée", "Weighted exposure"),
             quantity_text(objective.exposure, 1, scope_.language) + scope_.say("\u00a0jours", "\u00a0days"),
             "plan.objective.exposure"});
        figures.push_back({scope_.say("Écart à la borne inférieure", "Gap to the lower bound"),
                           quantity_text(plan->gap * 100, 1, scope_.language) + scope_.say("\u00a0%", "%"),
                           scope_.say("plan.gap : aucun plan n’est meilleur de plus que cela",
                                      "plan.gap: no plan is better by more than that")});
        figures.push_back({scope_.say("Contrôle indépendant", "Independent check"),
                           plan->verified ? scope_.say("aucune contrainte enfreinte", "no constraint is broken")
                                          : scope_.say("non passé", "not passed"),
                           "plan.verified (plan-check)"});
    }

    const ReportScope& scope_;
    const Portfolio& portfolio_;
};

}  // namespace

ReportData executive_page(const ReportScope& scope) {
    return Executive(scope).data();
}

}  // namespace plan

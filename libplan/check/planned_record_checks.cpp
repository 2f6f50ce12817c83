#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/known_ids.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/check/short_cycles.hpp"
#include "libplan/record/defaults.hpp"
#include "libplan/record/fields.hpp"

#include <unordered_map>

/// What group, bridge, wave, task and plan say by themselves: references, status, order. Whether the plan holds is
/// check_plan()'s.
namespace plan {

namespace {

class PlannedRecords {
public:
    PlannedRecords(const Portfolio& portfolio, InventoryFindings& findings)
        : portfolio_(portfolio),
          findings_(findings),
          default_teams_(portfolio.teams.empty() ? default_teams() : std::vector<Team>{}),
          applications_(ids_of(portfolio.applications)),
          groups_(ids_of(portfolio.groups)),
          targets_(ids_of(portfolio.targets)),
          teams_(ids_of(portfolio.teams.empty() ? default_teams_ : portfolio.teams)),
          tasks_(ids_of(portfolio.tasks)) {}

    void bridges();
    void waves();
    void tasks();
    void planned_keys();
    void task_cycles();
    void plans();

private:
    struct Place {
        RecordType type;
        std::size_t index;
        const std::string& name;
    };
    void expect(const Place& place, std::string_view field, KnownIds& known, const std::string& id);
    void status(std::size_t index);

    const Portfolio& portfolio_;
    InventoryFindings& findings_;
    std::vector<Team> default_teams_;
    KnownIds applications_, groups_, targets_, teams_, tasks_;
};

void PlannedRecords::expect(const Place& place, std::string_view field, KnownIds& known, const std::string& id) {
    if (id.empty() || known.holds(id)) return;
    std::vector<std::string> arguments = {std::string(keyword(place.type)), place.name, std::string(field), id};
    const auto near = known.suggest(id);
    if (near) arguments.emplace_back(*near);
    findings_.add(near ? InventoryFinding::unknown_reference_near : InventoryFinding::unknown_reference,
                  portfolio_.where(place.type, place.index), std::move(arguments));
}

void PlannedRecords::bridges() {
    for (std::size_t index = 0; index < portfolio_.bridges.size(); ++index) {
        const Bridge& one = portfolio_.bridges[index];
        const std::string name = one.from + " > " + one.to;
        const Place place{RecordType::bridge, index, name};
        expect(place, "from", applications_, one.from);
        if (one.from == one.to)
            findings_.add(InventoryFinding::bridge_to_itself, portfolio_.where(RecordType::bridge, index), {one.from});
        else
            expect(place, "to", applications_, one.to);
    }
}

void PlannedRecords::waves() {
    for (std::size_t index = 0; index < portfolio_.waves.size(); ++index) {
        const Wave& one = portfolio_.waves[index];
        const Place place{RecordType::wave, index, one.id};
        for (const std::string& id : one.groups) expect(place, "groups", groups_, id);
        for (const std::string& id : one.applications) expect(place, "applications", applications_, id);
    }
}

void PlannedRecords::status(std::size_t index) {
    const Task& one = portfolio_.tasks[index];
    const auto add = [&](InventoryFinding finding, std::string_view field) {
        findings_.add(finding, portfolio_.where(RecordType::task, index),
                      {one.id, std::string(keyword(one.status)), std::string(field)});
    };
    const bool started = one.actual_start.has_value(), finished = one.actual_finish.has_value();
    if (one.status == TaskStatus::done && !finished) add(InventoryFinding::status_without, "actual_finish");
    if (one.status == TaskStatus::in_progress && !started) add(InventoryFinding::status_without, "actual_start");
    if (one.status == TaskStatus::planned && started) add(InventoryFinding::status_with, "actual_start");
    if ((one.status == TaskStatus::planned || one.status == TaskStatus::in_progress) && finished)
        add(InventoryFinding::status_with, "actual_finish");
}

void PlannedRecords::tasks() {
    for (std::size_t index = 0; index < portfolio_.tasks.size(); ++index) {
        const Task& one = portfolio_.tasks[index];
        const Place place{RecordType::task, index, one.id};
        expect(place, "application", applications_, one.application);
        expect(place, "target", targets_, one.target);
        expect(place, "group", groups_, one.group);
        expect(place, "team", teams_, one.team);
        for (const std::string& id : one.predecessors) expect(place, "predecessors", tasks_, id);
        if (one.application.empty() && one.target.empty())
            findings_.add(InventoryFinding::task_of_nothing, portfolio_.where(RecordType::task, index), {one.id});
        if (!one.application.empty() && !one.target.empty())
            findings_.add(InventoryFinding::task_of_both, portfolio_.where(RecordType::task, index),
                          {one.id, one.application, one.target});
        status(index);
    }
}

/// The key `planned` of applications, where other applications are named.
void PlannedRecords::planned_keys() {
    for (std::size_t index = 0; index < portfolio_.applications.size(); ++index) {
        const Application& one = portfolio_.applications[index];
        if (!one.planned) continue;
        const Place place{RecordType::application, index, one.id};
        for (const std::string& id : one.planned->before) expect(place, "planned.before", applications_, id);
        for (const std::string& id : one.planned->with) expect(place, "planned.with", applications_, id);
        for (const PlannedBridge& bridge : one.planned->bridges)
            expect(place, "planned.bridges", applications_, bridge.other);
    }
}

void PlannedRecords::task_cycles() {
    std::vector<DependencyGraph::Edge> edges;
    for (std::size_t index = 0; index < portfolio_.tasks.size(); ++index)
        for (const std::string& id : portfolio_.tasks[index].predecessors)
            if (const auto before = tasks_.find(id))
                edges.push_back({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(*before)});
    if (edges.empty()) return;
    for (const ShortCycle& cycle : short_cycles(DependencyGraph(portfolio_.tasks.size(), edges))) {
        std::vector<std::string> path;
        for (const DependencyGraph::Node node : cycle.nodes) path.push_back(portfolio_.tasks[node].id);
        path.push_back(path.front());
        findings_.add(InventoryFinding::task_cycle, portfolio_.where(RecordType::task, cycle.nodes.front()),
                      {shortened(path, " > "), std::to_string(cycle.members.size())});
    }
}

void PlannedRecords::plans() {
    for (std::size_t index = 0; index < portfolio_.plans.size(); ++index)
        if (!portfolio_.plans[index].verified)
            findings_.add(InventoryFinding::unverified_plan, portfolio_.where(RecordType::plan, index), {});
}

}  // namespace

void check_planned_records(const Portfolio& portfolio, InventoryFindings& findings) {
    PlannedRecords records(portfolio, findings);
    records.bridges();
    records.waves();
    records.tasks();
    records.planned_keys();
    records.task_cycles();
    records.plans();
}

}  // namespace plan

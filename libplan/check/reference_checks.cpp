#include "libplan/check/known_ids.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <string_view>
#include <unordered_set>

namespace plan {

namespace {

/// The two texts of a missing reference: with and without a suggestion, which comes last in its arguments.
struct Missing {
    RecordFinding plain, near;
};

void add_missing(Missing missing, KnownIds& known, const std::string& id, Location where,
                 std::vector<std::string> arguments, RecordFindings& findings) {
    if (const auto suggestion = known.suggest(id)) {
        arguments.emplace_back(*suggestion);
        findings.add(missing.near, std::move(where), std::move(arguments));
    } else {
        findings.add(missing.plain, std::move(where), std::move(arguments));
    }
}

constexpr Missing missing_flow_end{RecordFinding::dangling_flow, RecordFinding::dangling_flow_near};
constexpr Missing missing_application{RecordFinding::unknown_application, RecordFinding::unknown_application_near};
constexpr Missing missing_team{RecordFinding::unknown_team, RecordFinding::unknown_team_near};
constexpr Missing missing_calendar{RecordFinding::unknown_calendar, RecordFinding::unknown_calendar_near};
constexpr Missing missing_target{RecordFinding::unknown_target, RecordFinding::unknown_target_near};
constexpr Missing missing_window{RecordFinding::unknown_window, RecordFinding::unknown_window_near};

class ReferenceChecks {
public:
    ReferenceChecks(const Portfolio& portfolio, RecordFindings& findings)
        : portfolio_(portfolio), findings_(findings), applications_(ids_of(portfolio.applications)) {}

    void flows();
    void names_of_applications();
    void teams();
    void calendars();
    void targets();
    void windows();

private:
    void expect_application(RecordType type, std::size_t index, const std::string& name, const std::string& id) {
        if (id.empty() || applications_.holds(id)) return;
        add_missing(missing_application, applications_, id, portfolio_.where(type, index),
                    {std::string(keyword(type)), name, id}, findings_);
    }

    const Portfolio& portfolio_;
    RecordFindings& findings_;
    KnownIds applications_;
};

void ReferenceChecks::flows() {
    for (std::size_t index = 0; index < portfolio_.flows.size(); ++index) {
        const Flow& flow = portfolio_.flows[index];
        const auto expect = [&](const std::string& end) {
            if (applications_.holds(end)) return;
            add_missing(missing_flow_end, applications_, end, portfolio_.where(RecordType::flow, index),
                        {flow.from, flow.to, end}, findings_);
        };
        expect(flow.from);
        if (flow.to != flow.from) expect(flow.to);
    }
}

void ReferenceChecks::names_of_applications() {
    for (std::size_t index = 0; index < portfolio_.servers.size(); ++index)
        expect_application(RecordType::server, index, portfolio_.servers[index].id,
                           portfolio_.servers[index].application);
    for (std::size_t index = 0; index < portfolio_.constraints.size(); ++index)
        for (const std::string& id : portfolio_.constraints[index].applications)
            expect_application(RecordType::constraint, index, constraint_name(portfolio_, index), id);
    for (std::size_t index = 0; index < portfolio_.groups.size(); ++index)
        for (const std::string& id : portfolio_.groups[index].applications)
            expect_application(RecordType::group, index, portfolio_.groups[index].id, id);
}

void ReferenceChecks::teams() {
    KnownIds known(ids_of(portfolio_.teams));
    for (std::size_t index = 0; index < portfolio_.applications.size(); ++index) {
        const Application& application = portfolio_.applications[index];
        if (application.team.empty() || known.holds(application.team)) continue;
        Location where = portfolio_.where(RecordType::application, index);
        std::vector<std::string> arguments = {application.id, application.team};
        if (known.empty())
            findings_.add(RecordFinding::no_team_known, std::move(where), std::move(arguments));
        else
            add_missing(missing_team, known, application.team, std::move(where), std::move(arguments), findings_);
    }
}

void ReferenceChecks::calendars() {
    KnownIds known(ids_of(portfolio_.calendars));
    for (std::size_t index = 0; index < portfolio_.teams.size(); ++index) {
        const Team& team = portfolio_.teams[index];
        if (team.calendar.empty() || known.holds(team.calendar)) continue;
        add_missing(missing_calendar, known, team.calendar, portfolio_.where(RecordType::team, index),
                    {team.id, team.calendar}, findings_);
    }
}

void ReferenceChecks::targets() {
    KnownIds known(ids_of(portfolio_.targets));
    for (std::size_t index = 0; index < portfolio_.applications.size(); ++index) {
        const Application& application = portfolio_.applications[index];
        if (!application.hosting) continue;
        std::unordered_set<std::string_view> told;
        const auto expect = [&](const std::string& target) {
            if (target.empty() || known.holds(target) || !told.insert(target).second) return;
            add_missing(missing_target, known, target, portfolio_.where(RecordType::application, index),
                        {application.id, target}, findings_);
        };
        expect(application.hosting->target);
        for (const EligibleTarget& eligible : application.hosting->eligible) expect(eligible.target);
    }
}

/// "weekend-2026-09": the windows that exist when no calendar declares any.
bool names_a_month(std::string_view id) {
    constexpr std::string_view prefix = "weekend-";
    return id.starts_with(prefix) && Date::from_iso(std::string(id.substr(prefix.size())) + "-01").has_value();
}

void ReferenceChecks::windows() {
    std::vector<std::string_view> ids;
    for (const Calendar& calendar : portfolio_.calendars)
        for (const CutoverWindow& window : calendar.windows) ids.push_back(window.id);
    KnownIds known(std::move(ids));
    for (std::size_t index = 0; index < portfolio_.constraints.size(); ++index)
        for (const std::string& window : portfolio_.constraints[index].windows) {
            if (known.empty() ? names_a_month(window) : known.holds(window)) continue;
            add_missing(missing_window, known, window, portfolio_.where(RecordType::constraint, index),
                        {constraint_name(portfolio_, index), window}, findings_);
        }
}

/// A group and its applications name each other.
void check_groups(const Portfolio& portfolio, RecordFindings& findings) {
    KnownIds known(ids_of(portfolio.groups));
    std::vector<std::unordered_set<std::string_view>> members(portfolio.groups.size());
    for (std::size_t index = 0; index < portfolio.groups.size(); ++index) {
        const Group& group = portfolio.groups[index];
        for (const std::string& id : group.applications) {
            members[index].insert(id);
            const auto application = portfolio.application_index(id);
            if (!application || portfolio.applications[*application].group == group.id) continue;
            findings.add(RecordFinding::group_disagrees, portfolio.where(RecordType::group, index),
                         {group.id, id, portfolio.applications[*application].group});
        }
    }
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        if (application.group.empty()) continue;
        const auto group = known.find(application.group);
        if (group && members[*group].count(application.id) > 0) continue;
        findings.add(group ? RecordFinding::group_forgets : RecordFinding::unknown_group,
                     portfolio.where(RecordType::application, index), {application.id, application.group});
    }
}

}  // namespace

void check_references(const Portfolio& portfolio, RecordFindings& findings) {
    ReferenceChecks checks(portfolio, findings);
    checks.flows();
    checks.names_of_applications();
    checks.teams();
    checks.calendars();
    checks.targets();
    checks.windows();
    check_groups(portfolio, findings);
}

}  // namespace plan

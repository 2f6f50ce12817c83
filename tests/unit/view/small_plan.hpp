#pragma once

#include "libplan/record/fields.hpp"
#include "libplan/record/portfolio.hpp"

#include <string>
#include <vector>

/// Plans small enough to be worked out by hand, and random ones.
namespace plan::tests {

[[nodiscard]] inline Date day(const char* iso) {
    return *Date::from_iso(iso);
}

/// The reference holds until the next call.
inline Task& add_task(Portfolio& portfolio, const std::string& application, Phase phase, const char* start,
                      const char* finish) {
    Task& task = portfolio.tasks.emplace_back();
    task.application = application;
    task.phase = phase;
    task.id = application + "/" + std::string(keyword(phase));
    task.start = day(start);
    task.finish = day(finish);
    task.effort_days = 3;
    return task;
}

inline Application& add_application(Portfolio& portfolio, const std::string& id, const std::string& name = "") {
    Application& application = portfolio.applications.emplace_back();
    application.id = id;
    application.name = name;
    return application;
}

/// Two applications that move together in wave 1, one that is retired, one that stays, and a target to onboard.
[[nodiscard]] inline Portfolio small_plan() {
    Portfolio portfolio;
    for (const char* id : {"pay", "hr", "old", "still"}) add_application(portfolio, id);
    for (const char* id : {"pay", "hr"}) {
        Task& test = add_task(portfolio, id, Phase::test, "2027-03-01", "2027-03-12");
        test.wave = 1;
        test.group = "g1";
        Task& cutover = add_task(portfolio, id, Phase::cutover, "2027-04-03", "2027-04-04");
        cutover.wave = 1;
        cutover.group = "g1";
        cutover.predecessors = {std::string(id) + "/test"};
        cutover.critical = true;
    }
    add_task(portfolio, "old", Phase::decommission, "2027-02-01", "2027-02-05");
    Task& onboard = portfolio.tasks.emplace_back();
    onboard.id = "nubo/onboard";
    onboard.target = "nubo";
    onboard.phase = Phase::onboard;
    onboard.start = day("2027-01-11");
    onboard.finish = day("2027-01-29");
    return portfolio;
}

}  // namespace plan::tests

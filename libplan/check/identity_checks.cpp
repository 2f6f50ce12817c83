#include "libplan/base/text.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace plan {

namespace {

bool is_odd(std::string_view id) {
    return trim(id) != id || std::ranges::any_of(id, [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; });
}

void check_id(const std::string& id, std::string_view type, const Location& where, RecordFindings& findings) {
    if (id.empty())
        findings.add(RecordFinding::empty_id, where, {std::string(type)});
    else if (is_odd(id))
        findings.add(RecordFinding::odd_id, where, {std::string(type), id});
}

template <class Record>
void check_ids(const Portfolio& portfolio, const std::vector<Record>& records, RecordType type,
               RecordFindings& findings) {
    std::unordered_map<std::string_view, std::size_t> first_of;
    first_of.reserve(records.size());
    for (std::size_t index = 0; index < records.size(); ++index) {
        const std::string& id = records[index].id;
        const bool optional = type == RecordType::constraint;
        if (optional && id.empty()) continue;
        const auto [first, added] = first_of.emplace(id, index);
        if (added && !id.empty() && !is_odd(id)) continue;  // the usual case asks for no location
        const Location where = portfolio.where(type, index);
        check_id(id, keyword(type), where, findings);
        if (!added && !id.empty())
            findings.add(RecordFinding::duplicate_id, where,
                         {std::string(keyword(type)), id, portfolio.where(type, first->second).to_string()});
    }
}

/// An alias may not be the id or an alias of another application.
void check_aliases(const Portfolio& portfolio, RecordFindings& findings) {
    std::unordered_map<std::string_view, std::size_t> owner;
    owner.reserve(portfolio.applications.size());
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        owner.emplace(portfolio.applications[index].id, index);
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        for (const std::string& alias : application.aliases) {
            const auto [known, added] = owner.emplace(alias, index);
            const Application& other = portfolio.applications[known->second];
            if (added || other.id == application.id) continue;
            findings.add(RecordFinding::shared_alias, portfolio.where(RecordType::application, index),
                         {alias, application.id, other.id});
        }
    }
}

/// Several calendars may repeat a window that they share, with the same dates.
void check_windows(const Portfolio& portfolio, RecordFindings& findings) {
    struct Known {
        std::size_t calendar;
        const CutoverWindow* window;
    };
    std::unordered_map<std::string_view, Known> known_windows;
    for (std::size_t index = 0; index < portfolio.calendars.size(); ++index) {
        const Calendar& calendar = portfolio.calendars[index];
        for (const CutoverWindow& window : calendar.windows) {
            const Location where = portfolio.where(RecordType::calendar, index);
            check_id(window.id, "window", where, findings);
            const auto [known, added] = known_windows.emplace(window.id, Known{index, &window});
            const CutoverWindow& other = *known->second.window;
            if (added || (other.start == window.start && other.finish == window.finish)) continue;
            findings.add(RecordFinding::duplicate_window, where,
                         {window.id, calendar.id, portfolio.calendars[known->second.calendar].id});
        }
    }
}

}  // namespace

void check_identity(const Portfolio& portfolio, RecordFindings& findings) {
    check_ids(portfolio, portfolio.applications, RecordType::application, findings);
    check_aliases(portfolio, findings);
    check_ids(portfolio, portfolio.servers, RecordType::server, findings);
    check_ids(portfolio, portfolio.teams, RecordType::team, findings);
    check_ids(portfolio, portfolio.targets, RecordType::target, findings);
    check_ids(portfolio, portfolio.calendars, RecordType::calendar, findings);
    check_windows(portfolio, findings);
    check_ids(portfolio, portfolio.constraints, RecordType::constraint, findings);
    check_ids(portfolio, portfolio.groups, RecordType::group, findings);
}

void check_planned_identity(const Portfolio& portfolio, RecordFindings& findings) {
    check_ids(portfolio, portfolio.waves, RecordType::wave, findings);
    check_ids(portfolio, portfolio.tasks, RecordType::task, findings);
}

}  // namespace plan

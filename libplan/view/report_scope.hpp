#pragma once

#include "libplan/view/report.hpp"
#include "libplan/view/report_template.hpp"
#include "libplan/view/words.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// What all pages of a dossier share: the portfolio with its records by what they refer to, and how it says things.
/// Internal to this room.
namespace plan {

/// Where an application leaves its present hosting by the plan.
struct Leaving {
    Date day;     ///< last day of the cut-over or decommission
    Phase phase;  ///< cutover or decommission
};

class ReportScope {
public:
    /// `portfolio` and `options` outlive this.
    ReportScope(const Portfolio& portfolio, const ReportOptions& options);

    const Portfolio& portfolio;
    const ReportOptions& options;
    Language language;
    std::optional<Date> as_of;  ///< of the options, else the plan's own

    // By index of an application.
    [[nodiscard]] const std::vector<std::size_t>& tasks_of(std::size_t application) const;    ///< by start
    [[nodiscard]] const std::vector<std::size_t>& bridges_of(std::size_t application) const;  ///< by start
    [[nodiscard]] const std::optional<Leaving>& leaving(std::size_t application) const { return leaving_[application]; }

    [[nodiscard]] const Target* target(std::string_view id) const;
    [[nodiscard]] const Plan* plan() const { return portfolio.plans.empty() ? nullptr : &portfolio.plans.back(); }
    [[nodiscard]] bool shows(ReportPage page) const;

    [[nodiscard]] std::string say(std::string_view french, std::string_view english) const {
        return std::string(Words{french, english}.in(language));
    }
    [[nodiscard]] std::string day(Date date) const { return short_date(date, language); }
    [[nodiscard]] std::string day(const std::optional<Date>& date) const { return date ? day(*date) : std::string(); }
    [[nodiscard]] std::string count(std::size_t number) const {
        return count_text(static_cast<std::int64_t>(number), language);
    }
    [[nodiscard]] std::string euros(double amount) const;
    [[nodiscard]] std::string person_days(double days) const;
    [[nodiscard]] std::string applications(std::size_t number) const;

    /// "nubo – Nubo, DGFiP": what the catalogue says of a target; its id alone where it says nothing.
    [[nodiscard]] std::string target_name(std::string_view id) const;
    [[nodiscard]] std::string team_name(std::string_view id) const;
    /// Who answers for it: business owner, else owner, else ministry; "" when nobody is named.
    [[nodiscard]] static const std::string& owner_of(const Application& application);

    /// id, name, and anchor: the sheet to which it leads, where the dossier has one.
    [[nodiscard]] ReportData link(std::size_t application) const;
    /// The same for an id, that of no application too.
    [[nodiscard]] ReportData link(std::string_view id) const;
    [[nodiscard]] std::vector<ReportData> links(const std::vector<std::size_t>& applications) const;
    [[nodiscard]] std::vector<ReportData> links(const std::vector<std::string>& ids) const;
    [[nodiscard]] static std::string anchor(std::size_t application);

    /// text, rule, source and path of each.
    [[nodiscard]] std::vector<ReportData> reasons(const Reasons& reasons) const;

private:
    std::vector<std::vector<std::size_t>> tasks_, bridges_;
    std::vector<std::optional<Leaving>> leaving_;
    std::unordered_map<std::string_view, const Target*> targets_;  // only looked up
    std::unordered_map<std::string_view, const Team*> teams_;      // only looked up
};

/// A figure with its unit, and where it comes from.
struct ReportFigure {
    std::string label, value, source;
};
[[nodiscard]] std::vector<ReportData> figures_data(const std::vector<ReportFigure>& figures);

}  // namespace plan

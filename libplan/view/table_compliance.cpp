#include "libplan/base/text.hpp"
#include "libplan/view/table_builder.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

/// Where applications are hosted against what the texts ask for. The statement's lines where the stream has them, else
/// what plan-target found of today.
namespace plan {

namespace {

struct Judged {
    std::string id;
    const Application* application = nullptr;  ///< null: not in the stream
    const ComplianceLine* line = nullptr;      ///< null: the statement does not speak of it
    std::optional<Date> cutover;

    [[nodiscard]] const Hosting* hosting() const {
        return application && application->hosting ? &*application->hosting : nullptr;
    }
    [[nodiscard]] Compliance status() const {
        if (line) return line->status;
        return hosting() ? hosting()->today : Compliance::unspecified;
    }
    [[nodiscard]] std::optional<Date> until() const {
        if (line) return line->until;
        return hosting() ? hosting()->today_until : std::nullopt;
    }
    /// Without a statement only a hosting that is not plainly conforming has something that ends.
    [[nodiscard]] std::optional<Date> ends_on() const {
        if (line) return line->ends_on;
        return status() == Compliance::conforming ? std::nullopt : cutover;
    }
    [[nodiscard]] const Reasons& reasons() const {
        static const Reasons none;
        if (line) return line->because;
        return hosting() ? hosting()->today_because : none;
    }
};

/// Rules that were looked at, each once, in the order in which they are given as reasons.
Cell rules_cell(const Judged& row) {
    if (row.line) return list_cell(row.line->rules);
    std::vector<std::string> rules;
    for (const Reason& reason : row.reasons())
        if (std::ranges::find(rules, reason.rule) == rules.end()) rules.push_back(reason.rule);
    return list_cell(rules);
}

const std::array<Column<Judged>, 15> compliance_columns = {{
    {{"Code", "Id"}, [](const Judged& row, Language) { return cell(row.id); }},
    {{"Application", "Application"},
     [](const Judged& row, Language) { return row.application ? cell(row.application->name) : Cell(); }},
    {{"Direction métier", "Business owner"},
     [](const Judged& row, Language) { return row.application ? cell(row.application->business_owner) : Cell(); }},
    {{"Classe", "Class"},
     [](const Judged& row, Language language) {
         return row.application ? class_cell(*row.application, language) : Cell();
     },
     ColumnMeaning::sensitivity_class},
    {{"Hébergement actuel", "Present hosting"},
     [](const Judged& row, Language) {
         if (row.line && !row.line->site.empty()) return cell(row.line->site);
         return row.application ? cell(row.application->site) : Cell();
     }},
    {{"Conformité", "Compliance"},
     [](const Judged& row, Language language) { return cell(name_of(row.status(), language)); },
     ColumnMeaning::compliance},
    {{"Règles", "Rules"}, [](const Judged& row, Language) { return rules_cell(row); }},
    {{"Depuis le", "Since"}, [](const Judged& row, Language) { return row.line ? cell(row.line->since) : Cell(); }},
    {{"Dérogation jusqu’au", "Derogation until"}, [](const Judged& row, Language) { return cell(row.until()); }},
    {{"Fondement de la dérogation", "Basis of the derogation"},
     [](const Judged& row, Language) {
         if (row.line) return cell(row.line->derogation_basis);
         return row.application ? cell(row.application->derogation_basis) : Cell();
     }},
    {{"Cible", "Target"},
     [](const Judged& row, Language) {
         if (row.line) return cell(row.line->target);
         return row.hosting() ? cell(row.hosting()->target) : Cell();
     }},
    {{"Prend fin le", "Ends on"}, [](const Judged& row, Language) { return cell(row.ends_on()); }},
    {{"Par", "By"},
     [](const Judged& row, Language language) {
         return row.line ? cell(name_of(row.line->ends_by, language)) : Cell();
     }},
    {{"Jours sans dérogation", "Days without derogation"},
     [](const Judged& row, Language) { return row.line ? cell(row.line->uncovered_days) : Cell(); }},
    {{"Motif", "Why"}, [](const Judged& row, Language) { return reasons_cell(row.reasons()); }},
}};

/// What is broken, then what a derogation covers, then what is not known, then what is in order.
auto compliance_order(const Judged& row) {
    constexpr std::array<int, 5> severity = {4, 3, 0, 1, 2};
    const std::optional<Date> end = row.ends_on();
    return std::tuple(severity[static_cast<std::size_t>(row.status())], end.has_value(), end ? -end->days() : 0,
                      std::string_view(row.id));
}

}  // namespace

void fill_compliance(Table& table, const Portfolio& portfolio, Language language) {
    std::map<std::string_view, const ComplianceLine*> lines;
    for (const ComplianceLine& line : portfolio.compliance_lines) lines.emplace(line.application, &line);
    std::vector<Judged> rows;
    for (const PlannedApplication& planned : planned_applications(portfolio)) {
        const auto line = lines.find(planned.application->id);
        if (line == lines.end() && !planned.application->hosting) continue;
        rows.push_back({planned.application->id, planned.application, line == lines.end() ? nullptr : line->second,
                        planned.cutover});
    }
    for (const ComplianceLine& line : portfolio.compliance_lines)
        if (!portfolio.application_index(line.application))
            rows.push_back({line.application, nullptr, &line, std::nullopt});
    std::ranges::stable_sort(rows, {}, compliance_order);
    fill_table<Judged>(table, compliance_columns, rows, language);
}

}  // namespace plan

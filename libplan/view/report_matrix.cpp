#include "libplan/view/palette.hpp"
#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

/// The usage matrix: for each type of service a table, typical applications down, targets across.
namespace plan {

namespace {

std::string rules_of(const Reasons& reasons) {
    std::string text;
    std::set<std::string_view> said;
    for (const Reason& reason : reasons)
        if (said.insert(reason.rule).second) text += (text.empty() ? "" : ", ") + reason.rule;
    return text;
}

class Matrix {
public:
    explicit Matrix(const ReportScope& scope) : scope_(scope) {
        for (const Usage& usage : scope.portfolio.usages) {
            remember(rows_, usage.row);
            remember(targets_, usage.target);
            remember(types_, usage.service_type);
            cells_.try_emplace(std::tuple(usage.service_type, usage.row, usage.target), &usage);
        }
    }

    ReportData data() const {
        std::vector<ReportData> tables;
        for (const std::string& type : types_) tables.push_back(table(type));
        ReportData page;
        page.list("tables", std::move(tables)).list("sources", sources()).list("reasons", reasons());
        return page;
    }

private:
    /// In the order of the stream.
    static void remember(std::vector<std::string>& all, const std::string& name) {
        if (std::ranges::find(all, name) == all.end()) all.push_back(name);
    }

    ReportData table(const std::string& type) const {
        std::vector<ReportData> columns, rows;
        for (const std::string& target : targets_)
            columns.emplace_back().text("id", target).text("name", scope_.target_name(target));
        for (const std::string& row : rows_) rows.push_back(row_of(type, row));
        ReportData data;
        data.text("service_type", type).list("columns", std::move(columns)).list("rows", std::move(rows));
        return data;
    }

    ReportData row_of(const std::string& type, const std::string& row) const {
        std::vector<ReportData> cells;
        std::string title = row, found_class;
        for (const std::string& target : targets_) {
            const auto found = cells_.find(std::tuple(type, row, target));
            if (found == cells_.end()) {
                ReportData& empty = cells.emplace_back();
                for (const char* name : {"eligible", "rejected", "to_verify", "valid_until", "rules"})
                    empty.flag(name, false);
                continue;
            }
            const Usage& usage = *found->second;
            title = usage.title.empty() ? row : usage.title;
            found_class = usage.sensitivity_class;
            cells.emplace_back()
                .flag("eligible", usage.verdict == Admission::eligible)
                .flag("rejected", usage.verdict == Admission::rejected)
                .flag("to_verify", usage.to_verify.value_or(false))
                .text("valid_until", scope_.day(usage.valid_until))
                .text("rules", rules_of(usage.because));
        }
        ReportData data;
        data.text("id", row).text("title", title).list("cells", std::move(cells));
        data.text("class", found_class.empty() ? std::string() : class_swatch(found_class).name(scope_.language));
        return data;
    }

    /// Each rule with the source it rests on.
    std::vector<ReportData> sources() const {
        std::set<std::pair<std::string, std::string>> all;
        for (const Usage& usage : scope_.portfolio.usages)
            for (const Reason& reason : usage.because) all.emplace(reason.rule, reason.source);
        std::vector<ReportData> rows;
        for (const auto& [rule, source] : all) rows.emplace_back().text("rule", rule).text("source", source);
        return rows;
    }

    /// Each text once, with the rows for which it counts.
    std::vector<ReportData> reasons() const {
        std::map<std::tuple<std::string, std::string, std::string>, std::set<std::string>> all;
        for (const Usage& usage : scope_.portfolio.usages)
            for (const Reason& reason : usage.because)
                all[{reason.rule, reason.source, reason.text}].insert(usage.title.empty() ? usage.row : usage.title);
        std::vector<ReportData> rows;
        for (const auto& [reason, titles] : all) {
            std::string where;
            for (const std::string& title : titles) where += (where.empty() ? "" : " ; ") + title;
            // What counts for every row needs no list of them.
            if (titles.size() == rows_.size()) where.clear();
            rows.emplace_back()
                .text("rule", std::get<0>(reason))
                .text("source", std::get<1>(reason))
                .text("text", std::get<2>(reason))
                .text("rows", where);
        }
        return rows;
    }

    const ReportScope& scope_;
    std::vector<std::string> rows_, targets_, types_;
    std::map<std::tuple<std::string, std::string, std::string>, const Usage*> cells_;
};

}  // namespace

ReportData matrix_page(const ReportScope& scope) {
    return Matrix(scope).data();
}

}  // namespace plan

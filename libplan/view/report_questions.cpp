#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include "libplan/source/columns.hpp"

#include <algorithm>
#include <map>

/// Questions left to answer, by who is asked.
namespace plan {

namespace {

/// How the inventory's column is called that would take the answer.
std::string field_name(const std::string& field, Language language) {
    const auto columns = column_names(RecordType::application);
    const auto found = std::ranges::find(columns, field, &ColumnName::field);
    if (found == columns.end()) return field;
    return std::string(language == Language::french ? found->french : found->english);
}

struct Asked {
    std::size_t application;
    const Question* question;
    std::string piece;  ///< of a project's file; empty: its class
};

}  // namespace

ReportData questions_page(const ReportScope& scope) {
    std::map<std::string, std::vector<Asked>> owners;
    std::size_t count = 0;
    for (const std::size_t index : applications_in_order(scope)) {
        const Application& application = scope.portfolio.applications[index];
        if (!application.classification) continue;
        const auto ask = [&](const Question& question, const std::string& piece) {
            owners[question.owner].push_back({index, &question, piece});
            ++count;
        };
        for (const Question& question : application.classification->questions) ask(question, {});
        for (const FilePiece& piece : application.classification->file)
            if (piece.status == PieceStatus::missing)
                for (const Question& question : piece.questions) ask(question, piece.piece);
    }
    std::vector<ReportData> all;
    for (const auto& [owner, asked] : owners) {
        std::vector<ReportData> rows;
        for (const Asked& one : asked) {
            ReportData& row = rows.emplace_back(scope.link(one.application));
            row.text("field", field_name(one.question->field, scope.language)).text("key", one.question->field);
            row.text("question", one.question->text).text("piece", one.piece);
        }
        all.emplace_back().text("owner", owner).text("count", scope.count(asked.size())).list("rows", std::move(rows));
    }
    ReportData page;
    page.list("owners", std::move(all)).text("count", count > 0 ? scope.count(count) : std::string());
    return page;
}

}  // namespace plan

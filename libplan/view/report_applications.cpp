#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <variant>

/// Sheets of applications: what it is, what was decided and why, and the four questions: alone? after what? with what?
/// bridges from when to when?
namespace plan {

namespace {

/// What a reader looks for first. Those that are empty are named as missing.
constexpr std::array<std::string_view, 22> shown_fields = {
    "description", "ministry",          "business_owner", "owner",        "contractor",  "lifecycle",
    "criticality", "service_type",      "exposure",       "users",        "persons",     "site",
    "data",        "mention",           "rto_hours",      "rpo_hours",    "sla_percent", "contract_end",
    "deadline",    "accreditation_end", "reversibility",  "cost_per_year"};
constexpr std::array<std::string_view, 9> expected_fields = {"business_owner", "owner",         "lifecycle",
                                                             "site",           "data",          "rto_hours",
                                                             "contract_end",   "reversibility", "cost_per_year"};

std::string value_text(const FieldValue& value, Language language) {
    struct Say {
        Language language;
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(std::int64_t number) const { return count_text(number, language); }
        std::string operator()(double number) const { return quantity_text(number, 2, language); }
        std::string operator()(bool truth) const {
            return std::string(truth ? Words{"oui", "yes"}.in(language) : Words{"non", "no"}.in(language));
        }
        std::string operator()(Date date) const { return short_date(date, language); }
        std::string operator()(const std::vector<std::string>& texts) const { return join(texts, ", "); }
        std::string operator()(const std::vector<std::int64_t>& numbers) const {
            std::string text;
            for (const std::int64_t number : numbers) text += (text.empty() ? "" : ", ") + count_text(number, language);
            return text;
        }
        std::string operator()(const std::vector<Date>& dates) const {
            std::string text;
            for (const Date date : dates) text += (text.empty() ? "" : ", ") + short_date(date, language);
            return text;
        }
    };
    return std::visit(Say{language}, value);
}

class Sheet {
public:
    Sheet(const ReportScope& scope, std::size_t index)
        : scope_(scope), index_(index), application_(scope.portfolio.applications[index]) {}

    ReportData data() {
        ReportData sheet = scope_.link(index_);
        sheet.text("sheet", ReportScope::anchor(index_));
        identity(sheet);
        classification(sheet);
        hosting(sheet);
        assessment(sheet);
        planned(sheet);
        sheet.list("tasks", task_rows(scope_, scope_.tasks_of(index_)));
        sheet.list("bridges", bridge_rows(scope_, scope_.bridges_of(index_)));
        const auto ends = return_ends(scope_, index_);
        sheet.text("return_until", ends ? scope_.day(*ends - 1) : std::string());
        return sheet;
    }

private:
    [[nodiscard]] std::string label(std::string_view field) const {
        const auto columns = column_names(RecordType::application);
        const auto found = std::ranges::find(columns, field, &ColumnName::field);
        if (found == columns.end()) return std::string(field);
        return std::string(scope_.language == Language::french ? found->french : found->english);
    }

    void identity(ReportData& sheet) const {
        std::vector<ReportData> rows;
        std::vector<std::string> missing;
        for (const std::string_view name : shown_fields) {
            const auto* field = find_field(application_fields(), name);
            if (field != nullptr && field->is_set(application_))
                rows.emplace_back().text("label", label(name)).text("value", field_text(name, *field));
            else if (std::ranges::find(expected_fields, name) != expected_fields.end())
                missing.push_back(label(name));
        }
        sheet.list("fields", std::move(rows)).text("missing", join(missing, ", "));
        sheet.text("origin", application_.origin);
    }

    [[nodiscard]] std::string field_text(std::string_view name, const Field<Application>& field) const {
        if (name == "lifecycle") return std::string(name_of(application_.lifecycle, scope_.language));
        if (name == "mention") return std::string(name_of(application_.mention, scope_.language));
        return value_text(field.get(application_), scope_.language);
    }

    void classification(ReportData& sheet) const {
        ReportData data;
        const auto& found = application_.classification;
        if (!found) {
            sheet.flag("classification", false);
            return;
        }
        data.text("class", found->sensitivity_class.empty()
                               ? std::string()
                               : class_swatch(found->sensitivity_class).name(scope_.language));
        data.text("verdict", name_of(found->verdict, scope_.language));
        data.flag("to_qualify", found->verdict == Verdict::to_qualify);
        data.text("policy", found->policy).text("labels", join(found->labels, ", "));
        data.list("reasons", scope_.reasons(found->because));
        std::vector<ReportData> inherited, questions, pieces;
        for (const InheritedLabel& one : found->inherited)
            inherited.emplace_back().text("label", one.label).text("path", join(one.path, " → "));
        for (const Question& question : found->questions)
            questions.emplace_back()
                .text("field", label(question.field))
                .text("question", question.text)
                .text("owner", question.owner);
        for (const FilePiece& piece : found->file)
            pieces.emplace_back()
                .text("piece", piece.piece)
                .flag("is_missing", piece.status == PieceStatus::missing)
                .text("rule", piece.rule);
        data.list("inherited", std::move(inherited))
            .list("questions", std::move(questions))
            .list("file", std::move(pieces));
        sheet.object("classification", std::move(data));
    }

    void hosting(ReportData& sheet) const {
        const auto& found = application_.hosting;
        if (!found) {
            sheet.flag("hosting", false);
            return;
        }
        ReportData data;
        data.text("today", name_of(found->today, scope_.language)).text("until", scope_.day(found->today_until));
        data.list("today_reasons", scope_.reasons(found->today_because));
        data.text("target", found->target)
            .text("target_name", found->target.empty() ? std::string() : scope_.target_name(found->target));
        data.list("reasons", scope_.reasons(found->because));
        std::vector<ReportData> eligible, rejected;
        for (const EligibleTarget& one : found->eligible)
            eligible.emplace_back()
                .text("id", one.target)
                .text("name", scope_.target_name(one.target))
                .text("valid_until", scope_.day(one.valid_until))
                .flag("chosen", one.target == found->target);
        for (const RejectedTarget& one : found->rejected)
            rejected.emplace_back()
                .text("id", one.target)
                .text("name", scope_.target_name(one.target))
                .list("reasons", scope_.reasons(one.because));
        data.list("eligible", std::move(eligible)).list("rejected", std::move(rejected));
        sheet.object("hosting", std::move(data));
    }

    void assessment(ReportData& sheet) const {
        const auto& found = application_.assessment;
        if (!found) {
            sheet.flag("assessment", false);
            return;
        }
        ReportData data;
        data.text("strategy", name_of(found->strategy, scope_.language)).flag("forced", found->forced);
        data.text("runner_up", name_of(found->runner_up, scope_.language));
        data.text("readiness", found->readiness ? quantity_text(*found->readiness, 0, scope_.language) : std::string());
        data.text("complexity", complexity()).text("risk", risk());
        data.list("reasons", scope_.reasons(found->because));
        std::vector<ReportData> efforts, costs;
        Estimate total;
        for (const PhaseEffort& effort : found->effort) {
            efforts.push_back(effort_row(name_of(effort.phase, scope_.language), effort.estimate));
            total.optimistic += effort.estimate.optimistic;
            total.likely += effort.estimate.likely;
            total.pessimistic += effort.estimate.pessimistic;
        }
        if (efforts.size() > 1) efforts.push_back(effort_row(scope_.say("Total", "Total"), total));
        for (const auto& [name, amount] : found->cost)
            costs.emplace_back().text("label", cost_label(name)).text("value", scope_.euros(amount));
        data.list("efforts", std::move(efforts)).list("costs", std::move(costs));
        data.text("payback", found->payback_year ? std::to_string(*found->payback_year) : std::string());
        sheet.object("assessment", std::move(data));
    }

    [[nodiscard]] ReportData effort_row(std::string_view label, const Estimate& estimate) const {
        const auto number = [&](double days) { return quantity_text(days, 1, scope_.language); };
        ReportData row;
        row.text("phase", label).text("optimistic", number(estimate.optimistic));
        row.text("likely", number(estimate.likely)).text("pessimistic", number(estimate.pessimistic));
        return row;
    }

    [[nodiscard]] std::string cost_label(const std::string& name) const {
        if (name == "today") return scope_.say("Par an, aujourd’hui", "A year, today");
        if (name == "target") return scope_.say("Par an, en cible", "A year, at the target");
        if (name == "migration") return scope_.say("Migration, une fois", "Migration, once");
        return name == "overlap" ? scope_.say("Double hébergement, une fois", "Hosting twice, once") : name;
    }

    [[nodiscard]] std::string complexity() const {
        switch (application_.assessment->complexity) {
            case Complexity::small:
                return scope_.say("faible", "small");
            case Complexity::medium:
                return scope_.say("moyenne", "medium");
            case Complexity::large:
                return scope_.say("grande", "large");
            case Complexity::extra_large:
                return scope_.say("très grande", "extra large");
            case Complexity::unspecified:
                break;
        }
        return {};
    }

    [[nodiscard]] std::string risk() const {
        switch (application_.assessment->risk) {
            case Risk::green:
                return scope_.say("vert", "green");
            case Risk::yellow:
                return scope_.say("jaune", "yellow");
            case Risk::red:
                return scope_.say("rouge", "red");
            case Risk::unknown:
                return scope_.say("inconnu", "unknown");
            case Risk::unspecified:
                break;
        }
        return {};
    }

    void planned(ReportData& sheet) const {
        const auto& found = application_.planned;
        if (!found) {
            sheet.flag("planned", false);
            return;
        }
        ReportData data;
        data.text("wave", found->wave ? std::to_string(*found->wave) : std::string());
        data.text("cutover", found->cutover ? long_date(*found->cutover, scope_.language) : std::string());
        data.flag("alone", found->alone.value_or(false)).flag("not_alone", found->alone.has_value() && !*found->alone);
        data.list("before", scope_.links(found->before)).list("with", scope_.links(found->with));
        std::vector<ReportData> bridges;
        for (const PlannedBridge& bridge : found->bridges) {
            ReportData& row = bridges.emplace_back(scope_.link(bridge.other));
            row.text("start", scope_.day(bridge.start)).text("finish", scope_.day(bridge.finish));
            row.text("days", count_text(bridge.finish - bridge.start + 1, scope_.language));
        }
        data.list("bridges", std::move(bridges)).list("reasons", scope_.reasons(found->because));
        sheet.object("planned", std::move(data));
    }

    const ReportScope& scope_;
    std::size_t index_;
    const Application& application_;
};

}  // namespace

std::vector<std::size_t> applications_in_order(const ReportScope& scope) {
    std::vector<std::size_t> order(scope.portfolio.applications.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [&](std::size_t index) { return std::string_view(scope.portfolio.applications[index].id); });
    return order;
}

ReportData application_sheet(const ReportScope& scope, std::size_t application) {
    return Sheet(scope, application).data();
}

}  // namespace plan

#include "libplan/view/difference_text.hpp"

#include "libplan/record/change_record.hpp"
#include "libplan/record/json_value.hpp"
#include "libplan/record/members.hpp"
#include "libplan/view/difference_values.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <vector>

namespace plan {

namespace {

constexpr std::string_view bold = "\033[1m", dim = "\033[2m", red = "\033[31m", green = "\033[32m", yellow = "\033[33m",
                           plain = "\033[0m";

bool is_reasons(std::string_view field) {
    return field == "because" || field.ends_with(".because");
}

/// A decision: something in it differs beside its reasons.
bool decides(const Change& change, const std::string& object) {
    return std::ranges::any_of(change.fields, [&](const FieldChange& field) {
        if (is_reasons(field.field)) return false;
        return object.empty() ? field.field.find('.') == std::string::npos : field.field.starts_with(object + ".");
    });
}

/// Of the reasons of a decision, those that the older one did not have; all, when it had them all.
std::vector<std::string_view> telling(const ChangedReasons& reasons) {
    std::set<std::string> known;
    if (!reasons.before.empty())
        for (const std::string_view reason : split_elements(reasons.before)) known.insert(canonical_json(reason));
    std::vector<std::string_view> all = split_elements(reasons.after), fresh;
    for (const std::string_view reason : all)
        if (!known.contains(canonical_json(reason))) fresh.push_back(reason);
    return fresh.empty() ? all : fresh;
}

std::string text_of(std::string_view reason, std::string_view key) {
    if (shape_of(reason) != JsonShape::object) return {};
    const std::string_view value = member_value(reason, key);
    return shape_of(value) == JsonShape::text && !value.empty() ? visible_text(unquoted(value)) : std::string();
}

const FieldChange* find(const Change& change, std::string_view name) {
    const auto found = std::ranges::find(change.fields, name, &FieldChange::field);
    return found == change.fields.end() ? nullptr : &*found;
}

}  // namespace

DifferenceText::DifferenceText(std::function<void(std::string_view)> sink, Language language, bool colour)
    : sink_(std::move(sink)), language_(language), colour_(colour) {}

std::string_view DifferenceText::say(std::string_view french, std::string_view english) const {
    return Words{french, english}.in(language_);
}

std::string DifferenceText::painted(std::string_view text, std::string_view escape) const {
    return colour_ ? fmt::format("{}{}{}", escape, text, plain) : std::string(text);
}

std::string DifferenceText::mark(ChangeKind kind) const {
    if (kind == ChangeKind::added) return painted("+", green);
    return kind == ChangeKind::removed ? painted("-", red) : painted("~", yellow);
}

void DifferenceText::line(std::size_t indent, std::string_view text) {
    sink_(fmt::format("{:{}}{}\n", "", indent, text));
}

/// "(+35 jours)"
std::string DifferenceText::days(std::int32_t later) const {
    const auto count =
        counted(std::abs(static_cast<std::int64_t>(later)), {"jour", "day"}, {"jours", "days"}, language_);
    return fmt::format("{}{}", later < 0 ? "−" : "+", count);
}

void DifferenceText::add(const Change& change) {
    remember(change);
    head(change);
    line(4, mark(change.kind) + " " + record_title(change, language_));
    if (change.kind != ChangeKind::changed) return;
    fields(change);
    reasons(change);
}

void DifferenceText::head(const Change& change) {
    const std::string type(change.type_name);
    if (last_type_ != type) {
        if (!last_type_.empty()) line(0, "");
        line(0, painted(type_title(change.type, change.type_name, language_), bold));
        last_type_ = type;
        last_wave_.reset();
    }
    const bool in_waves =
        change.type == RecordType::application || change.type == RecordType::task || change.wave.has_value();
    if (!in_waves || change.type == RecordType::wave || (last_wave_ && *last_wave_ == change.wave)) return;
    // A portfolio without a plan needs no heading for what has no wave.
    if (change.wave || last_wave_)
        line(2, painted(change.wave ? fmt::format("{} {}", say("Vague", "Wave"), *change.wave)
                                    : std::string(say("Hors vague", "In no wave")),
                        bold));
    last_wave_ = change.wave;
}

void DifferenceText::fields(const Change& change) {
    std::vector<const FieldChange*> shown;
    for (const FieldChange& field : change.fields)
        if (!is_reasons(field.field)) shown.push_back(&field);
    if (shown.empty()) return line(8, say("seuls les motifs diffèrent", "only the reasons differ"));
    std::ranges::sort(shown, {}, [](const FieldChange* field) {
        return std::tuple(field_rank(field->field), std::string_view(field->field));
    });
    constexpr std::size_t most = 12;
    for (std::size_t place = 0; place < std::min(shown.size(), most); ++place) field(change, *shown[place]);
    if (shown.size() > most)
        line(8, painted(fmt::format(fmt::runtime(say("et {} autres champs : --to ndjson les donne tous",
                                                     "and {} other fields: --to ndjson gives them all")),
                                    shown.size() - most),
                        dim));
}

void DifferenceText::field(const Change& change, const FieldChange& field) {
    std::string text = fmt::format("{}{}{}", field_label(change.type, field.field, language_), say(" : ", ": "),
                                   value_change(field, language_));
    if (field.later_days) text += fmt::format(" ({})", days(*field.later_days));
    line(8, text);
}

void DifferenceText::reasons(const Change& change) {
    // A task says on its own line why it is not earlier; of an application each decision may have changed.
    const std::size_t most = change.type == RecordType::application ? 3 : 1;
    for (const ChangedReasons& decision : changed_reasons(change)) {
        if (!decides(change, decision.object)) continue;
        const std::vector<std::string_view> all = telling(decision);
        for (std::size_t place = 0; place < std::min(all.size(), most); ++place) {
            const std::string text = text_of(all[place], "text");
            if (text.empty()) continue;
            line(8, painted(fmt::format("{}{} [{}, {}]", say("parce que : ", "because: "), text,
                                        text_of(all[place], "rule"), text_of(all[place], "source")),
                            dim));
        }
    }
}

void DifferenceText::remember(const Change& change) {
    const auto differs = [&](std::string_view name) { return find(change, name) != nullptr ? 1u : 0u; };
    if (change.type == RecordType::application) {
        classes_ += differs("classification.class");
        verdicts_ += differs("classification.verdict");
        strategies_ += differs("assessment.strategy");
        targets_ += differs("hosting.target");
        compliances_ += differs("hosting.today.status");
        const FieldChange* cutover = find(change, "planned.cutover");
        if (cutover == nullptr) return;
        if (cutover->before.empty()) ++cutovers_.fresh;
        if (cutover->after.empty()) ++cutovers_.gone;
        const std::int32_t later = cutover->later_days.value_or(0);
        cutovers_.later += later > 0 ? 1 : 0;
        cutovers_.earlier += later < 0 ? 1 : 0;
        const std::string whose = change.key.empty() ? std::string() : visible_text(change.key.front().second);
        if (later > cutovers_.most_later) std::tie(cutovers_.most_later, cutovers_.latest) = std::tuple(later, whose);
        if (later < cutovers_.most_earlier)
            std::tie(cutovers_.most_earlier, cutovers_.earliest) = std::tuple(later, whose);
    }
    if (change.type != RecordType::plan) return;
    if (const FieldChange* finish = find(change, "finish")) {
        finish_ = value_change(*finish, language_);
        if (finish->later_days) finish_ += fmt::format(" ({})", days(*finish->later_days));
    }
    if (const FieldChange* total = find(change, "objective.total")) objective_ = value_change(*total, language_);
}

void DifferenceText::close(const DifferenceSummary& summary) {
    if (!summary.differ()) {
        std::size_t records = 0;
        for (const TypeCounts& counts : summary.types) records += counts.same;
        return line(0, fmt::format("{} ({})", say("Aucune différence", "No difference"),
                                   counted(static_cast<std::int64_t>(records), {"enregistrement", "record"},
                                           {"enregistrements", "records"}, language_)));
    }
    line(0, "");
    line(0, painted(say("Bilan", "Summary"), bold));
    counts(summary);
    meaning();
}

void DifferenceText::counts(const DifferenceSummary& summary) {
    for (const TypeCounts& counts : summary.types) {
        std::string text;
        const auto piece = [&](std::size_t count, Words one, Words many) {
            if (count > 0)
                text += (text.empty() ? "" : ", ") + counted(static_cast<std::int64_t>(count), one, many, language_);
        };
        piece(counts.changed, {"qui diffère", "changed"}, {"qui diffèrent", "changed"});
        piece(counts.added, {"de plus", "added"}, {"de plus", "added"});
        piece(counts.removed, {"de moins", "removed"}, {"de moins", "removed"});
        if (text.empty()) continue;
        piece(counts.same, {"sans différence", "the same"}, {"sans différence", "the same"});
        line(2, fmt::format("{}{}{}", type_title(counts.type, counts.name, language_), say(" : ", ": "), text));
    }
}

void DifferenceText::meaning() {
    const auto number = [&](std::size_t count, std::string_view french, std::string_view english) {
        if (count > 0)
            line(2, fmt::format("{}{}{}", say(french, english), say(" : ", ": "),
                                count_text(static_cast<std::int64_t>(count), language_)));
    };
    const auto moved = [&](std::size_t count, std::string_view french, std::string_view english, std::int32_t most,
                           const std::string& whose) {
        if (count > 0)
            line(2, fmt::format("{}{}{}, {} {} ({})", say(french, english), say(" : ", ": "),
                                count_text(static_cast<std::int64_t>(count), language_), say("au plus", "at most"),
                                days(most), whose));
    };
    moved(cutovers_.later, "Bascules plus tardives", "Later cut-overs", cutovers_.most_later, cutovers_.latest);
    moved(cutovers_.earlier, "Bascules plus précoces", "Earlier cut-overs", cutovers_.most_earlier, cutovers_.earliest);
    number(cutovers_.fresh, "Bascules nouvelles", "Fresh cut-overs");
    number(cutovers_.gone, "Bascules supprimées", "Cut-overs that are gone");
    number(classes_, "Classes qui changent", "Classes that change");
    number(verdicts_, "Verdicts qui changent", "Verdicts that change");
    number(strategies_, "Stratégies qui changent", "Strategies that change");
    number(targets_, "Cibles qui changent", "Targets that change");
    number(compliances_, "Conformités actuelles qui changent", "Compliance today that changes");
    if (!finish_.empty())
        line(2, fmt::format("{}{}{}", say("Fin du plan", "End of the plan"), say(" : ", ": "), finish_));
    if (!objective_.empty()) line(2, fmt::format("{}{}{}", say("Objectif", "Objective"), say(" : ", ": "), objective_));
}

}  // namespace plan

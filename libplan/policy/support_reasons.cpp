#include "libplan/policy/support_reasons.hpp"

#include "libplan/base/text.hpp"

namespace plan {

namespace {

constexpr ReasonText ended_text = {"support-ended", "", "{component} : hors support depuis le {end}",
                                   "{component}: out of support since {end}"};
constexpr ReasonText ending_text = {
    "support-ends-before-cutover", "",
    "{component} : support jusqu’au {end}, avant la bascule (prévue ou due le {cutover})",
    "{component}: supported until {end}, before the cut-over (planned or due on {cutover})"};
constexpr ReasonText unknown_text = {"support-unknown", "prudence", "Fin de support inconnue : {components}",
                                     "End of support unknown: {components}"};

/// The inventory's date and the table's, when they differ.
void say_difference(Reason& reason, const ComponentSupport& support, Language language) {
    if (!support.declared || support.entry == nullptr || support.entry->end == *support.end) return;
    const std::string day = support.entry->end.to_iso();
    reason.args.emplace_back("table", day);
    const Reason said = make_reason({"", "", " (selon {source} : {day})", " (according to {source}: {day})"}, language,
                                    {{"source", support.entry->source}, {"day", day}});
    reason.text += said.text;
}

Reason reason_of(ReasonText text, const Component& component, const ComponentSupport& support, Language language,
                 ReasonArguments more) {
    const bool from_table = !support.declared;
    text.source = from_table ? std::string_view(support.entry->source) : std::string_view("inventaire");
    ReasonArguments args = {{"component", component.name}, {"end", support.end->to_iso()}};
    for (auto& argument : more) args.push_back(std::move(argument));
    Reason reason = make_reason(text, language, std::move(args));
    if (from_table && support.entry->to_verify) {
        reason.text += language == Language::french ? " [date à vérifier]" : " [date to verify]";
        reason.args.emplace_back("confidence", "to-verify");
    }
    if (from_table && support.entry->verified_on)
        reason.args.emplace_back("verified_on", support.entry->verified_on->to_iso());
    say_difference(reason, support, language);
    return reason;
}

}  // namespace

Reasons support_reasons(const Application& application, const SupportTable* table, Date planning_date,
                        Language language) {
    Reasons reasons;
    std::vector<std::string> unknown;
    const std::optional<Date> cutover = cutover_of(application);
    for (const Component& component : application.components) {
        const ComponentSupport support = support_of(component, table);
        if (!support.end)
            unknown.push_back(component.name);
        else if (*support.end < planning_date)
            reasons.push_back(reason_of(ended_text, component, support, language, {}));
        else if (cutover && *support.end < *cutover)
            reasons.push_back(reason_of(ending_text, component, support, language, {{"cutover", cutover->to_iso()}}));
    }
    if (!unknown.empty()) reasons.push_back(make_reason(unknown_text, language, {{"components", join(unknown, ", ")}}));
    return reasons;
}

}  // namespace plan

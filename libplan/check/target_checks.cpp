#include "libplan/check/known_words.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <string_view>
#include <unordered_set>

namespace plan {

namespace {

void check_source(const Target& target, const Location& where, RecordFindings& findings) {
    std::string missing;
    if (target.source.empty()) missing = "source";
    if (!target.verified_on) missing += missing.empty() ? "verified_on" : ", verified_on";
    if (!missing.empty()) findings.add(RecordFinding::unsourced_target, where, {target.id, missing});
}

void check_qualification(const Target& target, std::optional<Date> as_of, const Location& where,
                         RecordFindings& findings) {
    if (!target.expires_on) return;
    if (target.qualified_on && *target.expires_on < *target.qualified_on)
        findings.add(RecordFinding::dates_reversed, where,
                     {"target", target.id, "qualified_on-expires_on", target.qualified_on->to_iso(),
                      target.expires_on->to_iso()});
    if (as_of && *target.expires_on < *as_of)
        findings.add(RecordFinding::qualification_ended, where,
                     {target.id, target.expires_on->to_iso(), as_of->to_iso()});
}

void check_words(const Portfolio& portfolio, std::size_t index, RecordFindings& findings) {
    const Target& target = portfolio.targets[index];
    const WordPlace place{portfolio, RecordType::target, index, target.id};
    expect_word(place, "kind", target.kind, target_kinds(), findings);
    for (const std::string& type : target.service_types)
        expect_word(place, "service_types", type, service_types(), findings);
    for (const std::string& type : target.snc_service_types)
        expect_word(place, "snc_service_types", type, service_types(), findings);
    expect_word(place, "legal_exposure", target.legal_exposure, legal_exposures(), findings);
    expect_word(place, "snc_milestone", target.snc_milestone, qualification_milestones(), findings);
    expect_word(place, "confidence", target.confidence, confidences(), findings);
    expect_word(place, "control_confidence", target.control_confidence, confidences(), findings);
}

/// One message for the whole catalogue: its lines are verified together.
void check_age(const Portfolio& portfolio, const std::vector<std::size_t>& judged, Date as_of, int stale_days,
               RecordFindings& findings) {
    std::size_t stale = 0, oldest = 0;
    for (const std::size_t index : judged) {
        const auto& verified = portfolio.targets[index].verified_on;
        if (!verified || as_of - *verified <= stale_days) continue;
        if (stale++ == 0 || *verified < *portfolio.targets[oldest].verified_on) oldest = index;
    }
    if (stale == 0) return;
    const Target& target = portfolio.targets[oldest];
    findings.add(
        RecordFinding::stale_catalogue, portfolio.where(RecordType::target, oldest),
        {std::to_string(stale), std::to_string(stale_days), as_of.to_iso(), target.id, target.verified_on->to_iso()});
}

}  // namespace

std::vector<std::size_t> judged_targets(const Portfolio& portfolio, bool only_used) {
    std::unordered_set<std::string_view> used;
    for (const Application& application : portfolio.applications)
        if (application.hosting) used.insert(application.hosting->target);
    std::vector<std::size_t> judged;
    for (std::size_t index = 0; index < portfolio.targets.size(); ++index)
        if (!only_used || used.count(portfolio.targets[index].id) > 0) judged.push_back(index);
    return judged;
}

void check_targets(const Portfolio& portfolio, const RecordCheckOptions& options, RecordFindings& findings) {
    const std::vector<std::size_t> judged = judged_targets(portfolio, options.default_targets);
    for (const std::size_t index : judged) {
        const Location where = options.default_targets ? Location{} : portfolio.where(RecordType::target, index);
        check_source(portfolio.targets[index], where, findings);
        if (!options.default_targets) check_words(portfolio, index, findings);
        check_qualification(portfolio.targets[index], options.as_of, where, findings);
    }
    if (options.as_of) check_age(portfolio, judged, *options.as_of, options.stale_days, findings);
}

}  // namespace plan

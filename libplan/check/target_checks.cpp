#include "libplan/check/record_check_parts.hpp"

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

/// One message for the whole catalogue: its lines are verified together.
void check_age(const Portfolio& portfolio, Date as_of, RecordFindings& findings) {
    std::size_t stale = 0, oldest = 0;
    for (std::size_t index = 0; index < portfolio.targets.size(); ++index) {
        const auto& verified = portfolio.targets[index].verified_on;
        if (!verified || as_of - *verified <= stale_after_days) continue;
        if (stale++ == 0 || *verified < *portfolio.targets[oldest].verified_on) oldest = index;
    }
    if (stale == 0) return;
    const Target& target = portfolio.targets[oldest];
    findings.add(RecordFinding::stale_catalogue, portfolio.where(RecordType::target, oldest),
                 {std::to_string(stale), std::to_string(stale_after_days), as_of.to_iso(), target.id,
                  target.verified_on->to_iso()});
}

}  // namespace

void check_targets(const Portfolio& portfolio, std::optional<Date> as_of, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.targets.size(); ++index) {
        const Location where = portfolio.where(RecordType::target, index);
        check_source(portfolio.targets[index], where, findings);
        check_qualification(portfolio.targets[index], as_of, where, findings);
    }
    if (as_of) check_age(portfolio, *as_of, findings);
}

}  // namespace plan

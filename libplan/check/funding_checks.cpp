#include "libplan/base/text.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <algorithm>

/// Shares of the cost that others pay: each from 0 to 100 %, with a source, its days in order, and on no day more than
/// the whole. O(n log n) for n shares.
namespace plan {

namespace {

/// Shares are given in percent with a few decimals; their sum may be off by what doubles lose.
constexpr double whole = 100 + 1e-9;

/// The first day on which the shares come to more than the whole, and to how much.
struct Excess {
    Date day;
    double percent;
};

std::optional<Excess> excess_of(const std::vector<Funding>& funding) {
    std::vector<std::pair<Date, double>> changes;
    for (const Funding& share : funding) {
        if (share.from && share.until && *share.until < *share.from) continue;  // told by itself
        changes.emplace_back(share.from.value_or(*Date::from_civil(1900, 1, 1)), share.share_percent);
        if (share.until) changes.emplace_back(*share.until + 1, -share.share_percent);
    }
    std::ranges::sort(changes);
    double sum = 0;
    for (std::size_t index = 0; index < changes.size();) {
        const Date day = changes[index].first;
        for (; index < changes.size() && changes[index].first == day; ++index) sum += changes[index].second;
        if (sum > whole) return Excess{day, sum};
    }
    return std::nullopt;
}

}  // namespace

void check_funding(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& one = portfolio.applications[index];
        if (one.funding.empty()) continue;
        const Location where = portfolio.where(RecordType::application, index);
        bool sound = true;
        for (const Funding& share : one.funding) {
            if (trim(share.source).empty()) findings.add(RecordFinding::unsourced_funding, where, {one.id});
            if (!(share.share_percent >= 0 && share.share_percent <= 100)) {
                findings.add(
                    RecordFinding::out_of_range, where,
                    {"application", one.id, "funding.share_percent", number_text(share.share_percent), "0", "100"});
                sound = false;
            }
            if (share.from && share.until && *share.until < *share.from)
                findings.add(RecordFinding::dates_reversed, where,
                             {"application", one.id, "funding", share.from->to_iso(), share.until->to_iso()});
        }
        if (!sound) continue;
        if (const auto excess = excess_of(one.funding))
            findings.add(RecordFinding::funding_over, where,
                         {one.id, number_text(excess->percent), excess->day.to_iso()});
    }
}

}  // namespace plan

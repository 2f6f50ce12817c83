#pragma once

#include "libplan/policy/portfolio_hosting.hpp"

#include <vector>

namespace plan {

/// The compliance statement: a line for each application whose present hosting is not plainly conforming, in their
/// order: by what rule, since when or until when, and, when the portfolio has a plan, on which day a cut-over or a
/// decommission ends it and how many days until then no derogation covers. O(applications * rules + tasks).
[[nodiscard]] std::vector<ComplianceLine> compliance_statement(const Portfolio& portfolio,
                                                               const PortfolioHosting& hosting,
                                                               const HostingSettings& settings, Language language);

}  // namespace plan

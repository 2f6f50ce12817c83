#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/graph/move_groups.hpp"

/// Internal to this room.
namespace plan {

/// Says, in the groups whose members that cut over are to go to several targets, that they are, and which targets are
/// eligible for all (rule several-targets); or that none is (rule no-common-target), which is reported too, as a
/// warning: what cannot live on two sites would. Groups keep their other reasons. O(applications * eligible targets).
void explain_hosting(const Portfolio& portfolio, Language language, const Report& report, MoveGroups& groups);

}  // namespace plan

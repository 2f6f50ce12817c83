#pragma once

#include "libplan/policy/readiness.hpp"

#include <pugixml.hpp>

namespace plan {

/// For each question and answer the condition under which the inventory answers so; an empty query: never. Internal to
/// this room.
struct ReadinessQuestionnaire::Conditions {
    std::vector<std::vector<pugi::xpath_query>> of_answers;
};

}  // namespace plan

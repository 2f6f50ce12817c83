#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/migration_steps.hpp"

#include <string>

/// The parts that steps_html() puts together. Internal to this room.
namespace plan {

/// Who an application is listed under: business owner, else ministry, else owner; may be empty.
[[nodiscard]] const std::string& domain_of(const Application& application);

/// The page's data as JSON, described at the head of steps_data.cpp.
[[nodiscard]] std::string steps_data(const Portfolio& portfolio, const MigrationSteps& steps, std::size_t first_shown,
                                     Language language);

/// Steps, bridges, applications: a table each.
[[nodiscard]] std::string steps_table_html(const Portfolio& portfolio, const MigrationSteps& steps, Language language);
[[nodiscard]] std::string step_bridges_html(const Portfolio& portfolio, const MigrationSteps& steps, Language language);
[[nodiscard]] std::string step_applications_html(const Portfolio& portfolio, const MigrationSteps& steps,
                                                 Language language);

}  // namespace plan

#pragma once

#include "libplan/source/columns.hpp"

#include <span>

/// The data behind columns.hpp, one table per kind.
namespace plan::names {

extern const std::span<const ColumnName> applications;
extern const std::span<const ColumnName> flows;
extern const std::span<const ColumnName> servers;
extern const std::span<const ColumnName> teams;
extern const std::span<const ColumnName> targets;
extern const std::span<const ColumnName> calendars;
extern const std::span<const ColumnName> constraints;

}  // namespace plan::names

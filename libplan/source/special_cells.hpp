#pragma once

#include "libplan/record/records.hpp"
#include "libplan/source/calendar_rows.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/header_binding.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

/// What a flow given by its source and destination means: who depends on whom.
enum class FlowEnds : std::uint8_t {
    by_kind,  ///< files, messages, batches and manual transfers as `data`, every other kind as `calls`
    calls,    ///< the source calls the destination, and depends on it
    data,     ///< data goes from the source to the destination, which depends on the source
};

/// Cells of the row at hand whose meaning is settled when the whole row is read.
struct PendingCells {
    std::optional<Date> support;  ///< end of support of components that have none of their own
    std::vector<std::pair<std::string, Date>> component_support;  ///< by the component's name
    std::string support_header;
    std::string source, destination;
    std::vector<std::string> tags;
    std::vector<std::pair<std::string, std::string>> extra;

    void clear();
};

/// The cells are those of the sum at the foot of a sheet: the first says "Total" or the like, the others are numbers.
[[nodiscard]] bool is_total(std::span<const std::string_view> cells);

/// Reads a cell of a column whose field is one of namespace special, `kept` aside. False with `problem` when it cannot.
[[nodiscard]] bool read_special(Application& record, const BoundColumn& column, std::string_view cell,
                                PendingCells& pending, CellProblem& problem);
[[nodiscard]] bool read_special(Flow& record, const BoundColumn& column, std::string_view cell, PendingCells& pending,
                                CellProblem& problem);
[[nodiscard]] bool read_special(Target& record, const BoundColumn& column, std::string_view cell, PendingCells& pending,
                                CellProblem& problem);
template <class Record>
[[nodiscard]] bool read_special(Record&, const BoundColumn&, std::string_view, PendingCells&, CellProblem&) {
    return false;
}

/// Settles what is pending, then says which field still lacks a value that the rest of the row asks for.
[[nodiscard]] std::optional<std::string_view> settle(Application& record, PendingCells& pending, FlowEnds ends);
[[nodiscard]] std::optional<std::string_view> settle(Flow& record, PendingCells& pending, FlowEnds ends);
[[nodiscard]] std::optional<std::string_view> settle(Constraint& record, PendingCells& pending, FlowEnds ends);
[[nodiscard]] std::optional<std::string_view> settle(CalendarRow& record, PendingCells& pending, FlowEnds ends);
template <class Record>
[[nodiscard]] std::optional<std::string_view> settle(Record&, PendingCells&, FlowEnds) {
    return std::nullopt;
}

}  // namespace plan

#pragma once

#include "libplan/view/workbook_parts.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// content.xml of an OpenDocument workbook. Internal to this room. Source: OpenDocument 1.3, part 3.
namespace plan {

/// Gives the document piece by piece, so that a large workbook never stands in memory as XML.
class OdsContent {
public:
    /// `workbook` outlives the content.
    explicit OdsContent(const Workbook& workbook);

    /// Fills `piece` with what comes next, "" at the end.
    void next(std::string& piece);
    /// Of all pieces together; O(size).
    [[nodiscard]] std::uint64_t size() const;

private:
    enum class Stage : std::uint8_t { prologue, head, rows, tail, epilogue, end };

    /// What the data cells of a column have in common.
    struct ColumnCells {
        std::string style;       ///< of plain cells: "x0"
        std::string validation;  ///< name of the drop-down list, or empty
    };

    void prologue(std::string& out);
    void head(std::string& out) const;
    void rows(std::string& out);
    void tail(std::string& out) const;
    void epilogue(std::string& out) const;
    void row(std::string& out, const SpreadsheetRow& row) const;
    void validations(std::string& out);

    const Workbook& workbook_;
    std::vector<std::vector<ColumnCells>> columns_;  ///< by sheet
    Stage stage_ = Stage::prologue;
    std::size_t sheet_ = 0, row_ = 0;
};

}  // namespace plan

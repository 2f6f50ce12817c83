#pragma once

#include "libplan/source/workbook.hpp"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// A sheet of a workbook as a table. Its header is the first row, unless another of its first rows has more of the
/// headers that are known: sheets have titles, dates and logos above their tables. A header over several columns is
/// that of the first. Empty rows are left out, and rows in which only merged cells from above say something.
class SheetTable final : public TextTable {
public:
    static constexpr std::size_t header_rows = 20;  ///< among which the header is looked for

    /// Whether a header is one that is known.
    using IsKnown = std::function<bool(std::string_view)>;

    /// Reads the first rows of the sheet that `workbook` stands at. `path` is how messages call the file. The workbook
    /// and the report outlive the table. Throws what the workbook throws.
    SheetTable(WorkbookReader& workbook, const std::string& path, const IsKnown& is_known, const Report& report);

    /// The sheet has no cell with content: there is no header either.
    [[nodiscard]] bool empty() const { return header_line_ == 0; }
    /// Reading failed in the file itself: there is nothing after this sheet either.
    [[nodiscard]] bool broken() const { return broken_; }

    [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
    [[nodiscard]] std::size_t header_line() const override { return header_line_; }
    /// A row has a fault when one of its formulas failed. Content to the right of the last header is reported once.
    [[nodiscard]] bool next(TableRow& row) override;
    [[nodiscard]] Location where(const TableRow& row, std::optional<std::size_t> column) const override;
    [[nodiscard]] std::string origin(const TableRow& row) const override;

private:
    /// A row that was read on the way to the header, with texts of its own.
    struct Kept {
        explicit Kept(const SheetRow& from);
        Kept(const Kept&) = delete;
        Kept& operator=(const Kept&) = delete;

        SheetRow row;
        std::string texts;
    };

    bool read(SheetRow& row);
    void find_header(const IsKnown& is_known);
    void take_header(const SheetRow& row);
    void give(const SheetRow& from, TableRow& row);
    void check(const SheetRow& from, TableRow& row);
    void warn_of_outside(const SheetRow& from);

    WorkbookReader& workbook_;
    SheetPlace place_;
    std::string origin_;  ///< "inventaire.ods:Applications!"
    const Report& report_;
    std::vector<std::string> header_;
    std::size_t header_line_ = 0;
    std::deque<Kept> kept_;  ///< rows after the header that were read already
    SheetRow row_;
    std::size_t given_ = 0;  ///< how many of the rows that `row_` stands for
    Expansion expansion_;
    bool broken_ = false, warned_ = false;
};

}  // namespace plan

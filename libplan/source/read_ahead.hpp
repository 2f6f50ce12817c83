#pragma once

#include "libplan/source/workbook.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace plan {

/// Reads a workbook's rows on a thread of its own, while the rows before are made into records: unpacking and reading
/// markup take about as long as the rest. The rows and their order are the same; so is where it fails. The first rows
/// of a sheet are read without a thread, so that small sheets need none. Memory: at most four batches of rows.
class ReadAhead final : public WorkbookReader {
public:
    explicit ReadAhead(WorkbookReader& reader) : reader_(reader) {}
    ~ReadAhead() override { stop(); }

    [[nodiscard]] bool next_sheet() override;
    [[nodiscard]] const std::string& sheet_name() const override { return reader_.sheet_name(); }
    [[nodiscard]] bool sheet_is_hidden() const override { return reader_.sheet_is_hidden(); }
    [[nodiscard]] bool next_row(SheetRow& row) override;
    void restart() override;

private:
    /// Rows with their cells and texts, one behind the other.
    class Batch {
    public:
        void add(const SheetRow& row);
        [[nodiscard]] bool full() const;
        /// Gives the next row; false when there is no more.
        [[nodiscard]] bool next(SheetRow& row);

    private:
        struct Row {
            std::size_t number, repeats, cells_end;
        };
        struct Cell {
            std::size_t text_end;
            CellState state;
        };
        std::vector<Row> rows_;
        std::vector<Cell> cells_;
        std::string texts_;
        std::size_t row_ = 0, cell_ = 0, text_ = 0;  ///< what was given already
    };

    bool start();
    void stop();
    void work();
    bool hand_over(Batch& batch, bool last);

    WorkbookReader& reader_;
    std::size_t rows_ = 0;  ///< of the sheet, read without a thread
    Batch batch_;           ///< that rows are given from

    std::thread thread_;
    std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by the mutex.
    std::deque<Batch> ready_;
    std::exception_ptr failure_;
    bool ended_ = false, stopping_ = false;
};

}  // namespace plan

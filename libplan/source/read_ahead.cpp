#include "libplan/source/read_ahead.hpp"

#include <algorithm>

namespace plan {

void ReadAhead::Batch::add(const SheetRow& row) {
    for (const SheetCell& cell : row.cells) {
        texts_ += cell.text;
        cells_.push_back({texts_.size(), cell.state});
    }
    rows_.push_back({row.number, row.repeats, cells_.size()});
}

bool ReadAhead::Batch::full() const {
    constexpr std::size_t most_bytes = std::size_t{1} << 18, most_cells = 16384, most_rows = 4096;
    return texts_.size() >= most_bytes || cells_.size() >= most_cells || rows_.size() >= most_rows;
}

bool ReadAhead::Batch::next(SheetRow& row) {
    if (row_ == rows_.size()) return false;
    const Row& from = rows_[row_++];
    row.number = from.number;
    row.repeats = from.repeats;
    row.cells.clear();
    for (; cell_ < from.cells_end; ++cell_) {
        const Cell& cell = cells_[cell_];
        row.cells.push_back({std::string_view(texts_).substr(text_, cell.text_end - text_), cell.state});
        text_ = cell.text_end;
    }
    return true;
}

bool ReadAhead::next_sheet() {
    batches_.stop();
    batch_ = Batch();
    rows_ = 0;
    return reader_.next_sheet();
}

void ReadAhead::restart() {
    batches_.stop();
    reader_.restart();
}

bool ReadAhead::next_row(SheetRow& row) {
    constexpr std::size_t rows_without = 256;
    if (!batches_.started()) {
        if (++rows_ <= rows_without) return reader_.next_row(row);
        const bool started = batches_.start([this](Batch& batch) {
            SheetRow next;
            while (!batch.full()) {
                if (!reader_.next_row(next)) return false;
                batch.add(next);
            }
            return true;
        });
        if (!started) return reader_.next_row(row);
    }
    while (!batch_.next(row))
        if (!batches_.next(batch_)) return false;
    return true;
}

std::size_t SourceAhead::read(char* out, std::size_t capacity) {
    constexpr std::size_t bytes_without = std::size_t{1} << 20, piece_bytes = std::size_t{1} << 18;
    if (!pieces_.started()) {
        const bool started = read_ >= bytes_without && pieces_.start([this](Piece& piece) {
            piece.bytes = std::make_unique_for_overwrite<char[]>(piece_bytes);
            piece.size = source_.read(piece.bytes.get(), piece_bytes);
            return piece.size > 0;
        });
        if (!started) {
            const std::size_t count = source_.read(out, capacity);
            read_ += count;
            return count;
        }
    }
    while (given_ == piece_.size) {
        given_ = piece_.size = 0;
        if (!pieces_.next(piece_)) return 0;
    }
    const std::size_t count = std::min(capacity, piece_.size - given_);
    std::copy_n(piece_.bytes.get() + given_, count, out);
    given_ += count;
    return count;
}

bool SourceAhead::rewind() {
    pieces_.stop();
    piece_ = {};
    read_ = given_ = 0;
    return source_.rewind();
}

}  // namespace plan

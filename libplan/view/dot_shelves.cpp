#include "libplan/view/dot_shelves.hpp"

#include <algorithm>
#include <cmath>

/// `dot` ranks nodes along lines. Between waves, or between the applications of two directorates, lines run every way
/// and such ranks say nothing; they cost a picture that is all height. Here the frames are the message, so ranks come
/// from the shelves and the lines of flows are laid over them.
namespace plan {

namespace {

/// The last application of a column, and its row.
struct ColumnEnd {
    std::uint32_t application = 0;
    std::size_t row = 0;
};

/// A rectangle of applications whose columns are chains, all starting on its first row.
struct Block {
    std::vector<std::uint32_t> first_row;
    std::vector<ColumnEnd> column_ends;
    std::uint32_t lowest = 0;  ///< an application of the last row
    std::size_t width = 0;     ///< columns
    std::size_t height = 0;    ///< rows
};

class Shelving {
public:
    Shelving(std::size_t columns, bool share_rows) : columns_(columns), share_rows_(share_rows) {}

    DotShelves run(const DotFrame& root) {
        std::vector<Block> blocks;
        for (const DotFrame& frame : root.frames) blocks.push_back(block_of(frame, columns_));
        if (!root.applications.empty()) blocks.push_back(grid(root.applications, columns_));
        if (blocks.empty()) return {};
        result_.top = stack(std::move(blocks), columns_, share_rows_).first_row;
        return std::move(result_);
    }

private:
    Block block_of(const DotFrame& frame, std::size_t columns) {
        std::vector<Block> blocks;
        for (const DotFrame& inner : frame.frames) {
            const auto size = static_cast<double>(inner.applications.size());
            blocks.push_back(block_of(inner, static_cast<std::size_t>(std::ceil(std::sqrt(2 * size)))));
        }
        if (!frame.applications.empty()) {
            std::size_t taken = 0;
            for (const Block& block : blocks) taken += block.width;
            // What is alone fills the row that the last groups have begun.
            const std::size_t rest = columns - std::min(taken % columns, columns - 1);
            blocks.push_back(grid(frame.applications, frame.frames.empty() ? columns : std::max<std::size_t>(rest, 3)));
        }
        return stack(std::move(blocks), columns, true);
    }

    Block grid(const std::vector<std::uint32_t>& applications, std::size_t columns) {
        columns = std::clamp<std::size_t>(columns, 1, applications.size());
        for (std::size_t place = columns; place < applications.size(); ++place)
            result_.places.push_back({applications[place - columns], applications[place], true});
        Block block;
        // The last row may be short: what ends the other columns stands one row higher.
        for (std::size_t column = 0; column < columns; ++column) {
            const std::size_t row = (applications.size() - column - 1) / columns;
            block.column_ends.push_back({applications[row * columns + column], row});
        }
        block.first_row.assign(applications.begin(), applications.begin() + static_cast<std::ptrdiff_t>(columns));
        block.lowest = applications.back();
        block.width = columns;
        block.height = (applications.size() + columns - 1) / columns;
        return block;
    }

    /// Shelf under shelf; on each as many blocks as fit.
    Block stack(std::vector<Block> blocks, std::size_t columns, bool share_rows) {
        if (share_rows)
            std::ranges::stable_sort(blocks, [](const Block& a, const Block& b) { return a.height > b.height; });
        Block whole;
        Block shelf;
        for (const Block& block : blocks) {
            const bool fits = share_rows && shelf.width + block.width <= columns;
            if (shelf.width > 0 && !fits) {
                put_below(whole, shelf);
                shelf = {};
            }
            shelf.first_row.insert(shelf.first_row.end(), block.first_row.begin(), block.first_row.end());
            shelf.column_ends.insert(shelf.column_ends.end(), block.column_ends.begin(), block.column_ends.end());
            if (block.height > shelf.height) {
                shelf.height = block.height;
                shelf.lowest = block.lowest;
            }
            shelf.width += block.width;
        }
        put_below(whole, shelf);
        return whole;
    }

    void put_below(Block& whole, const Block& shelf) {
        if (whole.height == 0) whole.first_row = shelf.first_row;
        for (std::size_t column = 0; whole.height > 0 && column < shelf.first_row.size(); ++column) {
            result_.places.push_back({whole.lowest, shelf.first_row[column], false});
            // A line that passes by a row would run outside of the frame, and draw all below to that side.
            if (column < whole.column_ends.size() && whole.column_ends[column].row + 1 == whole.height)
                result_.places.push_back({whole.column_ends[column].application, shelf.first_row[column], true});
        }
        // Columns that this shelf does not have go on below it, so that all shelves keep the same columns.
        whole.column_ends.resize(std::max(whole.column_ends.size(), shelf.column_ends.size()));
        for (std::size_t column = 0; column < shelf.column_ends.size(); ++column)
            whole.column_ends[column] = {shelf.column_ends[column].application,
                                         whole.height + shelf.column_ends[column].row};
        whole.lowest = shelf.lowest;
        whole.width = std::max(whole.width, shelf.width);
        whole.height += shelf.height;
    }

    std::size_t columns_;
    bool share_rows_;
    DotShelves result_;
};

}  // namespace

DotShelves dot_shelves(const DotFrame& root, std::size_t columns, bool share_rows) {
    return Shelving(columns, share_rows).run(root);
}

std::size_t dot_columns(std::size_t applications) {
    return std::max<std::size_t>(
        4, static_cast<std::size_t>(std::lround(std::sqrt(0.8 * static_cast<double>(applications)))));
}

}  // namespace plan

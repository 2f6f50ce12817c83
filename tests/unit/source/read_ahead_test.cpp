#include "libplan/source/read_ahead.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>

using namespace plan;

namespace {

/// Sheets of numbered rows; fails at one of them.
class Numbers final : public WorkbookReader {
public:
    Numbers(std::size_t sheets, std::size_t rows, std::size_t fails_at = 0)
        : sheets_(sheets), rows_(rows), fails_at_(fails_at) {}

    [[nodiscard]] bool next_sheet() override {
        row_ = 0;
        name_ = "S" + std::to_string(++sheet_);
        return sheet_ <= sheets_;
    }
    [[nodiscard]] const std::string& sheet_name() const override { return name_; }
    [[nodiscard]] bool sheet_is_hidden() const override { return false; }
    [[nodiscard]] bool next_row(SheetRow& row) override {
        if (row_ == rows_) return false;
        if (++row_ == fails_at_) throw Error(Failure::invalid_input, {Severity::error, "broken", "", {}, {}});
        text_ = name_ + ":" + std::to_string(row_);
        row.number = row_;
        row.repeats = row_ % 3 + 1;
        row.cells.assign({{text_, CellState::own}, {"", CellState::own}, {text_, CellState::filled}});
        return true;
    }
    void restart() override { sheet_ = 0; }

private:
    std::size_t sheets_, rows_, fails_at_, sheet_ = 0, row_ = 0;
    std::string name_, text_;
};

/// How many rows come, each as it should be.
std::size_t count_rows(ReadAhead& ahead, std::size_t most) {
    SheetRow row;
    std::size_t count = 0;
    bool same = true;
    while (count < most && ahead.next_row(row)) {
        const std::string text = ahead.sheet_name() + ":" + std::to_string(++count);
        same = same && row.number == count && row.repeats == count % 3 + 1 && row.cells.size() == 3 &&
               row.cells[0].text == text && row.cells[1].text.empty() && row.cells[2].text == text &&
               row.cells[2].state == CellState::filled;
    }
    CHECK(same);
    return count;
}

constexpr std::size_t all = 1'000'000;

}  // namespace

TEST_CASE("read ahead: the same rows come in the same order, few or many", "[ahead]") {
    for (const std::size_t rows : {0U, 1U, 255U, 256U, 257U, 50'000U}) {
        Numbers numbers(2, rows);
        ReadAhead ahead(numbers);
        for (int sheet = 0; sheet < 2; ++sheet) {
            REQUIRE(ahead.next_sheet());
            CHECK(count_rows(ahead, all) == rows);
            CHECK(count_rows(ahead, all) == 0);
        }
        CHECK_FALSE(ahead.next_sheet());
    }
}

TEST_CASE("read ahead: a sheet may be left before its end, and the workbook begun again", "[ahead]") {
    Numbers numbers(3, 100'000);
    ReadAhead ahead(numbers);
    for (const std::size_t rows : {10U, 300U, 90'000U}) {
        REQUIRE(ahead.next_sheet());
        CHECK(count_rows(ahead, rows) == rows);
    }
    ahead.restart();
    REQUIRE(ahead.next_sheet());
    CHECK(ahead.sheet_name() == "S1");
    CHECK(count_rows(ahead, 1000) == 1000);
}

TEST_CASE("read ahead: a failure comes behind the rows before it", "[ahead]") {
    for (const std::size_t row : {1U, 256U, 257U, 40'000U}) {
        Numbers numbers(1, 50'000, row);
        ReadAhead ahead(numbers);
        REQUIRE(ahead.next_sheet());
        CHECK(count_rows(ahead, row - 1) == row - 1);
        SheetRow next;
        CHECK_THROWS_AS(ahead.next_row(next), Error);
    }
}

TEST_CASE("source ahead: the same bytes come, few or many, and again", "[ahead]") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1} << 20, std::size_t{5'000'001}}) {
        std::string bytes(size, ' ');
        for (std::size_t at = 0; at < size; ++at) bytes[at] = static_cast<char>(at * 7 + at / 251);
        MemorySource memory(bytes);
        SourceAhead ahead(memory);
        for (int time = 0; time < 2; ++time) {
            std::string read, piece(100'000, ' ');
            while (const std::size_t count = ahead.read(piece.data(), piece.size())) read.append(piece, 0, count);
            CHECK(read == bytes);
            CHECK(ahead.read(piece.data(), piece.size()) == 0);
            CHECK(ahead.rewind());
        }
        std::string piece(3'000'000, ' ');
        static_cast<void>(ahead.read(piece.data(), piece.size()));  // and left in the middle
        static_cast<void>(ahead.read(piece.data(), piece.size()));
    }
}

TEST_CASE("source ahead: a failure comes behind the bytes before it", "[ahead]") {
    class Failing final : public ByteSource {
    public:
        std::size_t read(char* out, std::size_t capacity) override {
            if (given_ >= 4'000'000) throw Error(Failure::invalid_input, {Severity::error, "broken", "", {}, {}});
            std::fill_n(out, capacity, 'x');
            given_ += capacity;
            return capacity;
        }
        [[nodiscard]] bool rewind() override { return false; }

    private:
        std::size_t given_ = 0;
    } failing;
    SourceAhead ahead(failing);
    std::string piece(100'000, ' ');
    std::size_t read = 0;
    const auto read_all = [&] {
        while (const std::size_t count = ahead.read(piece.data(), piece.size())) read += count;
    };
    CHECK_THROWS_AS(read_all(), Error);
    CHECK(read >= 4'000'000);
}

#pragma once

#include "libplan/source/number_formats.hpp"
#include "libplan/source/xml_stream.hpp"
#include "libplan/source/zip_archive.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts of an Office Open XML workbook (ECMA-376, ISO/IEC 29500, transitional and strict) that its sheets refer
/// to.
namespace plan {

struct XlsxSheet {
    std::string name;
    std::string part;  ///< entry of the archive; "" for what is no sheet of cells (a chart, a dialogue)
    bool hidden = false;
};

struct XlsxBook {
    std::vector<XlsxSheet> sheets;  ///< in the order of their tabs
    bool since_1904 = false;
    std::string strings_part, styles_part;  ///< "" when there is none
};

/// Finds the workbook in the archive, and its parts through its relations. Throws Error(invalid_input):
/// "not-a-workbook", "too-many-sheets"; what XmlStream and ZipArchive throw.
[[nodiscard]] XlsxBook read_xlsx_book(const ZipArchive& archive, const std::string& path);

/// The texts that cells share, one behind the other.
class SharedStrings {
public:
    static constexpr std::size_t most_bytes = std::size_t{128} << 20;
    static constexpr std::size_t most_texts = std::size_t{8} << 20;

    /// Reads the part; there are no texts when it is "". Throws Error(invalid_input, "too-many-strings") beyond the
    /// limits.
    void read(const ZipArchive& archive, const std::string& part, const std::string& path);
    /// Nothing when there is no such text.
    [[nodiscard]] std::optional<std::string_view> find(std::size_t index) const;

private:
    std::string texts_;
    std::vector<std::uint32_t> ends_;
};

/// What the numbers of cells mean, by the index of their style. None when the part is "".
[[nodiscard]] std::vector<NumberFormat> read_xlsx_styles(const ZipArchive& archive, const std::string& part,
                                                         const std::string& path);

/// Whether the namespace is that of spreadsheets, transitional or strict.
[[nodiscard]] bool is_spreadsheet_space(std::string_view space);

/// Adds text as Office Open XML has it, where _x000D_ stands for a character that XML cannot hold (18.18.96,
/// ST_Xstring).
void append_escaped_text(std::string& out, std::string_view text);

}  // namespace plan

#pragma once

#include "libplan/base/language.hpp"
#include "libplan/source/byte_source.hpp"
#include "libplan/source/csv.hpp"
#include "libplan/source/special_cells.hpp"
#include "libplan/source/table_consumer.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The formats that an inventory may come in, one row of a table each.
namespace plan {

/// How a file is to be read, whatever its format; a format that has no use for a member ignores it.
struct ReadOptions {
    std::optional<char> separator;     ///< of CSV; found out unless given
    std::optional<Encoding> encoding;  ///< of CSV; found out unless given
    FlowEnds flow_ends = FlowEnds::by_kind;
    std::optional<RecordType> kind;        ///< what a table holds whose name does not tell
    Language language = Language::french;  ///< of names that a model gives in several
};

struct FileFormat {
    std::string_view name;  ///< of --format: "csv", "ods", "archimate"; also of its map below templates/maps
    /// Whether a file is of this format, by its name and its first bytes (at most `head_bytes`). Formats are asked in
    /// order; CSV, which is anything else, comes last.
    bool (*recognises)(std::string_view path, std::string_view head);
    /// Reads the file, gives its tables to `consumer`, and reports what it does not understand.
    /// Throws Error(invalid_input) when it is not what it seems, Error(input_output) from the source.
    void (*read)(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                 const Report& report);
    std::string_view map = {};  ///< the shipped map, where it is not called as the format is
    /// The files that make one inventory with the one at `path`, itself among them, in the order in which they are
    /// read; `read` reads them all, whichever it is given. Null for formats of one file.
    std::vector<std::string> (*set_of)(const std::string& path) = nullptr;
};

inline constexpr std::size_t head_bytes = 4096;

/// Every format, in the order in which they are asked.
[[nodiscard]] std::span<const FileFormat> file_formats();

/// The format of that name, or null.
[[nodiscard]] const FileFormat* find_format(std::string_view name);

/// The format of a file by its name and first bytes.
[[nodiscard]] const FileFormat& recognise_format(std::string_view path, std::string_view head);

/// `text` ends with `.extension`, whatever its case.
[[nodiscard]] bool has_extension(std::string_view path, std::string_view extension);

/// The name of a file without its folder and its ending: what its table is called.
[[nodiscard]] std::string table_stem(std::string_view path);

/// Throws Error(invalid_input, "file-too-large"), naming the file and the bound in bytes.
[[noreturn]] void refuse_large_file(const std::string& path, std::size_t most);

/// All bytes of a source, for formats that are read whole. Throws Error(invalid_input, "file-too-large") beyond
/// `most`, naming `path` and the bound.
[[nodiscard]] std::string read_whole(ByteSource& source, const std::string& path, std::size_t most);

}  // namespace plan

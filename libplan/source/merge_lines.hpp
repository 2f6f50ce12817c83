#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/source/byte_source.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// The streams to merge, line by line. About 50 bytes a record on top of the text. Internal to this room.
namespace plan {

/// Every id, once. Numbers follow the order of reading: nothing may depend on which number is lower.
class IdNumbers {
public:
    [[nodiscard]] std::uint32_t number(std::string_view id);
    /// no_id for an id that is not known.
    [[nodiscard]] std::uint32_t find(std::string_view id) const;
    [[nodiscard]] const std::string& text(std::uint32_t number) const { return texts_[number]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
    std::deque<std::string> texts_;  ///< do not move, as the table looks at them
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

inline constexpr std::uint32_t no_id = 0xFFFFFFFF;

struct MergeLine {
    std::uint64_t offset;  ///< in the text of its file
    std::uint32_t length;
    std::uint32_t number;          ///< in its file, from 1
    std::uint32_t section;         ///< what stands between two `end` is an input of its own: `cat a b`
    std::uint32_t first = no_id;   ///< its id; of a flow, `from`
    std::uint32_t second = no_id;  ///< of a flow, `to`; of a server, its application; of an application, in `facts`
    RecordType type = RecordType::unknown;
    std::uint8_t detail = 0;  ///< of a flow, its kind; of an application, the decisions it holds: decision_bit()
    std::uint32_t file = 0;   ///< in `files`
};

/// What tells an application from another, beside its id.
struct ApplicationFacts {
    std::string name, key;  ///< name_key; "" without a name
    std::vector<std::uint32_t> aliases;
};

struct MergeFile {
    std::string name;
    int rank = 0;        ///< the highest overrules the others
    bool older = false;  ///< the stream that the others update
    bool ended = false;
    std::string text;  ///< the lines without what stands around them, LF after each
    std::vector<MergeLine> lines;
};

/// All that was read, in an order that does not depend on the order of reading.
struct MergeLines {
    IdNumbers ids;
    std::vector<ApplicationFacts> facts;
    std::vector<std::unique_ptr<MergeFile>> files;
    std::vector<MergeLine> lines;  ///< of all files, after arrange()
    std::uint32_t sections = 0;

    /// Reads one stream; its last `end` is `ended`. Throws Error(invalid_input) as RecordReader does.
    void read(ByteSource& source, std::string_view name, int rank, bool older);
    /// Brings files, and so `lines`, into order: the older one, then by rank, highest first, then by text. Called once,
    /// after all is read.
    void arrange();

    [[nodiscard]] std::string_view text(const MergeLine& line) const {
        return std::string_view(files[line.file]->text).substr(line.offset, line.length);
    }
    [[nodiscard]] Location where(std::size_t line) const {
        return {files[lines[line].file]->name, lines[line].number, 0, {}};
    }
};

}  // namespace plan

#include "libplan/record/reader.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/line_parser.hpp"

#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

/// A window on the stream slides over one buffer: complete lines are parsed where they lie, the incomplete one at the
/// end is moved to the front before more is read. The buffer grows only for a line longer than itself.
namespace plan {

struct RecordReader::State {
    Source source;
    LineParser parser;
    std::vector<char> buffer;
    std::size_t begin = 0;   ///< of what is not yet parsed
    std::size_t filled = 0;  ///< bytes read into the buffer
    bool drained = false;    ///< the source said that it has ended
    Location here;  ///< of the current line; kept, since most names of files are too long to be copied for free
    std::string_view line;
    ParsedLine parsed;

    /// The next line without its LF, or false at the end; `last` when nothing follows it.
    bool next_line(std::string_view& text, bool& last) {
        std::size_t searched = begin;
        for (;;) {
            const char* from = buffer.data() + searched;
            const auto* newline =
                static_cast<const char*>(searched < filled ? std::memchr(from, '\n', filled - searched) : nullptr);
            if (newline == nullptr && !drained) {
                searched = filled - begin;
                fill();
                continue;
            }
            if (newline == nullptr && begin == filled) return false;
            const std::size_t end = newline ? static_cast<std::size_t>(newline - buffer.data()) : filled;
            text = {buffer.data() + begin, end - begin};
            last = newline == nullptr;
            begin = newline ? end + 1 : filled;
            return true;
        }
    }

    void fill() {
        constexpr std::size_t window = 1 << 18;
        if (filled - begin > max_line_bytes) {
            ++here.line;
            fail_line_too_long(here);
        }
        std::memmove(buffer.data(), buffer.data() + begin, filled - begin);
        filled -= begin;
        begin = 0;
        if (buffer.size() < filled + window + Portfolio::read_padding)
            buffer.resize(2 * filled + window + Portfolio::read_padding);
        const std::size_t got = source(buffer.data() + filled, buffer.size() - Portfolio::read_padding - filled);
        drained = got == 0;
        filled += got;
    }
};

RecordReader::RecordReader(Source source, std::string_view name) : state_(std::make_unique<State>()) {
    state_->source = std::move(source);
    state_->here.file = name;
    state_->buffer.resize(Portfolio::read_padding);
}

RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;

bool RecordReader::next() {
    std::string_view text;
    bool last = false;
    do {
        if (!state_->next_line(text, last)) return false;
        ++state_->here.line;
        text = trim(text);
    } while (text.empty());
    state_->line = text;
    state_->parsed = state_->parser.parse(text, state_->here, last);
    return true;
}

RecordType RecordReader::type() const {
    return state_->parsed.type;
}
std::string_view RecordReader::text() const {
    return state_->line;
}
Location RecordReader::where() const {
    return state_->here;
}
bool RecordReader::ended() const {
    return !state_->line.empty() && state_->parsed.type == RecordType::end;
}

namespace {

template <class Record>
void decode_fresh(const Location& where, JsonObject object, Record& record) {
    // Made anew where it stands: assigning an empty one would move every member of a large record.
    static_assert(std::is_nothrow_default_constructible_v<Record>);
    std::destroy_at(&record);
    std::construct_at(&record);
    decode_at(where, [&] { plan::decode(object, record); });
}

}  // namespace

void RecordReader::decode(Application& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Flow& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Server& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Team& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Target& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Calendar& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Constraint& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Group& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Bridge& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Wave& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Task& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Plan& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(Usage& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}
void RecordReader::decode(ComplianceLine& record) {
    decode_fresh(state_->here, state_->parsed.object, record);
}

}  // namespace plan

#include "libplan/view/zip_writer.hpp"

#include "libplan/base/error.hpp"

#include <zip.h>

#include <algorithm>
#include <cstring>
#include <list>

namespace plan {

namespace {

[[noreturn]] void fail(const std::string& what) {
    throw Error(Failure::internal,
                {Severity::error, "zip-failed", PLAN_TEXT("a workbook could not be packed: {}"), {what}, {}});
}

/// A content on its way into the archive.
struct Content {
    std::uint64_t size;
    ZipWriter::Pieces next;
    std::string piece;
    std::size_t position = 0;

    zip_int64_t read(char* buffer, zip_uint64_t length) {
        zip_uint64_t done = 0;
        while (done < length) {
            if (position == piece.size()) {
                next(piece);
                position = 0;
                if (piece.empty()) break;
            }
            const std::size_t taken = std::min<std::size_t>(piece.size() - position, length - done);
            std::memcpy(buffer + done, piece.data() + position, taken);
            position += taken;
            done += taken;
        }
        return static_cast<zip_int64_t>(done);
    }
};

zip_int64_t read_content(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto* const content = static_cast<Content*>(user);
    switch (command) {
        case ZIP_SOURCE_READ:
            return content->read(static_cast<char*>(data), length);
        case ZIP_SOURCE_STAT: {
            auto* const status = static_cast<zip_stat_t*>(data);
            zip_stat_init(status);
            status->valid = ZIP_STAT_SIZE;
            status->size = content->size;
            return sizeof(*status);
        }
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                                  ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
        default:
            return 0;
    }
}

}  // namespace

struct ZipWriter::State {
    zip_source_t* buffer = nullptr;
    zip_t* archive = nullptr;
    std::list<std::string> contents;  // where libzip finds them until the archive is closed
    std::list<Content> streams;

    ~State() {
        if (archive) zip_discard(archive);
        if (buffer) zip_source_free(buffer);
    }

    void add(std::string_view name, zip_source_t* source, zip_int32_t method) {
        const std::string text(name);
        const zip_int64_t index = source ? zip_file_add(archive, text.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0) {
            if (source) zip_source_free(source);
            fail(zip_strerror(archive));
        }
        const auto entry = static_cast<zip_uint64_t>(index);
        constexpr zip_uint16_t first_day = (1 << 5) | 1;  // 1 January 1980
        if (zip_set_file_compression(archive, entry, method, 6) != 0 ||
            zip_file_set_dostime(archive, entry, 0, first_day, 0) != 0)
            fail(zip_strerror(archive));
    }
};

ZipWriter::ZipWriter() : state_(std::make_unique<State>()) {
    zip_error_t error;
    zip_error_init(&error);
    state_->buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (state_->buffer) {
        zip_source_keep(state_->buffer);
        state_->archive = zip_open_from_source(state_->buffer, ZIP_CREATE | ZIP_TRUNCATE, &error);
        if (!state_->archive) zip_source_free(state_->buffer);
    }
    const std::string what = state_->archive ? "" : zip_error_strerror(&error);
    zip_error_fini(&error);
    if (!state_->archive) fail(what);
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(std::string_view name, std::string content, bool compressed) {
    const std::string& kept = state_->contents.emplace_back(std::move(content));
    state_->add(name, zip_source_buffer(state_->archive, kept.data(), kept.size(), 0),
                compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE);
}

void ZipWriter::add(std::string_view name, std::uint64_t size, Pieces pieces) {
    Content& content = state_->streams.emplace_back(Content{size, std::move(pieces), {}});
    state_->add(name, zip_source_function(state_->archive, read_content, &content), ZIP_CM_DEFLATE);
}

std::string ZipWriter::finish() {
    if (zip_close(state_->archive) != 0) fail(zip_strerror(state_->archive));
    state_->archive = nullptr;
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_source_open(state_->buffer) != 0 || zip_source_stat(state_->buffer, &status) != 0)
        fail(zip_error_strerror(zip_source_error(state_->buffer)));
    std::string bytes(status.size, '\0');
    const zip_int64_t read = zip_source_read(state_->buffer, bytes.data(), bytes.size());
    zip_source_close(state_->buffer);
    if (read != static_cast<zip_int64_t>(bytes.size())) fail(zip_error_strerror(zip_source_error(state_->buffer)));
    return bytes;
}

}  // namespace plan

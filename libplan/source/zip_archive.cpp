#include "libplan/source/zip_archive.hpp"

#include "libplan/base/error.hpp"
#include "libplan/source/file_format.hpp"
#include "libplan/source/inflate.hpp"

#include <zip.h>

#include <algorithm>
#include <map>
#include <optional>

namespace plan {

namespace {

[[noreturn]] void refuse(const char* code, const char* text, std::vector<std::string> arguments,
                         const std::string& path) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments), {path, 0, 0, {}}});
}

[[noreturn]] void refuse_damaged(const std::string& path) {
    refuse("damaged-archive", PLAN_TEXT("the file is damaged or cut off: fetch it again, or save it again"), {}, path);
}

[[noreturn]] void refuse_many(const ZipLimits& limits, const std::string& path) {
    refuse("too-many-entries", PLAN_TEXT("the archive has more than {} entries, which is the most that is read"),
           {std::to_string(limits.most_entries)}, path);
}

std::uint64_t little_endian(std::string_view bytes, std::size_t position, std::size_t size) {
    std::uint64_t number = 0;
    if (position > bytes.size() || bytes.size() - position < size) return 0;
    for (std::size_t digit = size; digit-- > 0;)
        number = number << 8 | static_cast<unsigned char>(bytes[position + digit]);
    return number;
}

/// The library makes room for as many entries as the directory's end claims and as many as it meets, so that both are
/// counted before it sees the archive.
void check_entry_count(std::string_view bytes, const ZipLimits& limits, const std::string& path) {
    constexpr std::string_view entry = "PK\1\2", end = "PK\5\6", locator = "PK\6\7";
    constexpr std::size_t locator_size = 20, end_size = 22, longest_comment = 65535;
    std::size_t entries = 0;
    for (std::size_t at = bytes.find(entry); at != std::string_view::npos; at = bytes.find(entry, at + 4))
        if (++entries > limits.most_entries) refuse_many(limits, path);
    const std::size_t tail = end_size + longest_comment + 1024;
    for (std::size_t at = bytes.find(end, bytes.size() > tail ? bytes.size() - tail : 0); at != std::string_view::npos;
         at = bytes.find(end, at + 4)) {
        std::uint64_t claimed = std::max(little_endian(bytes, at + 8, 2), little_endian(bytes, at + 10, 2));
        if (claimed == 0xFFFF) claimed = 0;  // the 64-bit end says it
        if (at >= locator_size && bytes.substr(at - locator_size, 4) == locator) {
            const std::uint64_t end64 = little_endian(bytes, at - locator_size + 8, 8);
            if (end64 < bytes.size())
                claimed = std::max({claimed, little_endian(bytes, end64 + 24, 8), little_endian(bytes, end64 + 32, 8)});
        }
        if (claimed > limits.most_entries) refuse_many(limits, path);
    }
}

/// As office programs compare the names of parts; some write `\` or a leading `/`.
std::string usual_name(std::string_view name) {
    while (name.starts_with('/') || name.starts_with('\\')) name.remove_prefix(1);
    std::string usual(name);
    for (char& byte : usual) {
        if (byte == '\\') byte = '/';
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
    }
    return usual;
}

struct Entry {
    zip_uint64_t index = 0;
    std::uint64_t packed = 0;
    std::uint64_t unpacked = 0;
    std::uint32_t checksum = 0;
    bool deflated = false;  ///< by the usual method, and all is known that it is checked against
    bool encrypted = false;
    bool repeated = false;  ///< another entry has the same name
};

/// One entry while it is unpacked.
class EntrySource final : public ByteSource {
public:
    EntrySource(zip_t* archive, const Entry& entry, std::string name, const ZipLimits& limits, const std::string& path)
        : archive_(archive), entry_(entry), name_(std::move(name)), limits_(limits), path_(path) {
        open();
    }
    ~EntrySource() override { close(); }

    std::size_t read(char* out, std::size_t capacity) override {
        const std::size_t count = inflate_ ? unpack(out, capacity) : take(out, capacity);
        unpacked_ += count;
        const bool inflated = unpacked_ > limits_.free_bytes && unpacked_ / limits_.most_ratio > entry_.packed;
        if (unpacked_ > limits_.most_unpacked || inflated)
            refuse("entry-too-large",
                   PLAN_TEXT("'{}' in the archive unpacks to more than an honest file would; it is not read further"),
                   {name_}, path_);
        return count;
    }

    [[nodiscard]] bool rewind() override {
        close();
        open();
        unpacked_ = 0;
        return true;
    }

private:
    /// Bytes as the library gives them: packed ones when `inflate_` unpacks them.
    std::size_t take(char* out, std::size_t capacity) {
        const zip_int64_t count = zip_fread(file_, out, capacity);
        if (count < 0) refuse_damaged(path_);
        return static_cast<std::size_t>(count);
    }
    std::size_t unpack(char* out, std::size_t capacity) {
        const std::size_t count = inflate_->read(out, capacity);
        const bool at_end = count == 0 && capacity > 0;
        const bool as_said = inflate_->unpacked() == entry_.unpacked && inflate_->checksum() == entry_.checksum;
        if (inflate_->is_broken() || (at_end && !as_said))
            refuse_damaged(path_);
        return count;
    }
    void open() {
        file_ = zip_fopen_index(archive_, entry_.index, entry_.deflated ? ZIP_FL_COMPRESSED : 0);
        if (entry_.deflated) inflate_.emplace([this](char* out, std::size_t capacity) { return take(out, capacity); });
        if (file_) return;
        if (zip_error_code_zip(zip_get_error(archive_)) == ZIP_ER_COMPNOTSUPP)
            refuse("unknown-compression",
                   PLAN_TEXT("'{}' in the archive is packed in a way that is not understood: save the file again"),
                   {name_}, path_);
        refuse_damaged(path_);
    }
    void close() {
        inflate_.reset();
        if (file_) zip_fclose(file_);
        file_ = nullptr;
    }

    zip_t* archive_;
    Entry entry_;
    std::string name_;
    const ZipLimits& limits_;
    const std::string& path_;
    zip_file_t* file_ = nullptr;
    std::optional<Inflate> inflate_;
    std::uint64_t unpacked_ = 0;
};

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

}  // namespace

struct ZipArchive::Content {
    std::string bytes, path;
    ZipLimits limits;
    std::unique_ptr<zip_t, CloseArchive> archive;
    std::vector<std::string> names;
    std::map<std::string, Entry, std::less<>> entries;  ///< by usual_name

    void open() {
        if (!begins_as_zip(bytes)) refuse("not-a-zip", PLAN_TEXT("the file is not a zip archive"), {}, path);
        check_entry_count(bytes, limits, path);
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        archive.reset(source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr);
        zip_error_fini(&error);
        if (!archive) {
            zip_source_free(source);
            refuse_damaged(path);
        }
        list();
    }

    void list() {
        const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
        for (zip_int64_t index = 0; index < count; ++index) {
            zip_stat_t status;
            if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(index), 0, &status) != 0) refuse_damaged(path);
            const std::string_view name = (status.valid & ZIP_STAT_NAME) != 0 ? status.name : "";
            if (name.empty() || name.ends_with('/')) continue;
            Entry entry{static_cast<zip_uint64_t>(index)};
            if ((status.valid & ZIP_STAT_COMP_SIZE) != 0) entry.packed = status.comp_size;
            if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0)
                entry.encrypted = status.encryption_method != ZIP_EM_NONE;
            constexpr zip_uint64_t needed = ZIP_STAT_COMP_METHOD | ZIP_STAT_SIZE | ZIP_STAT_CRC;
            if ((status.valid & needed) == needed) {
                entry.deflated = status.comp_method == ZIP_CM_DEFLATE;
                entry.unpacked = status.size;
                entry.checksum = status.crc;
            }
            const auto [place, added] = entries.try_emplace(usual_name(name), entry);
            if (!added) place->second.repeated = true;
            std::string shown(name);
            std::ranges::replace(shown, '\\', '/');
            names.push_back(std::move(shown));
        }
    }

    [[nodiscard]] const Entry* find(std::string_view name) const {
        const auto found = entries.find(usual_name(name));
        return found == entries.end() ? nullptr : &found->second;
    }
};

ZipArchive::ZipArchive(std::string bytes, std::string path, const ZipLimits& limits)
    : content_(std::make_unique<Content>()) {
    content_->bytes = std::move(bytes);
    content_->path = std::move(path);
    content_->limits = limits;
    content_->open();
}

ZipArchive::ZipArchive(ByteSource& source, const std::string& path, const ZipLimits& limits)
    : ZipArchive(read_whole(source, path, limits.most_bytes), path, limits) {}

ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

const std::vector<std::string>& ZipArchive::names() const {
    return content_->names;
}

bool ZipArchive::has(std::string_view name) const {
    return content_->find(name) != nullptr;
}

bool ZipArchive::is_encrypted(std::string_view name) const {
    const Entry* const entry = content_->find(name);
    return entry && entry->encrypted;
}

std::unique_ptr<ByteSource> ZipArchive::open(std::string_view name) const {
    const Entry* const entry = content_->find(name);
    if (!entry) refuse("missing-entry", PLAN_TEXT("the archive has no '{}'"), {std::string(name)}, content_->path);
    if (entry->encrypted)
        refuse("encrypted-file", PLAN_TEXT("the file is protected by a password: save it without one"), {},
               content_->path);
    if (entry->repeated)
        refuse("duplicate-entry", PLAN_TEXT("the archive has '{}' twice, and programs differ in which one they read"),
               {std::string(name)}, content_->path);
    return std::make_unique<EntrySource>(content_->archive.get(), *entry, std::string(name), content_->limits,
                                         content_->path);
}

bool begins_as_zip(std::string_view head) {
    return head.starts_with("PK\3\4") || head.starts_with(std::string_view("PK\5\6", 4));
}

}  // namespace plan

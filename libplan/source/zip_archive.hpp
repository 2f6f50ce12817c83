#pragma once

#include "libplan/source/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// What an archive may ask of the reader. Beyond it the archive is refused as a bomb.
struct ZipLimits {
    std::size_t most_bytes = std::size_t{256} << 20;  ///< of the archive itself
    std::size_t most_entries = 10'000;
    std::uint64_t most_unpacked = std::uint64_t{4} << 30;  ///< bytes of one entry
    /// Unpacked bytes for a packed one, looked at once `free_bytes` of an entry were read: a sheet of a million equal
    /// rows packs by a few hundred, zeros by a thousand.
    std::uint64_t most_ratio = 500;
    std::uint64_t free_bytes = std::uint64_t{64} << 20;
};

/// A zip archive, held in memory as it came; entries are unpacked while they are read, never to the disk, so that their
/// names lead nowhere. Memory: the archive, and about 100 KiB for each entry that is open.
class ZipArchive {
public:
    /// Opens an archive that is in memory. `path` is how messages call it. Throws Error(invalid_input): "not-a-zip",
    /// "damaged-archive", "too-many-entries".
    ZipArchive(std::string bytes, std::string path, const ZipLimits& limits = {});
    /// Reads `source` to its end first. Throws also Error(invalid_input, "file-too-large").
    ZipArchive(ByteSource& source, const std::string& path, const ZipLimits& limits = {});
    ZipArchive(ZipArchive&&) noexcept;
    ZipArchive& operator=(ZipArchive&&) noexcept;
    ~ZipArchive();

    /// The names of the files in it, in the order of its directory, with `/` between folders; folders are left out.
    [[nodiscard]] const std::vector<std::string>& names() const;
    /// Whether there is an entry of that name. Compared as office programs do: whatever the case, no leading `/`.
    [[nodiscard]] bool has(std::string_view name) const;
    /// Whether reading it needs a password. False when there is no such entry.
    [[nodiscard]] bool is_encrypted(std::string_view name) const;

    /// The bytes of an entry. The archive must outlive the source, whose `rewind` starts again. Throws
    /// Error(invalid_input): "missing-entry", "encrypted-file", "duplicate-entry", "damaged-archive"; reading throws
    /// "damaged-archive" (also when the checksum at the end is wrong) and "entry-too-large".
    [[nodiscard]] std::unique_ptr<ByteSource> open(std::string_view name) const;

private:
    struct Content;
    std::unique_ptr<Content> content_;
};

/// Whether a file begins as a zip archive does.
[[nodiscard]] bool begins_as_zip(std::string_view head);

}  // namespace plan

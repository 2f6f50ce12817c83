#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plan::support {

/// A zip archive whose entries are stored unpacked, byte for byte as the format has it: what tests and fuzz targets
/// wrap their parts in.
class StoredZip {
public:
    StoredZip& add(std::string_view name, std::string_view bytes, std::uint16_t flags = 0) {
        const std::size_t offset = file_.size();
        const std::string common = fields(name, bytes, flags);
        number(file_, 0x04034B50, 4);
        file_.append(common).append(name).append(bytes);
        number(directory_, 0x02014B50, 4);
        number(directory_, 20, 2);
        directory_.append(common);
        number(directory_, 0, 2);  // comment
        number(directory_, 0, 2);  // disk
        number(directory_, 0, 2);  // attributes within
        number(directory_, 0, 4);  // attributes without
        number(directory_, offset, 4);
        directory_.append(name);
        ++entries_;
        return *this;
    }

    [[nodiscard]] std::string bytes() const {
        std::string whole = file_ + directory_;
        number(whole, 0x06054B50, 4);
        number(whole, 0, 4);  // disks
        number(whole, entries_, 2);
        number(whole, entries_, 2);
        number(whole, directory_.size(), 4);
        number(whole, file_.size(), 4);
        number(whole, 0, 2);  // comment
        return whole;
    }

private:
    static void number(std::string& out, std::uint64_t value, int size) {
        for (int byte = 0; byte < size; ++byte) out += static_cast<char>(value >> (8 * byte) & 0xFF);
    }

    static std::uint32_t checksum(std::string_view bytes) {
        std::uint32_t crc = 0xFFFFFFFF;
        for (const char byte : bytes) {
            crc ^= static_cast<unsigned char>(byte);
            for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
        }
        return ~crc;
    }

    /// What the local header and the directory's entry share, from the version needed to the extra field's length.
    static std::string fields(std::string_view name, std::string_view bytes, std::uint16_t flags) {
        std::string out;
        number(out, 20, 2);
        number(out, flags, 2);
        number(out, 0, 2);     // stored
        number(out, 0, 2);     // time
        number(out, 0x21, 2);  // 1 January 1980
        number(out, checksum(bytes), 4);
        number(out, bytes.size(), 4);
        number(out, bytes.size(), 4);
        number(out, name.size(), 2);
        number(out, 0, 2);
        return out;
    }

    std::string file_, directory_;
    std::uint64_t entries_ = 0;
};

}  // namespace plan::support

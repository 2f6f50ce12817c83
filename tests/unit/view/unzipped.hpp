#pragma once

#include <zip.h>

#include <stdexcept>
#include <string>

namespace plan::tests {

/// An entry of a zip archive in memory.
[[nodiscard]] inline std::string unzipped(const std::string& archive, const char* entry) {
    zip_source_t* const source = zip_source_buffer_create(archive.data(), archive.size(), 0, nullptr);
    zip_t* const opened = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (!opened) throw std::runtime_error("not a zip archive");
    std::string text;
    zip_stat_t status;
    zip_file_t* const file = zip_fopen(opened, entry, 0);
    if (file && zip_stat(opened, entry, 0, &status) == 0) {
        text.resize(status.size);
        if (zip_fread(file, text.data(), text.size()) != static_cast<zip_int64_t>(text.size())) text.clear();
        zip_fclose(file);
    }
    zip_discard(opened);
    if (!file) throw std::runtime_error(std::string("no entry ") + entry);
    return text;
}

}  // namespace plan::tests

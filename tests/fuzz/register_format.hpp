#pragma once

#include "libplan/base/error.hpp"
#include "libplan/source/import.hpp"
#include "tests/fuzz/must_read_back.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

/// The whole path of plan-import on one document of a register's format. Whatever the bytes, there is either a refusal
/// or a stream that reads back.
inline int read_register(const char* format, const char* path, const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    const ImportOptions options;
    std::string lines;
    MemorySource source(std::string_view(reinterpret_cast<const char*>(data), size));
    const Sink sink = [&](std::string_view text) { lines += text; };
    const Report report = [](const Diagnostic& diagnostic) {
        static_cast<void>(fill_text(diagnostic.text, diagnostic.arguments));
        static_cast<void>(diagnostic.where.to_string());
    };
    try {
        Importer importer(options, sink, report);
        find_format(format)->read(source, path, options, importer, report);
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
    }
    must_read_back(lines);
    return 0;
}

// Reads a stream with its typed records and writes it again: what every tool does before and after its own work.
// `stream` goes record by record at constant memory, `portfolio` holds the whole.
#include "libplan/base/error.hpp"
#include "libplan/base/memory.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/record/reader.hpp"

#include <cstdio>
#include <string_view>
#include <vector>

namespace {

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void copy_stream(std::FILE* file, const char* name) {
    plan::RecordReader reader([&](char* buffer, std::size_t size) { return std::fread(buffer, 1, size, file); }, name);
    plan::Application application;
    plan::Flow flow;
    constexpr std::size_t piece = 1 << 18;
    std::string out;
    out.reserve(2 * piece);
    while (reader.next()) {
        if (reader.type() == plan::RecordType::application) reader.decode(application);
        if (reader.type() == plan::RecordType::flow) reader.decode(flow);
        out += reader.text();
        out += '\n';
        if (out.size() < piece) continue;
        print(out);
        out.clear();
    }
    print(out);
}

void copy_portfolio(std::FILE* file, const char* name) {
    std::fseek(file, 0, SEEK_END);
    std::string text;
    text.reserve(static_cast<std::size_t>(std::ftell(file)) + plan::Portfolio::read_padding);
    plan::prefer_large_pages(text.data(), text.capacity());
    std::rewind(file);
    std::vector<char> piece(1 << 18);
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file)) text.append(piece.data(), got);
    plan::Portfolio portfolio;
    portfolio.read(std::move(text), name);
    portfolio.write({}, print);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view way = argc == 3 ? argv[1] : "";
    std::FILE* file = argc == 3 ? std::fopen(argv[2], "rb") : nullptr;
    if (file == nullptr || (way != "stream" && way != "portfolio")) {
        std::fputs("usage: records stream|portfolio FILE\n", stderr);
        return 2;
    }
    try {
        way == "stream" ? copy_stream(file, argv[2]) : copy_portfolio(file, argv[2]);
    } catch (const plan::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
    std::fclose(file);
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 4;
}

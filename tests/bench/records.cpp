// Reads a stream with its typed records and writes it again: what every tool does before and after its own work.
#include "libplan/base/error.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: records FILE\n", stderr);
        return 2;
    }
    std::string text;
    if (std::FILE* file = std::fopen(argv[1], "rb")) {
        std::fseek(file, 0, SEEK_END);
        text.resize(static_cast<std::size_t>(std::ftell(file)));
        std::rewind(file);
        text.resize(std::fread(text.data(), 1, text.size(), file));
        std::fclose(file);
    }
    plan::Portfolio portfolio;
    try {
        portfolio.read(std::move(text), argv[1]);
    } catch (const plan::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
    bool whole = true;
    portfolio.write({}, [&](std::string_view chunk) {
        whole = whole && std::fwrite(chunk.data(), 1, chunk.size(), stdout) == chunk.size();
    });
    return whole && std::fflush(stdout) == 0 ? 0 : 4;
}

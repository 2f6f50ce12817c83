// Runs a fuzz target on every file of the folders given, so that a corpus is an ordinary test wherever libFuzzer is
// not.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::filesystem::path> files_below(int argc, char** argv) {
    std::vector<std::filesystem::path> files;
    for (int index = 1; index < argc; ++index)
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[index]))
            if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::filesystem::path> files = files_below(argc, argv);
    for (const auto& path : files) {
        std::cout << path.filename().string() << std::endl;  // the last line names the file that stopped the program
        const std::string bytes = content(path);
        run(bytes);
        // Half of a file is what a pipe that broke leaves.
        run(bytes.substr(0, bytes.size() / 2));
    }
    run("");
    std::cout << files.size() << " passed, 0 failed\n";
    return files.empty() ? 1 : 0;
}

#pragma once

#include <string>
#include <string_view>

namespace plan::tools {

/// The whole of a file, or of standard input when `path` is "-". Throws Error(input_output).
[[nodiscard]] std::string read_file(const std::string& path);

/// Where a tool writes: standard output, or a file that appears under its name only on commit(): it is written beside
/// it and renamed, so a failed run leaves the old file. A path that is not a regular file (/dev/full, a pipe) is
/// written to directly. All members throw Error(input_output).
class Output {
public:
    Output() = default;  ///< standard output
    ~Output();           ///< removes what was not committed
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void open(const std::string& path);  ///< "-": still standard output
    void write(std::string_view text);
    void flush();
    /// Flushes, closes and renames. Called once, when the tool ends without failure.
    void commit();

private:
    [[noreturn]] void fail(int error) const;
    void write_out(std::string_view text) const;

    int descriptor_ = 1;
    std::string path_;       ///< final name; empty for standard output
    std::string temporary_;  ///< empty when written to directly
    std::string buffer_;
};

}  // namespace plan::tools

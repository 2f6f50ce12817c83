#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace plan {

/// Builds a zip archive in memory. Entries bear the first day that zip knows, so that the bytes depend on the content
/// alone. All members throw Error(internal) where libzip fails.
class ZipWriter {
public:
    ZipWriter();
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    void add(std::string_view name, std::string content, bool compressed = true);

    /// Gives a long content piece by piece: each call fills the string with the next one, "" at the end.
    using Pieces = std::function<void(std::string&)>;
    /// `size` is that of all pieces together, which are asked for in finish().
    void add(std::string_view name, std::uint64_t size, Pieces pieces);

    /// The archive's bytes. Called once.
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace plan

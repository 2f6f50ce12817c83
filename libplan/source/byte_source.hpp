#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plan {

/// Bytes on their way in, from a file, a pipe or memory, read in pieces so that a reader holds only what it needs.
class ByteSource {
public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    /// Reads 1 to `capacity` (> 0) bytes into `out`; 0 at the end. Throws Error(input_output).
    virtual std::size_t read(char* out, std::size_t capacity) = 0;
    /// Goes back to where it began; false when the source cannot (a pipe).
    [[nodiscard]] virtual bool rewind() = 0;
};

/// A file, or an open descriptor such as standard input. Closes what it opened.
class FileSource final : public ByteSource {
public:
    /// Throws Error(input_output) naming `path` when it cannot be opened, or is a directory.
    explicit FileSource(const std::string& path);
    /// Reads from a descriptor that stays the caller's; `name` is how messages call it.
    FileSource(int descriptor, std::string name);
    ~FileSource() override;

    std::size_t read(char* out, std::size_t capacity) override;
    [[nodiscard]] bool rewind() override;

private:
    int descriptor_;
    bool owned_;
    std::string name_;
    long long beginning_;  ///< offset at construction; negative for a pipe
};

/// A source whose first bytes can be looked at before it is read; gives them again when it is.
class PeekedSource final : public ByteSource {
public:
    /// Reads the first bytes, `most` at the most, of a source that the caller keeps alive. Throws Error(input_output).
    PeekedSource(ByteSource& source, std::size_t most);

    [[nodiscard]] std::string_view head() const { return head_; }

    std::size_t read(char* out, std::size_t capacity) override;
    [[nodiscard]] bool rewind() override;

private:
    ByteSource& source_;
    std::string head_;
    std::size_t given_ = 0;  ///< bytes of `head_` that were read
};

/// A text that the caller keeps alive.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

    std::size_t read(char* out, std::size_t capacity) override;
    [[nodiscard]] bool rewind() override {
        position_ = 0;
        return true;
    }

private:
    std::string_view bytes_;
    std::size_t position_ = 0;
};

}  // namespace plan

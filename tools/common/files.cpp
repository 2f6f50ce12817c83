#include "tools/common/files.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/memory.hpp"
#include "libplan/record/portfolio.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <vector>

namespace plan::tools {

namespace {

[[noreturn]] void fail_io(const std::string& path, std::string code, std::string text, int error) {
    Diagnostic diagnostic;
    diagnostic.where.file = path;
    diagnostic.code = std::move(code);
    diagnostic.text = std::move(text);
    diagnostic.arguments = {std::strerror(error)};
    throw Error(Failure::input_output, std::move(diagnostic));
}

/// Name of the unfinished file, for the handler of SIGINT and SIGTERM, which may only touch plain memory.
char unfinished_file[4096];

void remove_unfinished(int signal) {
    if (unfinished_file[0] != '\0') ::unlink(unfinished_file);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void remember_unfinished(const std::string& path) {
    if (path.size() >= sizeof unfinished_file) return;
    std::memcpy(unfinished_file, path.c_str(), path.size() + 1);
    std::signal(SIGINT, remove_unfinished);
    std::signal(SIGTERM, remove_unfinished);
}

}  // namespace

std::string read_file(const std::string& path) {
    const bool standard = path == "-";
    const int descriptor = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail_io(path, "cannot-open", PLAN_TEXT("cannot be opened: {}"), errno);
    std::string content;
    struct stat status {};
    // Room for the padding that a Portfolio asks for, so that it takes the text as it is.
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
        content.reserve(static_cast<std::size_t>(status.st_size) + Portfolio::read_padding);
        prefer_large_pages(content.data(), content.capacity());
    }
    // Through a piece that stays in the cache: growing the string first would write every byte twice.
    std::vector<char> piece(1 << 18);
    for (;;) {
        const ssize_t got = ::read(descriptor, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            const int error = errno;
            if (!standard) ::close(descriptor);
            fail_io(path, "cannot-read", PLAN_TEXT("cannot be read: {}"), error);
        }
        if (got == 0) break;
        content.append(piece.data(), static_cast<std::size_t>(got));
    }
    if (!standard) ::close(descriptor);
    return content;
}

Output::~Output() {
    if (!path_.empty() && descriptor_ >= 0) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    unfinished_file[0] = '\0';
}

void Output::fail(int error) const {
    fail_io(path_.empty() ? "-" : path_, "cannot-write", PLAN_TEXT("cannot be written: {}"), error);
}

void Output::open(const std::string& path) {
    if (path == "-") return;  // standard output, as it is standard input where a file is read
    path_ = path;
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ < 0) fail(errno);
        return;
    }
    temporary_ = path + ".XXXXXX";
    descriptor_ = ::mkstemp(temporary_.data());
    if (descriptor_ < 0) {
        const int error = errno;
        temporary_.clear();
        fail(error);
    }
    remember_unfinished(temporary_);
    // mkstemp makes the file private; give it the mode that open() would have given, or that it had.
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(descriptor_, status.st_mode != 0 ? status.st_mode & 07777 : 0666 & ~mask);
}

void Output::write(std::string_view text) {
    constexpr std::size_t chunk = 1 << 16;
    if (text.size() >= chunk) {
        flush();
        write_out(text);
        return;
    }
    buffer_ += text;
    if (buffer_.size() >= chunk) flush();
}

void Output::flush() {
    write_out(buffer_);
    buffer_.clear();
}

void Output::write_out(std::string_view rest) const {
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(errno);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

void Output::commit() {
    flush();
    const int descriptor = descriptor_;
    descriptor_ = -1;
    // Some file systems say only at close that the data did not fit.
    if (::close(descriptor) != 0 && errno != EINTR) fail(errno);
    if (temporary_.empty()) return;
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
    temporary_.clear();
    unfinished_file[0] = '\0';
}

}  // namespace plan::tools

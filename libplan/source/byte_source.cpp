#include "libplan/source/byte_source.hpp"

#include "libplan/base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace plan {

namespace {

[[noreturn]] void fail(const char* text, const std::string& name, int error) {
    throw Error(Failure::input_output,
                {Severity::error, "read-failed", text, {std::strerror(error)}, {name, 0, 0, {}}});
}

}  // namespace

FileSource::FileSource(const std::string& path)
    : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), owned_(true), name_(path), beginning_(0) {
    if (descriptor_ < 0) fail(PLAN_TEXT("cannot open the file: {}"), name_, errno);
    struct stat status {};
    if (::fstat(descriptor_, &status) == 0 && S_ISDIR(status.st_mode)) {
        ::close(descriptor_);
        fail(PLAN_TEXT("cannot open the file: {}"), name_, EISDIR);
    }
}

FileSource::FileSource(int descriptor, std::string name)
    : descriptor_(descriptor), owned_(false), name_(std::move(name)), beginning_(::lseek(descriptor, 0, SEEK_CUR)) {}

FileSource::~FileSource() {
    if (owned_) ::close(descriptor_);
}

std::size_t FileSource::read(char* out, std::size_t capacity) {
    while (true) {
        const ssize_t count = ::read(descriptor_, out, capacity);
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) fail(PLAN_TEXT("cannot read the file: {}"), name_, errno);
    }
}

bool FileSource::rewind() {
    return beginning_ >= 0 && ::lseek(descriptor_, beginning_, SEEK_SET) == beginning_;
}

PeekedSource::PeekedSource(ByteSource& source, std::size_t most) : source_(source) {
    head_.resize(most);
    std::size_t end = 0;
    while (end < most) {
        const std::size_t count = source_.read(head_.data() + end, most - end);
        if (count == 0) break;
        end += count;
    }
    head_.resize(end);
}

std::size_t PeekedSource::read(char* out, std::size_t capacity) {
    if (given_ == head_.size()) return source_.read(out, capacity);
    const std::size_t count = head_.copy(out, capacity, given_);
    given_ += count;
    return count;
}

bool PeekedSource::rewind() {
    if (!source_.rewind()) return false;
    given_ = head_.size();  // the source gives its first bytes itself from here on
    return true;
}

std::size_t MemorySource::read(char* out, std::size_t capacity) {
    const std::size_t count = std::min(capacity, bytes_.size() - position_);
    std::memcpy(out, bytes_.data() + position_, count);
    position_ += count;
    return count;
}

}  // namespace plan

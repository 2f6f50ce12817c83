#include "libplan/fetch/answer_store.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/sha256.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/byte_source.hpp"
#include "libplan/source/file_format.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace plan::fetch {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view signature = "plan-fetch answer 1";
/// Headers that are read again: marks, and what pages say of the whole.
constexpr std::string_view kept_headers[] = {"etag", "last-modified", "content-range"};
constexpr std::size_t most_kept_file = std::size_t{1} << 30;

[[noreturn]] void fail(const std::string& path, const char* code, const char* text, int error) {
    throw Error(Failure::input_output, {Severity::error, code, text, {std::strerror(error)}, {path, 0, 0, {}}});
}

void write_all(int descriptor, std::string_view text, const std::string& path) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(path, "cannot-write", PLAN_TEXT("cannot be written: {}"), errno);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// The text up to the next line end, which is taken off; nothing when there is none within `most`.
std::optional<std::string_view> take_line(std::string_view& text, std::size_t most) {
    const std::size_t end = text.substr(0, most).find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

}  // namespace

std::string answer_key(const Request& request) {
    std::string key = request.body ? "POST " + request.url + " " + *request.body : "GET " + request.url;
    std::ranges::replace(key, '\n', ' ');
    return key;
}

std::string stored_answer(const std::string& key, const Response& response) {
    std::string text(signature);
    text += "\n" + key + "\n" + std::to_string(response.status) + " " + std::to_string(response.body.size()) + " " +
            sha256_text(response.body) + "\n";
    for (const std::string_view name : kept_headers)
        if (const auto value = response.header(name); !value.empty())
            text.append(name).append(": ").append(value).append("\n");
    return text + "\n" + response.body + "\n";
}

std::optional<StoredAnswer> read_stored_answer(std::string_view text) {
    constexpr std::size_t longest_line = std::size_t{1} << 16;
    const std::size_t whole = text.size();
    const auto first = take_line(text, longest_line), key = take_line(text, longest_line),
               facts = take_line(text, longest_line);
    if (!first || *first != signature || !key || !facts) return std::nullopt;
    const std::vector<std::string> words = split_list(*facts, " ");
    if (words.size() != 3) return std::nullopt;
    const auto status = parse_integer(words[0]), size = parse_integer(words[1]);
    if (!status || !size || *status < 100 || *status > 999 || *size < 0) return std::nullopt;
    StoredAnswer answer{std::string(*key), {static_cast<int>(*status), {}, {}}, 0};
    for (;;) {
        const auto line = take_line(text, longest_line);
        if (!line) return std::nullopt;
        if (line->empty()) break;
        const std::size_t colon = line->find(": ");
        if (colon == std::string_view::npos || answer.response.headers.size() == std::size(kept_headers))
            return std::nullopt;
        answer.response.headers.emplace_back(line->substr(0, colon), line->substr(colon + 2));
    }
    const auto length = static_cast<std::size_t>(*size);
    if (text.size() <= length || text[length] != '\n') return std::nullopt;
    answer.response.body = text.substr(0, length);
    if (sha256_text(answer.response.body) != words[2]) return std::nullopt;
    answer.bytes = whole - text.size() + length + 1;
    return answer;
}

Journal::Journal(std::string path) : path_(std::move(path)) {
    std::size_t good = 0;
    std::error_code ignored;
    if (fs::exists(path_, ignored)) {
        FileSource file(path_);
        const std::string text = read_whole(file, path_, most_kept_file);
        while (auto answer = read_stored_answer(std::string_view(text).substr(good))) {
            good += answer->bytes;
            answers_.insert_or_assign(std::move(answer->key), std::move(answer->response));
        }
        if (good == 0 && !text.empty() &&
            !text.starts_with(signature.substr(0, std::min(signature.size(), text.size()))))
            throw Error(Failure::invalid_input,
                        {Severity::error,
                         "not-a-state",
                         PLAN_TEXT("this file is no state of an unfinished run, and is not overwritten; give --state "
                                   "another name"),
                         {},
                         {path_, 0, 0, {}}});
    }
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) fail(path_, "cannot-open", PLAN_TEXT("cannot be opened: {}"), errno);
    if (::ftruncate(descriptor_, static_cast<off_t>(good)) != 0 ||
        ::lseek(descriptor_, static_cast<off_t>(good), SEEK_SET) < 0)
        fail(path_, "cannot-write", PLAN_TEXT("cannot be written: {}"), errno);
}

Journal::~Journal() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

const Response* Journal::find(const std::string& key) const {
    const auto found = answers_.find(key);
    return found == answers_.end() ? nullptr : &found->second;
}

void Journal::add(const std::string& key, const Response& response) {
    // Kept on disk alone: this run has the answer, and asks for it again only to have a fresh one.
    write_all(descriptor_, stored_answer(key, response), path_);
    answers_.erase(key);
}

void Journal::finish() {
    ::close(descriptor_);
    descriptor_ = -1;
    if (::unlink(path_.c_str()) != 0 && errno != ENOENT)
        fail(path_, "cannot-remove", PLAN_TEXT("cannot be removed: {}"), errno);
}

Cache::Cache(std::string folder) : folder_(std::move(folder)) {
    std::error_code error;
    if (fs::is_directory(folder_, error)) return;
    fs::create_directories(folder_, error);
    if (!error) fs::permissions(folder_, fs::perms::owner_all, error);
    if (error) fail(folder_, "cannot-open", PLAN_TEXT("cannot be opened: {}"), error.value());
}

std::string Cache::path_of(const std::string& key) const {
    return (fs::path(folder_) / (sha256_text(key) + ".answer")).string();
}

std::optional<Response> Cache::find(const std::string& key) const {
    const std::string path = path_of(key);
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) return std::nullopt;
    FileSource file(path);
    auto answer = read_stored_answer(read_whole(file, path, most_kept_file));
    if (!answer || answer->key != key) return std::nullopt;
    return std::move(answer->response);
}

void Cache::add(const std::string& key, const Response& response) const {
    const std::string path = path_of(key);
    if (response.header("etag").empty() && response.header("last-modified").empty()) {
        std::error_code ignored;
        fs::remove(path, ignored);
        return;
    }
    std::string beside = path + ".XXXXXX";
    const int descriptor = ::mkstemp(beside.data());
    if (descriptor < 0) fail(path, "cannot-write", PLAN_TEXT("cannot be written: {}"), errno);
    try {
        write_all(descriptor, stored_answer(key, response), path);
    } catch (...) {
        ::close(descriptor);
        ::unlink(beside.c_str());
        throw;
    }
    if (::close(descriptor) != 0 || ::rename(beside.c_str(), path.c_str()) != 0) {
        const int error = errno;
        ::unlink(beside.c_str());
        fail(path, "cannot-write", PLAN_TEXT("cannot be written: {}"), error);
    }
}

}  // namespace plan::fetch

#pragma once

#include "libplan/fetch/transport.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

/// Answers that are kept: those of a run that broke off, so that the next one goes on from there, and those of the run
/// before, which the server is asked about by their mark (ETag, Last-Modified) and need not send again. Nothing of a
/// request's credentials is written: an answer is known by its address and the part of a POST's body without them.
namespace plan::fetch {

/// What a request is kept under.
[[nodiscard]] std::string answer_key(const Request& request);

/// An answer as it is written: a line of JSON with key, status, sizes and the SHA-256 of the body, then the headers
/// that count, then the body.
[[nodiscard]] std::string stored_answer(const std::string& key, const Response& response);

struct StoredAnswer {
    std::string key;
    Response response;
    std::size_t bytes = 0;  ///< that it takes
};

/// The answer at the beginning of `text`; nothing when it is cut off, damaged or no answer.
[[nodiscard]] std::optional<StoredAnswer> read_stored_answer(std::string_view text);

/// The answers of one run, in a file that grows with each (--state). Of two under one key the last counts.
class Journal {
public:
    /// Reads what is there, up to what is cut off or damaged, and goes on behind it. The file is made readable by its
    /// owner alone. Throws Error(input_output) naming the file, Error(invalid_input, "not-a-state") for a file that
    /// never was one: it is not overwritten.
    explicit Journal(std::string path);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    [[nodiscard]] const Response* find(const std::string& key) const;
    [[nodiscard]] std::size_t size() const { return answers_.size(); }
    void add(const std::string& key, const Response& response);
    /// Removes the file: the run came to its end.
    void finish();

private:
    std::string path_;
    int descriptor_ = -1;
    std::unordered_map<std::string, Response> answers_;  ///< only looked up
};

/// The answers of earlier runs, a file each in a folder (--cache). A damaged one counts as none.
class Cache {
public:
    /// Makes the folder, for its owner alone. Throws Error(input_output).
    explicit Cache(std::string folder);

    [[nodiscard]] std::optional<Response> find(const std::string& key) const;
    /// Keeps an answer that has a mark; forgets that of the key otherwise.
    void add(const std::string& key, const Response& response) const;

private:
    [[nodiscard]] std::string path_of(const std::string& key) const;

    std::string folder_;
};

}  // namespace plan::fetch

#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/record/records.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace plan {

/// Reads a stream record by record at constant memory (the longest line and a little more). For tools that look at one
/// record at a time; a tool that needs the whole graph reads a Portfolio.
class RecordReader {
public:
    /// Puts at most `size` bytes at `buffer` and says how many; 0 at the end. May throw, which next() passes on.
    using Source = std::function<std::size_t(char* buffer, std::size_t size)>;

    /// `name` is how messages call the stream ("-" for standard input).
    RecordReader(Source source, std::string_view name);
    ~RecordReader();
    RecordReader(RecordReader&&) noexcept;
    RecordReader& operator=(RecordReader&&) noexcept;

    /// Goes to the next record; false at the end. Throws Error(invalid_input) as Portfolio::read does.
    [[nodiscard]] bool next();

    [[nodiscard]] RecordType type() const;
    /// The line as it is written, without LF; valid until next().
    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] Location where() const;
    /// The last record seen was `end`.
    [[nodiscard]] bool ended() const;

    /// Fills `record` from the current line; what it held before is forgotten. The caller chooses the type that
    /// type() names. Throws Error(invalid_input).
    void decode(Application& record);
    void decode(Flow& record);
    void decode(Server& record);
    void decode(Team& record);
    void decode(Target& record);
    void decode(Calendar& record);
    void decode(Constraint& record);
    void decode(Group& record);
    void decode(Bridge& record);
    void decode(Wave& record);
    void decode(Task& record);
    void decode(Plan& record);
    void decode(Usage& record);
    void decode(ComplianceLine& record);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace plan

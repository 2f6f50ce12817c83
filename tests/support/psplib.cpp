#include "tests/support/psplib.hpp"

#include "libplan/base/error.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace plan {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/// Words and lines of a text, with the line number for messages.
class Reader {
public:
    Reader(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {}

    [[noreturn]] void fail(const char* code, const char* text, std::vector<std::string> arguments = {}) const {
        throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments), {file_, line_, 0, {}}});
    }

    /// Goes to the line after the next one that begins with `title`, blanks and hyphens aside.
    void skip_past(std::string_view title) {
        while (!text_.empty()) {
            const std::string_view line = next_line();
            if (line.substr(std::min(line.find_first_not_of(" -\t"), line.size())).substr(0, title.size()) == title) {
                found_ = line;
                return;
            }
        }
        fail("missing-section", "there is no line \"{}\": is this a .sm or .rcp file?", {std::string(title)});
    }

    /// The number after the colon of the next line that begins with `title`.
    int head_number(std::string_view title, const char* what, int most) {
        skip_past(title);
        Reader value = *this;
        value.text_ = found_.substr(std::min(found_.find(':'), found_.size() - 1) + 1);
        value.next_line_ = line_;
        return value.number(what, most);
    }

    std::string_view next_line() {
        const std::size_t end = text_.find('\n');
        const std::string_view line = text_.substr(0, end);
        text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
        line_ = next_line_++;
        return line;
    }

    /// The next number, on whatever line it is.
    int number(const char* what, int most, int least = 0) {
        const std::string_view word = this->word();
        int value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (word.empty()) fail("file-too-short", "the file ends where {} should stand", {what});
        if (error == std::errc::invalid_argument || (error == std::errc() && end != word.data() + word.size()))
            fail("not-a-number", "{} should be a whole number, not \"{}\"", {what, std::string(word.substr(0, 40))});
        if (error != std::errc() || value < least || value > most)
            fail("number-out-of-range", "{} is {}, but must lie between {} and {}",
                 {what, std::string(word.substr(0, 40)), std::to_string(least), std::to_string(most)});
        return value;
    }

    /// Whether the first line that is not empty holds two words that begin with digits.
    [[nodiscard]] bool begins_with_numbers() const {
        Reader ahead = *this;
        const auto digit = [](std::string_view word) { return !word.empty() && word[0] >= '0' && word[0] <= '9'; };
        return digit(ahead.word()) && digit(ahead.word());
    }

private:
    std::string_view word() {
        while (!text_.empty() && (is_space(text_[0]) || text_[0] == '\n')) {
            if (text_[0] == '\n') ++next_line_;
            text_.remove_prefix(1);
        }
        line_ = next_line_;
        std::size_t end = 0;
        while (end < text_.size() && !is_space(text_[end]) && text_[end] != '\n') ++end;
        const std::string_view word = text_.substr(0, end);
        text_.remove_prefix(end);
        return word;
    }

    std::string_view text_;
    std::string file_;
    std::string_view found_;  ///< by skip_past, not empty
    std::size_t line_ = 1, next_line_ = 1;
};

class ProblemBuilder {
public:
    ProblemBuilder(Reader& reader, int jobs, int resources) : reader_(reader), jobs_(jobs), resources_(resources) {
        problem_.activities.resize(at(jobs));
        problem_.modes.resize(at(jobs));
        capacity_.resize(at(resources));
    }

    void read_capacities() {
        for (int& capacity : capacity_) capacity = reader_.number("a capacity", PsplibLimits::amount);
    }

    void read_job(int job) {
        const int duration = reader_.number("a duration", PsplibLimits::days);
        days_ += duration;
        if (days_ > PsplibLimits::days || days_ * resources_ > PsplibLimits::cells)
            reader_.fail("too-many-days", "the durations add up to more than can be planned here: {} days so far",
                         {std::to_string(days_)});
        Mode& mode = problem_.modes[at(job)];
        mode.duration = duration;
        mode.demand_begin = static_cast<int>(problem_.demands.size());
        for (int resource = 0; resource < resources_; ++resource)
            if (const int amount = reader_.number("a demand", PsplibLimits::amount); amount > 0)
                problem_.demands.push_back({resource, amount});
        mode.demand_end = static_cast<int>(problem_.demands.size());
        Activity& activity = problem_.activities[at(job)];
        activity.mode_begin = job;
        activity.mode_end = job + 1;
    }

    void read_successors(int job, int count) {
        for (int i = 0; i < count; ++i) {
            const int successor = reader_.number("a successor", jobs_, 1);
            problem_.arcs.push_back({job, successor - 1, 0});
        }
    }

    schedule::Problem finish() {
        for (int job = 0; job < jobs_; ++job) check_demands(job);
        problem_.horizon = std::max<Day>(1, static_cast<Day>(days_));
        problem_.calendars.emplace_back(std::vector<bool>(at(problem_.horizon), true));
        for (const int capacity : capacity_)
            problem_.resources.push_back({std::vector<std::int32_t>(at(problem_.horizon), capacity)});
        const schedule::Network network(problem_);
        if (!network.cycle().empty())
            reader_.fail("precedence-cycle", "job {} has to wait for itself, through its predecessors",
                         {std::to_string(problem_.arcs[at(network.cycle().front())].from + 1)});
        return std::move(problem_);
    }

private:
    using Day = schedule::Day;
    using Mode = schedule::Mode;
    using Activity = schedule::Activity;

    void check_demands(int job) const {
        const Mode& mode = problem_.modes[at(job)];
        for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
            const schedule::Demand& demand = problem_.demands[at(d)];
            if (demand.amount > capacity_[at(demand.resource)] && mode.duration > 0)
                reader_.fail("demand-above-capacity", "job {} needs {} of resource {}, of which there are only {}",
                             {std::to_string(job + 1), std::to_string(demand.amount),
                              std::to_string(demand.resource + 1), std::to_string(capacity_[at(demand.resource)])});
        }
    }

    Reader& reader_;
    int jobs_, resources_;
    std::int64_t days_ = 0;
    std::vector<int> capacity_;
    schedule::Problem problem_;
};

schedule::Problem read_patterson(Reader& reader) {
    const int jobs = reader.number("the number of jobs", PsplibLimits::jobs, 1);
    const int resources = reader.number("the number of resources", PsplibLimits::resources);
    ProblemBuilder builder(reader, jobs, resources);
    builder.read_capacities();
    for (int job = 0; job < jobs; ++job) {
        builder.read_job(job);
        builder.read_successors(job, reader.number("a number of successors", jobs));
    }
    return builder.finish();
}

void expect_job(Reader& reader, int job) {
    if (reader.number("a job number", PsplibLimits::jobs) != job + 1)
        reader.fail("jobs-out-of-order", "job {} should stand here", {std::to_string(job + 1)});
}

schedule::Problem read_single_mode(Reader& reader) {
    const int jobs = reader.head_number("jobs ", "the number of jobs", PsplibLimits::jobs);
    const int resources = reader.head_number("renewable", "the number of resources", PsplibLimits::resources);
    for (const char* const other : {"nonrenewable", "doubly constrained"})
        if (reader.head_number(other, "a number of other resources", PsplibLimits::resources) > 0)
            reader.fail("other-resources", "only renewable resources can be planned here");
    if (jobs < 1) reader.fail("no-jobs", "there should be at least one job");
    ProblemBuilder builder(reader, jobs, resources);
    reader.skip_past("PRECEDENCE RELATIONS:");
    reader.next_line();
    for (int job = 0; job < jobs; ++job) {
        expect_job(reader, job);
        if (reader.number("a number of modes", 1'000'000) != 1)
            reader.fail("several-modes", "job {} should have exactly one mode", {std::to_string(job + 1)});
        builder.read_successors(job, reader.number("a number of successors", jobs));
    }
    reader.skip_past("REQUESTS/DURATIONS:");
    reader.next_line();
    reader.next_line();
    for (int job = 0; job < jobs; ++job) {
        expect_job(reader, job);
        reader.number("a mode", 1, 1);
        builder.read_job(job);
    }
    reader.skip_past("RESOURCEAVAILABILITIES:");
    reader.next_line();
    builder.read_capacities();
    return builder.finish();
}

}  // namespace

schedule::Problem read_psplib(std::string_view text, const std::string& file) {
    Reader reader(text, file);
    return reader.begins_with_numbers() ? read_patterson(reader) : read_single_mode(reader);
}

}  // namespace plan

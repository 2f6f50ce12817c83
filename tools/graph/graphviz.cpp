#include "tools/graph/graphviz.hpp"

#include "libplan/base/error.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

extern char** environ;

/// Its input and output are unnamed files: nobody waits for a pipe that the other side does not empty, and a `dot` that
/// stops early does not end this process by a signal.
namespace plan::tools {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void fail(const char* code, const char* text, std::string argument) {
    throw Error(Failure::input_output, {Severity::error, code, text, {std::move(argument)}, {}});
}

[[noreturn]] void fail_for_system(int error) {
    fail("graphviz-failed", PLAN_TEXT("Graphviz could not be run: {}"), std::strerror(error));
}

File unnamed_file() {
    File file(std::tmpfile());
    if (!file) fail_for_system(errno);
    return file;
}

std::string content(std::FILE* file) {
    std::string text;
    std::array<char, 1 << 16> part;
    std::rewind(file);
    while (const std::size_t bytes = std::fread(part.data(), 1, part.size(), file)) text.append(part.data(), bytes);
    return text;
}

/// What `dot` was told to do with its three streams.
class Streams {
public:
    Streams(std::FILE* input, std::FILE* output, std::FILE* complaints) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, fileno(input), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, fileno(output), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, fileno(complaints), STDERR_FILENO);
    }
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;
    ~Streams() { posix_spawn_file_actions_destroy(&actions_); }

    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_;
};

}  // namespace

std::string svg_by_graphviz(std::string_view drawing) {
    const File input = unnamed_file(), output = unnamed_file(), complaints = unnamed_file();
    if (std::fwrite(drawing.data(), 1, drawing.size(), input.get()) != drawing.size() || std::fflush(input.get()) != 0)
        fail_for_system(errno);
    std::rewind(input.get());
    const Streams streams(input.get(), output.get(), complaints.get());
    char program[] = "dot", format[] = "-Tsvg";
    std::array<char*, 3> arguments = {program, format, nullptr};
    pid_t child = 0;
    const int error = posix_spawnp(&child, program, streams.get(), nullptr, arguments.data(), environ);
    if (error == ENOENT)
        fail("no-graphviz",
             PLAN_TEXT("the program '{}' is not installed: install Graphviz, or give --to dot and draw it elsewhere"),
             program);
    if (error != 0) fail_for_system(error);
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) fail_for_system(errno);
    const std::string said = content(complaints.get());
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail("graphviz-failed", PLAN_TEXT("Graphviz could not draw this: {}"), said.substr(0, said.find('\n')));
    return content(output.get());
}

}  // namespace plan::tools

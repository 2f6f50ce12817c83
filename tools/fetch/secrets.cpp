#include "tools/fetch/secrets.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "tools/common/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace plan::tools {

namespace {

[[noreturn]] void refuse(const char* text, const std::string& where) {
    throw Error(Failure::invalid_input, {Severity::error, "bad-secret", text, {}, {where, 0, 0, {}}});
}

/// A secret goes into a header of a request, where a control character could begin another one.
std::string checked(std::string secret, const std::string& where) {
    if (secret.empty()) refuse(PLAN_TEXT("there is no secret on the first line"), where);
    if (std::ranges::any_of(secret, [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; }))
        refuse(PLAN_TEXT("the secret holds control characters, which no header may"), where);
    return secret;
}

std::string from_file(Invocation& invocation, const std::string& path) {
    struct stat status {};
    if (path != "-" && ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 077) != 0)
        invocation.report({Severity::warning,
                           "readable-secret",
                           PLAN_TEXT("other users can read this secret; chmod 600 keeps it to yourself"),
                           {},
                           {path, 0, 0, {}}});
    const std::string text = read_file(path);
    return checked(std::string(trim(std::string_view(text).substr(0, text.find('\n')))), path);
}

/// Turns a terminal's echo off while it lives.
class Unseen {
public:
    explicit Unseen(int descriptor) : descriptor_(descriptor) {
        if (::tcgetattr(descriptor_, &before_) != 0) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
    }
    ~Unseen() {
        if (changed_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    int descriptor_;
    termios before_{};
    bool changed_ = false;
};

/// A line from the terminal itself, whatever standard input and output are; "" without one, or where messages go to a
/// file, since nobody may be there to answer.
std::string from_terminal(std::string_view prompt) {
    if (::isatty(STDERR_FILENO) != 1) return {};
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0) return {};
    const std::string text = translate(prompt) + " ";
    std::string line;
    if (::write(terminal, text.data(), text.size()) > 0) {
        const Unseen unseen(terminal);
        constexpr std::size_t longest = 4096;
        char byte = 0;
        while (line.size() < longest && ::read(terminal, &byte, 1) == 1 && byte != '\n') line += byte;
    }
    static_cast<void>(!::write(terminal, "\n", 1));
    ::close(terminal);
    return line.empty() ? line : checked(line, "/dev/tty");
}

}  // namespace

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string read_secret(Invocation& invocation, const SecretPlace& place) {
    if (invocation.has(place.option)) return from_file(invocation, invocation.value(place.option));
    const std::string name(place.variable);
    if (const std::string value = variable(name.c_str()); !value.empty()) return checked(value, "$" + name);
    return place.prompt.empty() ? std::string() : from_terminal(place.prompt);
}

}  // namespace plan::tools

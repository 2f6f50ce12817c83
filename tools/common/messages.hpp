#pragma once

#include "libplan/base/diagnostic.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace plan::tools {

enum class MessageForm { text, json };

/// What a tool says on stderr. One object per run; it erases the line of progress before it speaks.
class Messages {
public:
    explicit Messages(std::string_view tool) : tool_(tool) {}
    ~Messages() { erase_progress(); }
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;

    void set_form(MessageForm form) { form_ = form; }
    void set_colour(bool colour) { colour_ = colour; }
    void set_show_notes(bool show) { show_notes_ = show; }
    void set_show_warnings(bool show) { show_warnings_ = show; }
    void set_show_all(bool all) { show_all_ = all; }
    void set_progress(bool progress) { progress_ = progress; }

    void report(const Diagnostic& diagnostic);
    /// Says how many messages of each kind were held back. Called once, at the end.
    void close();
    void progress(std::string_view text);
    /// Text as it is, for help that is not asked for.
    void say(std::string_view text);

    [[nodiscard]] std::size_t errors() const { return errors_; }
    [[nodiscard]] std::size_t warnings() const { return warnings_; }

private:
    void erase_progress();
    [[nodiscard]] std::string as_text(const Diagnostic& diagnostic) const;
    [[nodiscard]] static std::string as_json(const Diagnostic& diagnostic);

    std::string tool_;
    MessageForm form_ = MessageForm::text;
    bool colour_ = false, show_notes_ = false, show_warnings_ = true, show_all_ = false, progress_ = false;
    bool progress_shown_ = false;
    std::size_t errors_ = 0, warnings_ = 0;
    std::map<std::string, std::size_t, std::less<>> said_;  ///< by code
};

}  // namespace plan::tools

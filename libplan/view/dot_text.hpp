#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Texts of the stream inside a DOT file. Internal to this room.
namespace plan {

/// What a person sees of `text`, in characters that XML allows. Markup is still markup.
[[nodiscard]] std::string drawable_text(std::string_view text);

/// The first `count` characters of what is valid UTF-8, and "…" when that is not all.
[[nodiscard]] std::string shortened_text(std::string_view text, std::size_t count);

/// A quoted string that names a node: what a person sees of `text`, quotes and backslashes included. One that begins
/// with a colon gets a second one, so that names with one colon are free for what is no application.
[[nodiscard]] std::string dot_name(std::string_view text);

/// A quoted string that Graphviz shows as it is: neither its escapes (\N, \l) nor entities (&amp;) are read in it.
[[nodiscard]] std::string dot_tooltip(std::string_view text);

/// Content of an HTML-like label: markup is escaped, so that it shows as it was written.
[[nodiscard]] std::string dot_html(std::string_view text);

/// The same, broken into lines of at most `width` characters at spaces where there are any, and cut with an ellipsis
/// after `lines` of them. Lines are parted by <br/>.
[[nodiscard]] std::string dot_html_lines(std::string_view text, std::size_t width, std::size_t lines);

}  // namespace plan

#pragma once

#include <string>
#include <string_view>

namespace plan {

/// The text of a fragment of HTML, as registers keep descriptions: tags and comments removed, entities resolved, blocks
/// and line breaks as line ends, list items after "- ", blanks as HTML shows them. Text without a tag keeps its lines.
/// Not a parser of HTML: what is no tag, comment or entity stays as it is, scripts and styles are dropped, and nothing
/// is looked up. Linear; the result is never longer than three times the fragment.
[[nodiscard]] std::string html_text(std::string_view html);

}  // namespace plan

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace plan {

/// What stands in the place of {{name}}; nothing for a name that is not known.
using TemplateValues = std::function<std::optional<std::string>(std::string_view name)>;

/// Fills the holes of an HTML page: {{name}} with the value's markup escaped, {{{name}}} with the value as it is.
/// Values are not searched for holes. Throws Error(invalid_input), code "unknown-placeholder", for a name that is not
/// known: `file` is how the message calls the page. Linear.
[[nodiscard]] std::string fill_template(std::string_view page, std::string_view file, const TemplateValues& values);

/// JSON for a <script type="application/json"> element: no text of it can end the element or open a comment.
[[nodiscard]] std::string embed_json(std::string_view json);

}  // namespace plan

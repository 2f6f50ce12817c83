#pragma once

#include <string>
#include <string_view>

namespace plan {

/// "'sha256-…'": how a Content-Security-Policy names one inline script or style sheet by its exact text.
/// Source: Content Security Policy Level 3, section 2.3.1; base64 of RFC 4648, section 4.
[[nodiscard]] std::string csp_hash(std::string_view content);

}  // namespace plan

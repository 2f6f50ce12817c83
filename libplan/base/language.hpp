#pragma once

namespace plan {

/// The language of text written to stdout, the stream included. Never taken from the locale.
enum class Language { french, english };

}  // namespace plan

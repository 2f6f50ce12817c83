#include "libplan/record/line_parser.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/keywords.hpp"

#include <utility>

namespace plan {

namespace {

[[noreturn]] void fail(Location where, std::string code, std::string text, std::vector<std::string> arguments = {}) {
    Diagnostic diagnostic;
    diagnostic.where = std::move(where);
    diagnostic.code = std::move(code);
    diagnostic.text = std::move(text);
    diagnostic.arguments = std::move(arguments);
    throw Error(Failure::invalid_input, std::move(diagnostic));
}

/// Says why simdjson refused the line, with a column where one can be told.
[[noreturn]] void fail_json(Location where, std::string_view line, simdjson::error_code error, bool last) {
    if (const auto broken = invalid_utf8(line)) {
        where.column = *broken + 1;
        fail(std::move(where), "broken-utf8",
             PLAN_TEXT("this byte is not valid UTF-8; the stream is UTF-8 (plan-import converts files)"));
    }
    if (last && !line.ends_with('}'))
        fail(std::move(where), "truncated-line",
             PLAN_TEXT("the last line is cut off: the command that wrote it failed or is still running; run it again"));
    fail(std::move(where), "not-json", PLAN_TEXT("not a line of JSON: {}; each line must be one complete JSON object"),
         {simdjson::error_message(error)});
}

}  // namespace

ParsedLine LineParser::parse(std::string_view line, const Location& where, bool last) {
    if (line.size() > max_line_bytes) fail_line_too_long(where);
    JsonElement element;
    if (const auto error = parser_.parse(line.data(), line.size(), false).get(element))
        fail_json(where, line, error, last);
    ParsedLine parsed;
    if (element.get_object().get(parsed.object))
        fail(where, "not-an-object", PLAN_TEXT("a line of the stream must be a JSON object: {{\"type\":...}}"));
    std::string_view type;
    if (parsed.object.at_key("type").get(type)) fail(where, "no-type", PLAN_TEXT("this record has no text \"type\""));
    parsed.type = record_type(type);
    return parsed;
}

void fail_line_too_long(Location where) {
    fail(std::move(where), "line-too-long", PLAN_TEXT("this line is longer than 64 MiB"));
}

void fail_decode(const Location& where, DecodeFailure& failure) {
    failure.diagnostic.where = where;
    throw Error(Failure::invalid_input, std::move(failure.diagnostic));
}

}  // namespace plan

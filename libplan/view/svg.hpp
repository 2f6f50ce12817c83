#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// A number as SVG reads it: at most two decimals, no exponent, no locale ("12.5", "-3", "0").
[[nodiscard]] std::string svg_number(double value);

struct SvgAttribute {
    SvgAttribute(std::string_view attribute, std::string_view content) : name(attribute), value(content) {}
    SvgAttribute(std::string_view attribute, const std::string& content) : name(attribute), value(content) {}
    SvgAttribute(std::string_view attribute, const char* content) : name(attribute), value(content) {}
    SvgAttribute(std::string_view attribute, double number) : name(attribute), value(svg_number(number)) {}

    std::string_view name;
    std::string value;  ///< not yet escaped
};

using SvgAttributes = std::initializer_list<SvgAttribute>;

/// Appends a well-formed SVG document to a string. Names of elements and attributes are literals of the caller; every
/// value and text is escaped here. The indentation is one space a level. The caller closes what it opens.
class SvgWriter {
public:
    explicit SvgWriter(std::string& out) : out_(out) {}

    void open(std::string_view element, SvgAttributes attributes = {});
    void close();
    /// An element without content.
    void leaf(std::string_view element, SvgAttributes attributes);
    /// An element that holds text only.
    void text(std::string_view element, std::string_view content, SvgAttributes attributes = {});

private:
    void start(std::string_view element, SvgAttributes attributes);

    std::string& out_;
    std::vector<std::string> open_;
};

/// About how wide a text is, in units, at a font size in the same units: an estimate on the wide side for common sans
/// serif fonts, since no font is at hand when the drawing is made. `bold` text is wider.
[[nodiscard]] double text_width(std::string_view text, double font_size, bool bold = false);

/// The text, or its beginning and "…" so that it is at most `width` wide; "" when not even one letter fits.
[[nodiscard]] std::string fit_text(std::string_view text, double width, double font_size, bool bold = false);

}  // namespace plan

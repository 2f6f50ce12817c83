#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/source/xml_names.hpp"
#include "libplan/source/xml_stream.hpp"
#include "libplan/source/xml_tags.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// What reads an XML document for an XmlStream. There are two that say the same of the same bytes: `scanner`, for
/// UTF-8, because sheets are hundreds of megabytes of markup; `expat`, for any other encoding, and to hold the first
/// against.
class XmlEngine {
public:
    XmlEngine(XmlHandler& handler, std::string file, std::string part, const XmlLimits& limits);
    XmlEngine(const XmlEngine&) = delete;
    XmlEngine& operator=(const XmlEngine&) = delete;
    virtual ~XmlEngine() = default;

    virtual bool run() = 0;
    [[nodiscard]] Location where() const;
    void pause() { pausing_ = true; }
    void stop() { stopped_ = true; }

protected:
    /// An attribute as it is written, its value resolved.
    struct Written {
        std::string_view name, value;
    };
    struct Position {
        std::size_t line, column;  ///< from 1
    };

    [[nodiscard]] virtual Position position() const = 0;

    // What the document says, in its order, passed on to the handler within the limits.
    void start(std::string_view qualified, const std::vector<Written>& attributes);
    /// The same for a tag that was remembered.
    void start(const XmlTags::Tag& tag);
    /// What `start` made of the attributes that it was given last, without declarations.
    [[nodiscard]] const std::vector<XmlAttribute>& attributes() const { return attributes_; }
    [[nodiscard]] XmlNames::Use open_element() const { return open_.back(); }
    void end();
    void text(std::string_view piece);

    [[nodiscard]] std::size_t depth() const { return open_.size(); }
    /// The innermost element that is open, as it is written.
    [[nodiscard]] std::string_view open_name() const { return open_.back().qualified; }

    [[noreturn]] void refuse(const char* code, const char* text) const;
    [[noreturn]] void refuse_malformed() const;
    [[noreturn]] void refuse_end() const;
    [[noreturn]] void refuse_mismatch() const;
    [[noreturn]] void refuse_entity() const;
    [[noreturn]] void refuse_encoding() const;
    [[noreturn]] void refuse_doctype() const;
    [[noreturn]] void refuse_size() const;

    XmlLimits limits_;
    bool pausing_ = false, stopped_ = false;
    XmlTags tags_;  ///< that came before

private:
    XmlNames::Use checked(XmlNames::Use use) const;
    void declare(const std::vector<Written>& attributes);

    XmlHandler& handler_;
    std::string file_, part_;
    XmlNames names_;
    std::vector<XmlNames::Use> open_;  ///< elements, from the root
    std::vector<XmlAttribute> attributes_;
    std::uint64_t round_ = 0;  ///< of start tags
    std::size_t text_bytes_ = 0;
};

[[nodiscard]] std::unique_ptr<XmlEngine> make_xml_scanner(ByteSource& source, XmlHandler& handler, std::string file,
                                                          std::string part, const XmlLimits& limits);
[[nodiscard]] std::unique_ptr<XmlEngine> make_expat_engine(ByteSource& source, XmlHandler& handler, std::string file,
                                                           std::string part, const XmlLimits& limits);

/// Whether a document that begins so is in UTF-8, or says nothing else.
[[nodiscard]] bool is_utf8_xml(std::string_view head);

}  // namespace plan

#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/source/byte_source.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace plan {

/// A name of the document, its prefix resolved. The same name is the same object for the life of the stream.
struct XmlName {
    std::string_view space;  ///< URI of the namespace; "" for none
    std::string_view local;
    int token = 0;  ///< what the handler calls it
};

struct XmlAttribute {
    const XmlName* name;
    std::string_view value;  ///< UTF-8, references resolved
};

/// An element that begins; valid while the handler looks at it.
struct XmlElement {
    const XmlName& name;
    std::span<const XmlAttribute> attributes;  ///< in the document's order, declarations of namespaces left out

    /// The value of the attribute that the handler calls `token`; "" when there is none.
    [[nodiscard]] std::string_view attribute(int token) const {
        for (const XmlAttribute& one : attributes)
            if (one.name->token == token) return one.value;
        return {};
    }
    /// The value of the attribute of that local name, in whatever namespace; "" when there is none.
    [[nodiscard]] std::string_view attribute(std::string_view local) const {
        for (const XmlAttribute& one : attributes)
            if (one.name->local == local) return one.value;
        return {};
    }
};

/// Is told what a document holds, in its order. May throw: XmlStream::run then throws the same.
class XmlHandler {
public:
    XmlHandler() = default;
    XmlHandler(const XmlHandler&) = delete;
    XmlHandler& operator=(const XmlHandler&) = delete;
    virtual ~XmlHandler() = default;

    /// A number for a name, asked once for each, so that elements are told apart by a switch. 0: of no interest.
    [[nodiscard]] virtual int token(std::string_view space, std::string_view local);
    virtual void start(const XmlElement& element) = 0;
    virtual void end(const XmlName& name) = 0;
    /// A piece of the text between two tags; CDATA sections come as text too.
    virtual void text(std::string_view piece) = 0;
};

/// Beyond these a document is refused: no honest one comes near.
struct XmlLimits {
    std::size_t most_depth = 256;
    std::size_t longest_markup = std::size_t{1} << 20;  ///< bytes of a tag with its attributes, a comment…
    std::size_t longest_text = std::size_t{16} << 20;   ///< bytes of the text between two tags
    std::size_t most_names = 16384;                     ///< different names of elements and attributes
};

/// Reads XML 1.0 in UTF-8, UTF-16, ISO-8859-1 or ASCII as it comes, with namespaces. One pass; memory is bounded by
/// the limits, whatever the document. A document type is refused, and with it every entity that is declared: nothing in
/// a document that is exchanged needs them, and bombs are made of them.
class XmlStream {
public:
    /// Source and handler outlive the stream. `file` is how messages call the file; `part` is the entry of the archive
    /// that is read, or "".
    XmlStream(ByteSource& source, XmlHandler& handler, std::string file, std::string part = {},
              const XmlLimits& limits = {});
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    /// Reads on until the handler pauses (true) or the document ends (false, also ever after). Throws
    /// Error(invalid_input): "invalid-xml", "xml-doctype", "xml-limit"; what the source and the handler throw. After an
    /// exception the stream is of no more use.
    bool run();
    /// To be called by the handler, from `end` or `text`: `run` returns once the handler has.
    void pause();
    /// To be called by the handler: nothing more is read, and `run` returns false.
    void stop();

    /// Where the reader stands: "file:line:column", or "file:part:line:column". Takes time in proportion to the bytes
    /// since it was last asked: for messages.
    [[nodiscard]] Location where() const;

private:
    struct Reading;
    std::unique_ptr<Reading> reading_;
};

}  // namespace plan

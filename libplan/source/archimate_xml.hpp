#pragma once

#include "libplan/source/archimate_model.hpp"
#include "libplan/source/xml_stream.hpp"

#include <string>
#include <string_view>

namespace plan {

/// The names of elements and attributes that the files of ArchiMate models are made of, tokens of XmlName.
enum class ArchimateWord : int {
    none,
    model,
    elements,
    element,
    relationships,
    relationship,
    definitions,  ///< propertyDefinitions, or propertydefs before 3.0
    definition,
    name,  ///< also an attribute; label before 3.0
    documentation,
    properties,
    property,
    folder,
    profile,
    // Attributes
    id,
    type,  ///< xsi:type
    language,
    source,
    target,
    definition_of,
    key,
    value,  ///< also an element
    profiles,
};

/// What the two XML forms have in common: which subtrees are passed over, and the text of the element at hand.
class ArchimateHandler : public XmlHandler {
public:
    /// The stream that this handler serves, once there is one.
    void serve(const XmlStream& stream) { stream_ = &stream; }

    [[nodiscard]] int token(std::string_view space, std::string_view local) override;
    void start(const XmlElement& element) final;
    void end(const XmlName& name) final;
    void text(std::string_view piece) final;

protected:
    using Word = ArchimateWord;

    /// An element at a depth, from 1 for the root, whose parents were all opened; false: it and what it holds is passed
    /// over.
    virtual bool open(Word word, const XmlElement& element, int depth) = 0;
    virtual void close(Word word, int depth) = 0;

    /// To be called by `open`: the text of this element is wanted.
    bool collect();
    [[nodiscard]] std::string take_text();
    [[nodiscard]] Location where() const { return stream_->where(); }
    /// Throws Error(invalid_input, "not-archimate").
    [[noreturn]] void refuse_root(const char* text) const;

    [[nodiscard]] static std::string attribute(const XmlElement& element, Word word) {
        return std::string(element.attribute(static_cast<int>(word)));
    }

private:
    const XmlStream* stream_ = nullptr;
    int depth_ = 0;
    int passed_over_ = 0;  ///< elements that are open of a subtree without interest
    int collecting_ = 0;   ///< depth of the element whose text is wanted; 0 for none
    std::string text_;
};

/// Reads a document to its end. `part` is the entry of an archive, or "". Throws what XmlStream throws.
void read_archimate_xml(ByteSource& source, ArchimateHandler& handler, const std::string& path,
                        const std::string& part = {});

/// Whether a file that begins so is XML that names `word` early, whatever its encoding.
[[nodiscard]] bool begins_as_xml_with(std::string_view head, std::string_view word);

}  // namespace plan

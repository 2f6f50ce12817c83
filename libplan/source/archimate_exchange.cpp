#include "libplan/source/archimate.hpp"
#include "libplan/source/archimate_model.hpp"
#include "libplan/source/archimate_types.hpp"
#include "libplan/source/archimate_xml.hpp"

#include "libplan/base/text.hpp"

#include <optional>
#include <unordered_map>

/// A model holds elements, then relationships, then the definitions that give properties their names; organizations
/// and views, which are most of a file, are passed over.
namespace plan {

namespace {

constexpr std::string_view space = "opengroup.org/xsd/archimate";

/// A text in one language of several: the one asked for, else the first.
class Translated {
public:
    void take(std::string text, bool asked_for) {
        if (text_ && (is_asked_for_ || !asked_for)) return;
        text_ = std::move(text);
        is_asked_for_ = asked_for;
    }
    /// What was taken, after which there is nothing.
    std::string release() {
        std::string text = std::move(text_).value_or(std::string());
        *this = {};
        return text;
    }
    [[nodiscard]] const std::optional<std::string>& text() const { return text_; }

private:
    std::optional<std::string> text_;
    bool is_asked_for_ = false;
};

class Exchange final : public ArchimateHandler {
public:
    Exchange(ArchimateModel& model, Language language)
        : model_(model), language_(language == Language::french ? "fr" : "en") {}

    /// Gives the properties their names, once everything is read.
    void name_properties() {
        for (ArchimateElement& element : model_.elements) name(element.properties);
        for (ArchimateRelation& relation : model_.relations) name(relation.properties);
    }

protected:
    bool open(Word word, const XmlElement& element, int depth) override;
    void close(Word word, int depth) override;

private:
    bool open_concept(Word word, const XmlElement& element);
    bool open_text(const XmlElement& element);
    bool open_property(const XmlElement& element);
    void close_concept(Word word);
    void name(Properties& properties);

    ArchimateModel& model_;
    std::string_view language_;
    bool text_is_asked_for_ = false;
    // Of the concept that is open.
    std::string id_, type_, source_, target_;
    Location where_;
    Translated name_, documentation_;
    std::string definition_;  ///< of the property that is open
    Translated value_;
    Properties properties_;
    std::unordered_map<std::string, std::string> definitions_;  ///< only looked up
};

bool Exchange::open(Word word, const XmlElement& element, int depth) {
    switch (depth) {
        case 1:
            if (word != Word::model || element.name.space.find(space) == std::string_view::npos)
                refuse_root(PLAN_TEXT("the file is not an ArchiMate model in the exchange format of The Open Group"));
            return true;
        case 2:
            return word == Word::elements || word == Word::relationships || word == Word::definitions;
        case 3:
            return open_concept(word, element);
        case 4:
            if (word == Word::name || word == Word::documentation) return open_text(element);
            return word == Word::properties;
        case 5:
            return word == Word::property && open_property(element);
        default:
            return word == Word::value && open_text(element);
    }
}

bool Exchange::open_concept(Word word, const XmlElement& element) {
    if (word != Word::element && word != Word::relationship && word != Word::definition) return false;
    id_ = attribute(element, Word::id);
    type_ = archimate_type(attribute(element, Word::type));
    source_ = attribute(element, Word::source);
    target_ = attribute(element, Word::target);
    where_ = where();
    name_ = documentation_ = {};
    properties_.clear();
    // Before 3.0 a definition has its name as an attribute.
    const std::string name = word == Word::definition ? attribute(element, Word::name) : std::string();
    if (!name.empty()) name_.take(name, false);
    return true;
}

bool Exchange::open_text(const XmlElement& element) {
    const std::string language = fold(attribute(element, Word::language));
    text_is_asked_for_ = language.substr(0, language.find(' ')) == language_;
    return collect();
}

bool Exchange::open_property(const XmlElement& element) {
    definition_ = attribute(element, Word::definition_of);
    value_ = {};
    return true;
}

void Exchange::close(Word word, int depth) {
    if (depth == 3) {
        close_concept(word);
    } else if (depth == 4 && word == Word::name) {
        name_.take(take_text(), text_is_asked_for_);
    } else if (depth == 4 && word == Word::documentation) {
        documentation_.take(take_text(), text_is_asked_for_);
    } else if (depth == 5) {
        if (!value_.text()) return;
        model_.count_property(definition_, *value_.text());
        properties_.emplace_back(std::move(definition_), value_.release());
    } else if (depth == 6) {
        value_.take(take_text(), text_is_asked_for_);
    }
}

void Exchange::close_concept(Word word) {
    if (word == Word::definition) {
        std::string name = name_.release();
        model_.count(id_.size() + name.size());
        definitions_.emplace(std::move(id_), std::move(name));
    } else if (word == Word::element) {
        model_.add(ArchimateElement{std::move(id_),
                                    std::move(type_),
                                    name_.release(),
                                    documentation_.release(),
                                    {},
                                    std::move(properties_),
                                    std::move(where_)});
    } else {
        model_.add(ArchimateRelation{std::move(id_),
                                     std::move(type_),
                                     name_.release(),
                                     documentation_.release(),
                                     {},
                                     std::move(source_),
                                     std::move(target_),
                                     std::move(properties_),
                                     std::move(where_)});
    }
    properties_.clear();
}

void Exchange::name(Properties& properties) {
    for (auto& [name, value] : properties) {
        const auto found = definitions_.find(name);
        if (found == definitions_.end() || trim(found->second).empty()) continue;
        model_.count(found->second.size());
        name = found->second;
    }
}

}  // namespace

bool recognises_archimate(std::string_view, std::string_view head) {
    return begins_as_xml_with(head, space);
}

void read_archimate(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                    const Report& report) {
    ArchimateModel model(path);
    Exchange exchange(model, options.language);
    read_archimate_xml(source, exchange, path);
    exchange.name_properties();
    give_archimate(std::move(model), consumer, report);
}

}  // namespace plan

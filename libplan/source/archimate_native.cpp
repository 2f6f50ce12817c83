#include "libplan/source/archimate.hpp"
#include "libplan/source/archimate_model.hpp"
#include "libplan/source/archimate_types.hpp"
#include "libplan/source/archimate_xml.hpp"
#include "libplan/source/zip_archive.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <unordered_map>

/// Folders in folders hold elements and relations alike, and views, which are passed over. A specialization is a
/// profile of the model, which elements name by its id.
namespace plan {

namespace {

constexpr std::string_view packed_model = "model.xml";

class Native final : public ArchimateHandler {
public:
    explicit Native(ArchimateModel& model) : model_(model) {}

    /// Gives the specializations their names, once everything is read.
    void name_specializations() {
        for (ArchimateElement& element : model_.elements) name(element.specialization);
        for (ArchimateRelation& relation : model_.relations) name(relation.specialization);
    }

protected:
    bool open(Word word, const XmlElement& element, int depth) override;
    void close(Word word, int depth) override;

private:
    bool open_root(Word word, const XmlElement& element) const;
    bool open_concept(const XmlElement& element, int depth);
    void close_concept();
    void name(std::string& profiles);

    ArchimateModel& model_;
    int concept_ = 0;  ///< depth of the element or relation that is open; 0 for none
    bool is_relation_ = false;
    ArchimateRelation open_;                                 ///< an element, too, with neither source nor target
    std::unordered_map<std::string, std::string> profiles_;  ///< only looked up
};

bool Native::open(Word word, const XmlElement& element, int depth) {
    if (depth == 1) return open_root(word, element);
    if (concept_ == 0) {
        if (word == Word::folder) return true;
        if (word == Word::element) return open_concept(element, depth);
        if (word == Word::profile && depth == 2) {
            std::string id = attribute(element, Word::id), name = attribute(element, Word::name);
            model_.count(id.size() + name.size());
            profiles_.emplace(std::move(id), std::move(name));
        }
        return false;
    }
    if (depth != concept_ + 1) return false;
    if (word == Word::documentation) return collect();
    if (word == Word::property) {
        std::string key = attribute(element, Word::key), value = attribute(element, Word::value);
        model_.count_property(key, value);
        open_.properties.emplace_back(std::move(key), std::move(value));
    }
    return false;
}

bool Native::open_root(Word word, const XmlElement& element) const {
    if (word != Word::model || fold(element.name.space).find("archimate") == std::string::npos)
        refuse_root(PLAN_TEXT("the file is not a model of Archi"));
    return true;
}

bool Native::open_concept(const XmlElement& element, int depth) {
    const std::string written = attribute(element, Word::type);
    if (written.ends_with("Model")) return false;  // a view: ArchimateDiagramModel, SketchModel, CanvasModel
    open_ = {};
    open_.id = attribute(element, Word::id);
    open_.type = archimate_type(written);
    open_.name = attribute(element, Word::name);
    open_.specialization = attribute(element, Word::profiles);
    open_.source = attribute(element, Word::source);
    open_.target = attribute(element, Word::target);
    open_.where = where();
    is_relation_ = written.ends_with("Relationship") || !open_.source.empty();
    concept_ = depth;
    return true;
}

void Native::close(Word word, int depth) {
    if (concept_ == 0) return;
    if (depth == concept_)
        close_concept();
    else if (word == Word::documentation)
        open_.documentation = take_text();
}

void Native::close_concept() {
    concept_ = 0;
    if (is_relation_)
        model_.add(std::move(open_));
    else
        model_.add(ArchimateElement{std::move(open_.id), std::move(open_.type), std::move(open_.name),
                                    std::move(open_.documentation), std::move(open_.specialization),
                                    std::move(open_.properties), std::move(open_.where)});
}

/// From ids, separated by blanks, to names.
void Native::name(std::string& profiles) {
    if (profiles.empty()) return;
    std::vector<std::string> names;
    for (const std::string& id : split_list(profiles, " ")) {
        const auto found = profiles_.find(id);
        if (found == profiles_.end()) continue;
        model_.count(found->second.size());
        names.push_back(found->second);
    }
    profiles = join(names, "; ");
}

/// The name of the first file of an archive, as its beginning has it.
std::string_view first_entry(std::string_view head) {
    constexpr std::size_t fixed = 30;
    if (head.size() < fixed) return {};
    const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(head[at])); };
    return head.substr(fixed, byte(26) + 256 * byte(27));
}

void read_model(ByteSource& source, const std::string& path, const std::string& part, ArchimateModel& model) {
    Native native(model);
    read_archimate_xml(source, native, path, part);
    native.name_specializations();
}

void read_packed(ByteSource& source, const std::string& path, ArchimateModel& model) {
    const ZipArchive archive(source, path);
    if (!archive.has(packed_model))
        throw Error(Failure::invalid_input, {Severity::error,
                                             "not-archimate",
                                             PLAN_TEXT("the archive has no '{}': it is not a model of Archi"),
                                             {std::string(packed_model)},
                                             {path, 0, 0, {}}});
    const auto entry = archive.open(packed_model);
    read_model(*entry, path, std::string(packed_model), model);
}

}  // namespace

bool recognises_archi(std::string_view path, std::string_view head) {
    if (begins_as_zip(head)) return has_extension(path, "archimate") || first_entry(head) == packed_model;
    return begins_as_xml_with(head, "archimate:model") || begins_as_xml_with(head, "http://www.archimatetool.com/");
}

void read_archi(ByteSource& source, const std::string& path, const ReadOptions&, TableConsumer& consumer,
                const Report& report) {
    ArchimateModel model(path);
    PeekedSource peeked(source, head_bytes);
    if (begins_as_zip(peeked.head()))
        read_packed(peeked, path, model);
    else
        read_model(peeked, path, {}, model);
    give_archimate(std::move(model), consumer, report);
}

}  // namespace plan

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/byte_source.hpp"
#include "libplan/source/cyclonedx_bom.hpp"
#include "libplan/source/xml_stream.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace plan {

namespace {

constexpr std::string_view space_begin = "http://cyclonedx.org/schema/bom/";

/// Where the reader stands. What an element means depends on what it lies in.
enum class Place : std::uint8_t {
    elsewhere,  ///< in what is not read
    document,
    bom,
    metadata,
    components,
    component,
    services,
    service,
    provider,
    endpoints,
    data,
    dataflow,
    source,
    destination,
    properties,
    dependencies,
    dependency,
    section,  ///< a section whose entries are counted
    text,     ///< an element whose text is taken
};

class Handler final : public XmlHandler {
public:
    Handler(CycloneDxBom& bom, std::string file) : bom_(bom), file_(std::move(file)) {}

    void follow(const XmlStream& stream) { stream_ = &stream; }

    void start(const XmlElement& element) override {
        const std::string_view name = element.name.local;
        const Place next = enter(places_.back(), name, element);
        places_.push_back(next);
        text_.clear();
    }

    void text(std::string_view piece) override {
        if (places_.back() == Place::text) text_ += piece;
    }

    void end(const XmlName&) override {
        const Place left = places_.back();
        places_.pop_back();
        if (left == Place::text) take_(std::string(trim(text_)));
        if (left == Place::component || left == Place::service) items_.pop_back();
    }

private:
    Place enter(Place place, std::string_view name, const XmlElement& element) {
        switch (place) {
            case Place::document:
                return enter_document(name, element);
            case Place::bom:
                return enter_section(name);
            case Place::metadata:
                return name == "component" ? open_item(element, false, true) : Place::elsewhere;
            case Place::components:
                return name == "component" ? open_item(element, false, false) : Place::elsewhere;
            case Place::services:
                return name == "service" ? open_item(element, true, false) : Place::elsewhere;
            case Place::component:
            case Place::service:
                return enter_item(place, name);
            case Place::provider:
                return name == "name" ? take(&CycloneDxItem::provider) : Place::elsewhere;
            case Place::endpoints:
                return take([this](std::string text) { item().endpoints.push_back(std::move(text)); });
            case Place::data:
            case Place::dataflow:
                return enter_data(place, name, element);
            case Place::source:
                return take([this](std::string text) { data().sources.push_back(std::move(text)); });
            case Place::destination:
                return take([this](std::string text) { data().destinations.push_back(std::move(text)); });
            case Place::properties:
                bom_.count(2 * sizeof(std::string), file_);
                item().properties.emplace_back(trim(element.attribute("name")), std::string());
                return take([this](std::string text) { item().properties.back().second = std::move(text); });
            case Place::dependencies:
                bom_.count(sizeof(CycloneDxDependency), file_);
                bom_.dependencies.push_back({std::string(trim(element.attribute("ref"))), {}, {}, stream_->where()});
                return Place::dependency;
            case Place::dependency:
                return enter_dependency(name, element);
            case Place::section:
                bom_.leave(section_, 1);
                return Place::elsewhere;
            case Place::elsewhere:
            case Place::text:
                break;
        }
        return Place::elsewhere;
    }

    Place enter_document(std::string_view name, const XmlElement& element) {
        const std::string_view space = element.name.space;
        if (name != "bom" || !space.starts_with(space_begin))
            throw Error(Failure::invalid_input,
                        {Severity::error,
                         "no-cyclonedx",
                         PLAN_TEXT("not a CycloneDX document: its root is no <bom> of a namespace that begins with {}"),
                         {std::string(space_begin)},
                         stream_->where()});
        bom_.version = space.substr(space_begin.size());
        bom_.serial_number = trim(element.attribute("serialNumber"));
        return Place::bom;
    }

    Place enter_section(std::string_view name) {
        if (name == "metadata") return Place::metadata;
        if (name == "components") return Place::components;
        if (name == "services") return Place::services;
        if (name == "dependencies") return Place::dependencies;
        section_ = name;
        return Place::section;
    }

    Place open_item(const XmlElement& element, bool service, bool described) {
        if (items_.size() >= CycloneDxBom::most_nested) {
            bom_.leave(service ? "services, nested too deep" : "components, nested too deep", 1);
            return Place::elsewhere;
        }
        bom_.count(CycloneDxBom::bytes_of_item, file_);
        CycloneDxItem& item = bom_.items.emplace_back();
        item.where = stream_->where();
        item.type = service ? std::string("service") : std::string(trim(element.attribute("type")));
        item.ref = trim(element.attribute("bom-ref"));
        item.described = described;
        if (!items_.empty()) item.parent = items_.back();
        items_.push_back(bom_.items.size() - 1);
        return service ? Place::service : Place::component;
    }

    Place enter_item(Place place, std::string_view name) {
        if (name == "group") return take(&CycloneDxItem::group);
        if (name == "name") return take(&CycloneDxItem::name);
        if (name == "version") return take(&CycloneDxItem::version);
        if (name == "description") return take(&CycloneDxItem::description);
        if (name == "properties") return Place::properties;
        if (place == Place::component) {
            if (name == "supplier") return Place::provider;
            if (name == "components") return Place::components;
            if (name == "publisher")
                return take([this](std::string text) {
                    if (item().provider.empty()) item().provider = std::move(text);
                });
            return Place::elsewhere;
        }
        if (name == "provider") return Place::provider;
        if (name == "services") return Place::services;
        if (name == "endpoints") return Place::endpoints;
        if (name == "authenticated") return take(&CycloneDxItem::authenticated);
        if (name == "x-trust-boundary") return take(&CycloneDxItem::trust_boundary);
        if (name == "trustZone") return take(&CycloneDxItem::trust_zone);
        if (name == "data") return Place::data;
        return Place::elsewhere;
    }

    /// Up to 1.4 a classification stands alone; from 1.5 on in a data flow with its sources and destinations.
    Place enter_data(Place place, std::string_view name, const XmlElement& element) {
        if (place == Place::data && (name == "dataflow" || name == "classification")) {
            bom_.count(sizeof(CycloneDxData), file_);
            item().data.emplace_back();
        }
        if (name == "dataflow" && place == Place::data) {
            data().name = trim(element.attribute("name"));
            return Place::dataflow;
        }
        if (name == "classification") {
            data().flow = trim(element.attribute("flow"));
            return take([this](std::string text) { data().classification = std::move(text); });
        }
        if (place == Place::data) return Place::elsewhere;
        if (name == "source") return Place::source;
        if (name == "destination") return Place::destination;
        return Place::elsewhere;
    }

    Place enter_dependency(std::string_view name, const XmlElement& element) {
        std::string ref(trim(element.attribute("ref")));
        if (ref.empty()) return Place::elsewhere;
        CycloneDxDependency& dependency = bom_.dependencies.back();
        (name == "provides" ? dependency.provides : dependency.depends_on).push_back(std::move(ref));
        return Place::elsewhere;
    }

    Place take(std::string CycloneDxItem::*field) {
        return take([this, field](std::string text) { item().*field = std::move(text); });
    }
    Place take(std::function<void(std::string)> taker) {
        take_ = std::move(taker);
        return Place::text;
    }

    CycloneDxItem& item() { return bom_.items[items_.back()]; }
    CycloneDxData& data() { return item().data.back(); }

    CycloneDxBom& bom_;
    std::string file_;
    const XmlStream* stream_ = nullptr;
    std::vector<Place> places_ = {Place::document};
    std::vector<std::size_t> items_;  ///< those that are open, by index
    std::string section_, text_;
    std::function<void(std::string)> take_;
};

}  // namespace

CycloneDxBom read_cyclonedx_xml(std::string_view text, const std::string& file) {
    CycloneDxBom bom;
    Handler handler(bom, file);
    MemorySource source(text);
    XmlStream stream(source, handler, file);
    handler.follow(stream);
    while (stream.run()) {
    }
    const auto drop_empty = [](std::vector<std::string>& texts) { std::erase(texts, std::string()); };
    for (CycloneDxItem& item : bom.items) {
        drop_empty(item.endpoints);
        for (CycloneDxData& data : item.data) {
            drop_empty(data.sources);
            drop_empty(data.destinations);
        }
    }
    return bom;
}

}  // namespace plan

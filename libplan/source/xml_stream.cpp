#include "libplan/source/xml_stream.hpp"

#include "libplan/source/xml_engine.hpp"

namespace plan {

int XmlHandler::token(std::string_view, std::string_view) {
    return 0;
}

struct XmlStream::Reading {
    static constexpr std::size_t head_size = 256;  // where a document says its encoding

    Reading(ByteSource& bytes, XmlHandler& handler, std::string file, std::string part, const XmlLimits& limits)
        : source(bytes, head_size),
          engine(is_utf8_xml(source.head())
                     ? make_xml_scanner(source, handler, std::move(file), std::move(part), limits)
                     : make_expat_engine(source, handler, std::move(file), std::move(part), limits)) {}

    PeekedSource source;
    std::unique_ptr<XmlEngine> engine;
};

XmlStream::XmlStream(ByteSource& source, XmlHandler& handler, std::string file, std::string part,
                     const XmlLimits& limits)
    : reading_(std::make_unique<Reading>(source, handler, std::move(file), std::move(part), limits)) {}

XmlStream::~XmlStream() = default;

bool XmlStream::run() {
    return reading_->engine->run();
}

void XmlStream::pause() {
    reading_->engine->pause();
}

void XmlStream::stop() {
    reading_->engine->stop();
}

Location XmlStream::where() const {
    return reading_->engine->where();
}

}  // namespace plan

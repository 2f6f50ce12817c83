#pragma once

#include "libplan/policy/fact_document.hpp"

#include <pugixml.hpp>

namespace plan {

/// Behind FactDocument; only files of this room that evaluate XPath include it.
struct FactDocument::Content {
    pugi::xml_document document;
    pugi::xml_node root;
    Date planning_date;
};

}  // namespace plan

#pragma once

#include "libplan/base/date.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/records.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// What conditions see of one case, as XML: an element per value, named as the field ("users", "target/kind" for
/// "target.kind"). What is not known has no element. Dates carry an attribute `days`: days from the planning date, so
/// that a condition can compare them (`derogation_until/@days >= 0`). Yes and no are 'true' and 'false'.
/// Move-only; setting is linear in the size of one group of names.
class FactDocument {
public:
    explicit FactDocument(Date planning_date);
    ~FactDocument();
    FactDocument(FactDocument&&) noexcept;
    FactDocument& operator=(FactDocument&&) noexcept;

    /// Adds the values of a name; nothing when there is none.
    void add(std::string_view name, const FieldValue& value);
    void add_text(std::string_view name, std::string_view text) { add(name, FieldValue(std::string(text))); }
    void add_number(std::string_view name, double number) { add(name, FieldValue(number)); }
    /// Every field of a record that its table knows, below `prefix` ("target.") when it is not empty.
    template <class Record>
    void add_fields(std::string_view prefix, std::span<const Field<Record>> fields, const Record& record) {
        for (const Field<Record>& field : fields) add(std::string(prefix).append(field.name), field.get(record));
    }
    /// Takes away a whole group: "target".
    void remove_group(std::string_view group);

    /// The values of a name: none when it is not known.
    [[nodiscard]] std::vector<std::string> values(std::string_view name) const;

    struct Content;
    [[nodiscard]] const Content& content() const { return *content_; }

private:
    std::unique_ptr<Content> content_;
};

/// A value as the texts of its elements: none when there is none.
[[nodiscard]] std::vector<std::string> texts_of(const FieldValue& value);

/// From the classification of an application: `class`, `label`, `verdict` and `question` (fields that would answer an
/// open question).
void add_classification_facts(FactDocument& facts, const Application& application);
/// Facts of an application: its fields, and from its enrichments `class`, `label`, `verdict` and `question` (fields
/// that would answer an open question).
void add_application_facts(FactDocument& facts, const Application& application);

}  // namespace plan

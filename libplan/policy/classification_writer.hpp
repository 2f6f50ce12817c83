#pragma once

#include "libplan/policy/conclusion.hpp"
#include "libplan/record/json_writer.hpp"

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

/// Internal to this room.
namespace plan {

/// The ids of applications as they stand between the quotation marks of JSON, side by side: paths name an application
/// twenty times, and the records lie all over memory.
class WrittenIds {
public:
    WrittenIds() = default;
    explicit WrittenIds(const std::vector<Application>& applications);

    [[nodiscard]] std::string_view operator[](std::size_t application) const {
        return std::string_view(text_).substr(begins_[application], begins_[application + 1] - begins_[application]);
    }

private:
    std::string text_;
    std::vector<std::size_t> begins_;  ///< in `text_`, and the end
};

/// Writes the key `classification` of applications as JSON: byte for byte what encode() makes of what conclude()
/// concludes. A State's register says the same few hundred sentences of 100,000 applications, three kilobytes of each:
/// so what a rule says is written once for each of the values that it shows, and then only copied, with the path that
/// is the application's own. Not for several threads at once. The policy must outlive it.
class ClassificationWriter {
public:
    /// `ids` are those of the applications that inheritances count in; they must outlive it, too.
    ClassificationWriter(const Policy& policy, Language language, const WrittenIds& ids);

    void write(std::string& out, const Application& application, const Evaluation& evaluation,
               const Inheritance& inheritance);

private:
    /// A reason but for its path, which is said at the end of its text, and listed at the end of the whole.
    struct WrittenReason {
        std::string until_path;   ///< up to the last letter of the text
        std::string behind_path;  ///< from the quotation mark behind it, without the closing brace
    };

    /// How an inflow came: several rules and labels may owe to it.
    struct WrittenPath {
        std::string said;  ///< for the end of a text, escaped
        std::string list;  ///< as an array; empty when there is none
    };

    [[nodiscard]] static WrittenReason written(const Reason& reason);
    [[nodiscard]] const WrittenReason& reason(const Evaluation& evaluation, std::size_t rule);
    void write_questions(JsonWriter& json, const std::vector<std::size_t>& questions, const std::string& owner);
    void write_paths(const Inheritance& inheritance);
    void write_labels(std::string& out, const std::vector<std::size_t>& labels) const;
    void write_inherited(std::string& out, const Inheritance& inheritance) const;
    void write_file(JsonWriter& json, const Evaluation& evaluation, const std::string& owner);
    static void write_reason(std::string& out, const WrittenReason& reason, const WrittenPath* path);

    const Policy& policy_;
    const Language language_;
    const WrittenIds& ids_;
    std::string policy_member_;                                            ///< "policy":"…"
    std::vector<std::string> class_members_;                               ///< "class":"…", by rank
    std::vector<std::string> labels_;                                      ///< "…" of each
    std::array<std::string, 3> verdict_members_;                           ///< "verdict":"…", by Verdict
    std::vector<std::string> questions_;                                   ///< members of each, but for who is asked
    std::vector<std::unordered_map<std::string, WrittenReason>> reasons_;  ///< of each rule by key; only looked up
    const WrittenReason no_rule_;
    std::vector<WrittenPath> paths_;  ///< of the inflows in hand; as the key, kept for its memory
    std::string key_;
};

}  // namespace plan

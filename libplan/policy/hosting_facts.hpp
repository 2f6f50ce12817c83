#pragma once

#include "libplan/policy/hosting.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The facts that a hosting table uses, by slot, so that they are read from the records once. Internal to this room.
namespace plan {

/// `destination` and `present`, the scopes of a hosting table.
enum class HostingScope : std::uint8_t { destination, present };

class HostingFacts {
public:
    /// All three must outlive this.
    HostingFacts(const DecisionTable& table, const std::vector<Target>& targets, const HostingSettings& settings);

    /// What a fact depends on.
    enum class Kind : std::uint8_t { constant, application, target, pair };
    struct Slot {
        Kind kind = Kind::constant;
        std::size_t index = 0;
    };
    /// Nothing for a fact that the table does not use.
    [[nodiscard]] std::optional<Slot> find(std::string_view name) const;

    [[nodiscard]] std::vector<FieldValue> of_application(const Application& application) const;
    /// Of each target that what it costs and how far it is depends on the application, by pair slot.
    [[nodiscard]] std::vector<std::vector<FieldValue>> of_pairs(const Application& application,
                                                                const std::vector<double>& strong_neighbours) const;
    [[nodiscard]] const FieldValue& constant(HostingScope scope, std::size_t index) const {
        return constants_[static_cast<std::size_t>(scope)][index];
    }
    [[nodiscard]] const FieldValue& of_target(std::size_t target, std::size_t index) const {
        return of_targets_[target][index];
    }
    /// The day that a scope judges.
    [[nodiscard]] Date day(HostingScope scope) const;

    /// A document of an application alone, and its target set or replaced.
    [[nodiscard]] FactDocument document(HostingScope scope, Date day, const std::vector<FieldValue>& application) const;
    void set_target(FactDocument& facts, std::size_t target, const std::vector<FieldValue>& pair) const;

private:
    using Names = std::vector<std::string>;
    void add(Kind kind, const std::string& name);

    const DecisionTable& table_;
    const std::vector<Target>& targets_;
    HostingSettings settings_;
    Names names_[4];  ///< by Kind
    std::map<std::string, Slot, std::less<>> slots_;
    std::vector<FieldValue> constants_[2];  ///< by HostingScope
    std::vector<std::vector<FieldValue>> of_targets_;
    std::vector<const Field<Application>*> fields_;  ///< by application slot; null: computed
    bool any_tariff_ = false;
};

}  // namespace plan

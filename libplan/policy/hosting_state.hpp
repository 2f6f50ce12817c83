#pragma once

#include "libplan/base/text.hpp"
#include "libplan/policy/hosting.hpp"
#include "libplan/policy/hosting_facts.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

/// A condition tells two cases apart only by the facts that it reads. So what it says of a target is kept under those
/// facts of the application: 100,000 applications ask few different questions of 17 targets, and evaluating XPath is
/// some hundred times dearer than looking up. Internal to this room.
namespace plan {

[[nodiscard]] std::string_view scope_name(HostingScope scope);
/// The value as a number; 0 when it is none.
[[nodiscard]] double number_of(const FieldValue& value);

/// What is known of one application, and what was found out about it.
class HostingJudge::Case {
public:
    using Row = std::vector<std::int8_t>;  ///< by target: -1 not yet known, 0 no, 1 yes

    const Application* application = nullptr;
    std::vector<FieldValue> values;              ///< by application slot
    std::vector<std::string> keys;               ///< the same as texts
    std::vector<std::vector<FieldValue>> pairs;  ///< by target, by pair slot
    std::array<std::vector<Row*>, 2> rows;       ///< by scope, by rule; null: not looked up
    std::optional<FactDocument> facts;           ///< of `facts_scope` on `facts_day`
    HostingScope facts_scope = HostingScope::destination;
    Date facts_day;
    std::size_t facts_target = 0;
};

struct HostingJudge::State {
    static constexpr std::size_t most_kept = 50'000;  ///< cases of one rule

    using Rules = std::vector<std::size_t>;
    /// The rules of an effect that concern one scope, in the order of the table.
    struct Scope {
        Rules reject, rests, basis, advice, caution, cost, derogation, open;
    };
    /// What a rule reads, and what it said.
    struct Known {
        std::vector<std::size_t> application, pair;  ///< slots
        std::optional<HostingFacts::Slot> per;
        std::array<std::unordered_map<std::string, Case::Row>, 2> rows;  ///< by scope
    };

    State(const DecisionTable& decisions, const Portfolio& all, const HostingSettings& chosen, Language reader)
        : table(decisions),
          portfolio(all),
          settings(chosen),
          language(reader),
          facts(decisions, all.targets, chosen),
          destination(rules_of(HostingScope::destination)),
          present(rules_of(HostingScope::present)) {
        for (std::size_t rule = 0; rule < table.size(); ++rule) {
            Known& entry = known.emplace_back();
            for (const std::string& name : table.reads(rule)) {
                const auto slot = facts.find(name);
                if (!slot) continue;
                if (slot->kind == HostingFacts::Kind::application) entry.application.push_back(slot->index);
                if (slot->kind == HostingFacts::Kind::pair) entry.pair.push_back(slot->index);
            }
            if (!table.rule(rule).per.empty()) entry.per = facts.find(table.rule(rule).per);
        }
        for (std::size_t index = 0; index < all.targets.size(); ++index)
            target_by_id.emplace(all.targets[index].id, index);
        for (const std::size_t rule : destination.reject) {
            const auto& from = table.rule(rule).valid_from;
            if (from && *from > settings.cutover) changes.insert(*from);
        }
    }

    [[nodiscard]] Scope rules_of(HostingScope scope) const {
        Scope rules;
        const std::pair<std::string_view, Rules*> effects[] = {
            {"reject", &rules.reject},   {"rests-on-qualification", &rules.rests},
            {"basis", &rules.basis},     {"advice", &rules.advice},
            {"caution", &rules.caution}, {"cost", &rules.cost},
            {"open", &rules.open},       {"derogation", &rules.derogation},
        };
        for (std::size_t index = 0; index < table.size(); ++index) {
            const DecisionRule& rule = table.rule(index);
            if (!rule.scope.empty() && rule.scope != scope_name(scope)) continue;
            for (const auto& [effect, list] : effects)
                if (rule.effect == effect) list->push_back(index);
        }
        return rules;
    }

    /// A document of the case in which the target is set. Kept, since a case that is new asks many questions of it.
    FactDocument& document(Case& one, HostingScope scope, Date day, std::size_t target) const {
        if (!one.facts || one.facts_scope != scope || one.facts_day != day) {
            one.facts.emplace(facts.document(scope, day, one.values));
            one.facts_scope = scope;
            one.facts_day = day;
            one.facts_target = portfolio.targets.size();
        }
        if (one.facts_target != target) facts.set_target(*one.facts, target, one.pairs[target]);
        one.facts_target = target;
        return *one.facts;
    }

    Case::Row* row_of(Case& one, HostingScope scope, std::size_t rule, std::size_t target) {
        Known& entry = known[rule];
        const auto number = static_cast<std::size_t>(scope);
        Case::Row*& found = one.rows[number][rule];
        if (found && entry.pair.empty()) return found;
        std::string key;
        for (const std::size_t slot : entry.application) key.append(one.keys[slot]).push_back('\x1e');
        for (const std::size_t slot : entry.pair) {
            const FieldValue& value = one.pairs[target][slot];
            key.append(std::holds_alternative<std::monostate>(value) ? "-" : number_text(number_of(value)));
            key.push_back('\x1e');
        }
        auto& rows = entry.rows[number];
        if (rows.size() >= most_kept) {
            const auto place = rows.find(key);
            found = place == rows.end() ? nullptr : &place->second;
        } else {
            found = &rows.try_emplace(std::move(key), portfolio.targets.size(), std::int8_t{-1}).first->second;
        }
        return found;
    }

    bool holds(Case& one, HostingScope scope, std::size_t rule, std::size_t target) {
        const Date day = facts.day(scope);
        if (!table.rule(rule).in_force(day)) return false;
        Case::Row* row = row_of(one, scope, rule, target);
        if (row && (*row)[target] >= 0) return (*row)[target] == 1;
        const bool held = table.holds(rule, document(one, scope, day, target));
        if (row) (*row)[target] = held ? 1 : 0;
        return held;
    }

    bool any(Case& one, HostingScope scope, const Rules& rules, std::size_t target) {
        return std::ranges::any_of(rules, [&](std::size_t rule) { return holds(one, scope, rule, target); });
    }

    [[nodiscard]] const FieldValue& value(const Case& one, HostingScope scope, HostingFacts::Slot slot,
                                          std::size_t target) const {
        switch (slot.kind) {
            case HostingFacts::Kind::application:
                return one.values[slot.index];
            case HostingFacts::Kind::target:
                return facts.of_target(target, slot.index);
            case HostingFacts::Kind::pair:
                return one.pairs[target][slot.index];
            case HostingFacts::Kind::constant:
                break;
        }
        return facts.constant(scope, slot.index);
    }

    [[nodiscard]] Reason reason(const Case& one, HostingScope scope, std::size_t rule, std::size_t target) const {
        return table.reason(
            rule,
            [&](std::string_view name) {
                const auto slot = facts.find(name);
                return slot ? texts_of(value(one, scope, *slot, target)) : std::vector<std::string>();
            },
            language);
    }

    void collect(Reasons& reasons, Case& one, HostingScope scope, const Rules& rules, std::size_t target) {
        for (const std::size_t rule : rules)
            if (holds(one, scope, rule, target)) reasons.push_back(reason(one, scope, rule, target));
    }

    [[nodiscard]] double points(const Case& one, std::size_t rule, std::size_t target) const {
        const DecisionRule& text = table.rule(rule);
        if (text.per.empty()) return text.points;
        const auto& per = known[rule].per;
        return per ? text.points * number_of(value(one, HostingScope::destination, *per, target)) : 0;
    }

    double cost(Case& one, std::size_t target) {
        double sum = 0;
        for (const std::size_t rule : destination.cost)
            if (holds(one, HostingScope::destination, rule, target)) sum += points(one, rule, target);
        return sum;
    }

    /// A rule that comes into force later and would reject: the last day before, and which rules.
    std::optional<std::pair<Date, std::vector<std::string>>> later_law(Case& one, std::size_t target) {
        for (const Date day : changes) {
            std::vector<std::string> rules;
            for (const std::size_t rule : destination.reject)
                if (table.rule(rule).valid_from == day &&
                    table.holds(rule, document(one, HostingScope::destination, day, target)))
                    rules.push_back(table.rule(rule).id);
            if (!rules.empty()) return std::pair(day - 1, std::move(rules));
        }
        return std::nullopt;
    }

    // hosting_present.cpp
    [[nodiscard]] std::optional<Date> since_of(const Case& one, std::size_t rule, std::size_t target) const;
    void judge_broken(PresentHosting& verdict, Case& one, std::size_t host, bool derogable);
    void judge_unbroken(PresentHosting& verdict, Case& one, std::size_t host);
    void add_open(PresentHosting& verdict, const ReasonText& text, ReasonArguments args) const;

    const DecisionTable& table;
    const Portfolio& portfolio;
    HostingSettings settings;
    Language language;
    HostingFacts facts;
    Scope destination, present;
    std::vector<Known> known;                                        ///< by rule
    std::unordered_map<std::string_view, std::size_t> target_by_id;  ///< only looked up
    std::set<Date> changes;  ///< days after the cut-over on which a rule that rejects comes into force
};

}  // namespace plan

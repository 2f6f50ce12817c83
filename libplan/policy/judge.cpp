#include "libplan/policy/code_table.hpp"
#include "libplan/policy/fact_content.hpp"
#include "libplan/policy/judge_slots.hpp"
#include "libplan/policy/received_names.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <span>
#include <string_view>

/// Evaluating a policy's XPath conditions costs tens of microseconds an application, and a State's register has
/// 100,000, each judged alone, with its flows, and again to find what brings a label. So no condition is evaluated
/// twice on what it cannot tell apart: each fact, each question and each rule is kept by the codes of the names that it
/// reads, most of which are facts of two or three values. Of a justification that conditions only ask for, a code tells
/// whether it is there; of a list that they compare with words, which of these it holds; of a number of persons, on
/// which side of the thresholds it lies. Answers as a whole are kept, too, by the number of what the record tells and
/// the codes of what is received: of the many questions that the search for causes puts about one application, hardly
/// any comes as far as the facts.
namespace plan {

namespace {

constexpr std::size_t most_cases = 200'000;  // of each table

FieldValue parameter_value(const std::string& text) {
    if (const auto date = Date::from_iso(text)) return *date;
    return text;
}

struct FactResult {
    std::shared_ptr<const std::vector<std::string>> values;
    Marks marks = 0;  ///< cases that hold, of a fact that travels
    Code code = 0;    ///< of its slot, when it has one
};

/// Of a case of a fact, a question or a rule, and where it is known to hold.
struct Condition {
    Condition(const pugi::xpath_query& known_query, const std::vector<SlotRead>& known_reads, bool asks_questions)
        : query(&known_query),
          reads(&known_reads),
          reads_questions(asks_questions),
          known(known_reads.size() + (reads_questions ? 1 : 0)) {}

    const pugi::xpath_query* query;
    const std::vector<SlotRead>* reads;
    bool reads_questions;  ///< the open ones, whose code comes behind those of the slots
    CodeTable<bool> known;
};

}  // namespace

struct Judge::State {
    State(const Policy::Content& known_content, Date day)
        : content(known_content),
          date(day),
          slots(known_content, day),
          slot_of_fact(known_content.facts.size(), SIZE_MAX),
          rules(slots.of_outcome.size()),
          codes(slots.all.size()),
          changed(slots.all.size()),
          last(known_content.facts.size()) {
        for (std::size_t index = 0; index < content.facts.size(); ++index) {
            facts.emplace_back(slots.of_facts[index].size());
            fact_slots.emplace_back(slots.all.size(), slots.of_facts[index]);
            std::vector<Condition>& cases = case_conditions.emplace_back();
            for (std::size_t step = 0; step < content.facts[index].cases.size(); ++step)
                cases.emplace_back(content.fact_conditions[index][step], slots.of_cases[index][step], false);
        }
        for (std::size_t index = 0; index < content.questions.size(); ++index)
            question_conditions.emplace_back(content.question_conditions[index], slots.of_questions[index], false);
        for (std::size_t index = 0; index < content.rules.size(); ++index)
            rule_conditions.emplace_back(content.rule_conditions[index], slots.of_rules[index],
                                         content.rule_readings[index].contains("question"));
        if (content.travelling)
            for (const PolicyFact::Case& known : content.facts[*content.travelling].cases)
                travelling.push_back(known.value);
        for (std::size_t slot = 0; slot < slots.all.size(); ++slot) place(slot);
        records = CodeTable<std::uint32_t>(field_slots.size());
        key.resize(1 + received_slots.size());
        judgements = CodeTable<std::shared_ptr<const Judgement>>(key.size());
        outcomes = CodeTable<std::shared_ptr<const RuleJudgement>>(key.size());
        marks = CodeTable<Marks>(key.size());
    }

    /// A slot of what is received, and the codes of its marks.
    struct ReceivedSlot {
        std::size_t slot;
        Marks ReceivedData::*marks;  ///< null: the number of sources
        std::vector<Code> of_marks;
    };

    const Policy::Content& content;
    const Date date;
    Slots slots;
    std::vector<std::size_t> slot_of_fact, field_slots;
    std::vector<ReceivedSlot> received_slots;
    std::vector<std::string> travelling;  ///< values that marks stand for
    std::vector<CodeTable<FactResult>> facts;
    std::vector<SlotSet> fact_slots;                      ///< that a fact reads
    std::vector<std::vector<Condition>> case_conditions;  ///< by fact, by case
    std::vector<Condition> question_conditions, rule_conditions;
    std::map<std::vector<std::size_t>, Code> question_codes;  ///< of lists of open questions
    CodeTable<std::shared_ptr<const RuleJudgement>> rules;
    // Whole answers: by the codes of a record's fields its number, by that and the codes of what is received the rest.
    CodeTable<std::uint32_t> records{0};
    CodeTable<std::shared_ptr<const Judgement>> judgements{0};
    CodeTable<std::shared_ptr<const RuleJudgement>> outcomes{0};
    CodeTable<Marks> marks{0};
    std::uint64_t judged = 0;  ///< judgements made, those that were forgotten among them
    std::vector<Code> key;
    // Of the case in hand, by slot: its codes, and which of them differ from those of the case before.
    std::vector<Code> codes;
    SlotSet changed;
    std::vector<const FactResult*> last;  ///< of each fact, in its table; null before the first case
    const Application* application = nullptr;
    std::optional<std::uint32_t> record;  ///< of the case
    std::vector<Code> row;

    void place(std::size_t index) {
        using Source = Slot::Source;
        const Slot& slot = slots.all[index];
        if (slot.source == Source::field) field_slots.push_back(index);
        if (slot.source == Source::fact) slot_of_fact[slot.fact] = index;
        if (slot.source == Source::data) add_received(index, &ReceivedData::data);
        if (slot.source == Source::unstated) add_received(index, &ReceivedData::unstated);
        if (slot.source == Source::undeclared) add_received(index, &ReceivedData::undeclared);
        if (slot.source == Source::sources) received_slots.push_back({index, nullptr, {}});
    }

    void add_received(std::size_t index, Marks ReceivedData::*marks_read) {
        ReceivedSlot& added = received_slots.emplace_back(ReceivedSlot{index, marks_read, {}});
        Slot& slot = slots.all[index];
        if (!slot.whole)
            for (const std::string& value : travelling) added.of_marks.push_back(slot.code(std::vector{value}));
    }

    [[nodiscard]] std::vector<std::string> values_of(Marks some) const {
        std::vector<std::string> values;
        for (std::size_t bit = 0; bit < travelling.size(); ++bit)
            if ((some >> bit & 1) != 0) values.push_back(travelling[bit]);
        return values;
    }

    [[nodiscard]] Code code_of(const ReceivedSlot& read, const ReceivedData& received) {
        Slot& slot = slots.all[read.slot];
        if (read.marks == nullptr) return received.sources ? slot.code(FieldValue(*received.sources)) : Code{0};
        if (slot.whole) return slot.code(values_of(received.*read.marks));
        Code code = 0;
        for (Marks rest = received.*read.marks; rest != 0; rest &= rest - 1)
            code |= read.of_marks[static_cast<std::size_t>(std::countr_zero(rest))];
        return code;
    }

    void set(std::size_t slot, Code code) {
        if (codes[slot] == code) return;
        codes[slot] = code;
        changed.add(slot);
    }

    [[nodiscard]] std::uint32_t record_of(const Application& known) {
        row.clear();
        for (const std::size_t slot : field_slots) row.push_back(slots.all[slot].code_of(known));
        if (const auto* const found = records.find(row)) return *found;
        return records.add(row, static_cast<std::uint32_t>(records.size()));
    }

    void make_key(const Subject& subject, const ReceivedData& received) {
        key.front() = subject.record;
        for (std::size_t index = 0; index < received_slots.size(); ++index)
            key[index + 1] = code_of(received_slots[index], received);
    }

    /// Takes in hand the case of the key.
    void open(const Subject& subject) {
        changed.clear();
        application = subject.application;
        if (record != subject.record) {
            const std::span<const Code> fields = records.row(subject.record);
            for (std::size_t index = 0; index < field_slots.size(); ++index) set(field_slots[index], fields[index]);
            record = subject.record;
        }
        for (std::size_t index = 0; index < received_slots.size(); ++index)
            set(received_slots[index].slot, key[index + 1]);
    }

    void make_row(const std::vector<SlotRead>& reads) {
        row.clear();
        for (const SlotRead& read : reads) row.push_back(read.seen(codes[read.slot]));
    }

    /// What the conditions of a group see of the case.
    [[nodiscard]] FactDocument document_of(const std::vector<SlotRead>& reads, const Application& application,
                                           const ReceivedData& received) const {
        using Source = Slot::Source;
        FactDocument document(date);
        for (const PolicyParameter& parameter : content.parameters)
            if (const auto* value = parameter.on(date)) document.add(parameter.name, parameter_value(value->text));
        for (const SlotRead& read : reads) {
            const Slot& slot = slots.all[read.slot];
            if (slot.source == Source::field) document.add(slot.field->name, slot.field->get(application));
            if (slot.source == Source::fact)
                document.add(content.facts[slot.fact].name, FieldValue(*last[slot.fact]->values));
            if (slot.source == Source::data) document.add(received_names::data, values_of(received.data));
            if (slot.source == Source::unstated) document.add(received_names::unstated, values_of(received.unstated));
            if (slot.source == Source::undeclared)
                document.add(received_names::undeclared, values_of(received.undeclared));
            if (slot.source == Source::sources && received.sources)
                document.add(received_names::sources, *received.sources);
        }
        return document;
    }

    [[nodiscard]] bool gives(const RuleJudgement& judgement, const std::string& label) const {
        return std::ranges::any_of(judgement.rules, [&](std::size_t rule) {
            const std::vector<std::string>& labels = content.rules[rule].labels;
            return std::ranges::find(labels, label) != labels.end();
        });
    }

    /// Whether a condition holds of the case in hand; `document` is made when nobody knows.
    template <class Document>
    [[nodiscard]] bool holds(Condition& condition, Code questions, Document document) {
        make_row(*condition.reads);
        if (condition.reads_questions) row.push_back(questions);
        if (const bool* const found = condition.known.find(row)) return *found;
        if (condition.known.size() >= most_cases) condition.known.clear();
        return condition.known.add(row, condition.query->evaluate_boolean(document().content().root));
    }

    [[nodiscard]] FactResult evaluate_fact(std::size_t index, const ReceivedData& received) {
        const PolicyFact& fact = content.facts[index];
        std::optional<FactDocument> made;
        const auto document = [&]() -> FactDocument& {
            if (!made) made = document_of(slots.of_facts[index], *application, received);
            return *made;
        };
        FactResult result;
        std::vector<std::string> found;
        for (std::size_t step = 0; step < fact.cases.size() && (fact.every || found.empty()); ++step) {
            if (!holds(case_conditions[index][step], 0, document)) continue;
            found.push_back(fact.cases[step].value);
            if (fact.travels) result.marks |= Marks{1} << step;
        }
        if (found.empty() && !fact.otherwise.empty()) found.push_back(fact.otherwise);
        if (slot_of_fact[index] != SIZE_MAX) result.code = slots.all[slot_of_fact[index]].code(found);
        result.values = std::make_shared<const std::vector<std::string>>(std::move(found));
        return result;
    }

    [[nodiscard]] RuleJudgement evaluate_rules(const ReceivedData& received) {
        RuleJudgement judgement;
        std::optional<FactDocument> facts_alone, with_questions;
        const auto alone = [&]() -> FactDocument& {
            if (!facts_alone) facts_alone = document_of(slots.of_outcome, *application, received);
            return *facts_alone;
        };
        for (std::size_t index = 0; index < content.questions.size(); ++index)
            if (holds(question_conditions[index], 0, alone))
                (content.questions[index].piece.empty() ? judgement.questions : judgement.file_questions)
                    .push_back(index);
        const Code questions = question_codes.emplace(judgement.questions, question_codes.size()).first->second;
        const auto whole = [&]() -> FactDocument& {
            if (with_questions) return *with_questions;
            with_questions = std::move(alone());
            for (const std::size_t question : judgement.questions)
                with_questions->add_text("question", content.questions[question].field);
            return *with_questions;
        };
        for (std::size_t index = 0; index < content.rules.size(); ++index) {
            const PolicyRule& rule = content.rules[index];
            if (!rule.in_force(date) || !holds(rule_conditions[index], questions, whole)) continue;
            judgement.rules.push_back(index);
            judgement.class_rank = std::max(judgement.class_rank, rule.class_rank);  // nothing is less than any rank
            judgement.to_qualify = judgement.to_qualify || rule.to_qualify;
        }
        for (std::size_t label = 0; label < content.labels.size(); ++label)
            if (gives(judgement, content.labels[label].id)) judgement.labels.push_back(label);
        judgement.to_qualify = judgement.to_qualify || !judgement.questions.empty() || !judgement.class_rank;
        return judgement;
    }

    /// The last result stands when nothing that the fact reads has changed since.
    void judge_fact(std::size_t index, const ReceivedData& received) {
        if (last[index] && !changed.meets(fact_slots[index])) return;
        last[index] = &known_fact(index, received);
        if (const std::size_t slot = slot_of_fact[index]; slot != SIZE_MAX) set(slot, last[index]->code);
    }

    const FactResult& known_fact(std::size_t index, const ReceivedData& received) {
        make_row(slots.of_facts[index]);
        CodeTable<FactResult>& known = facts[index];
        if (const FactResult* const found = known.find(row)) return *found;
        if (known.size() >= most_cases) known.clear();
        const std::vector<Code> fact = row;  // each condition makes a row of its own
        return known.add(fact, evaluate_fact(index, received));
    }

    void judge_facts(const ReceivedData& received) {
        for (std::size_t index = 0; index < content.facts.size(); ++index) judge_fact(index, received);
    }

    const std::shared_ptr<const RuleJudgement>& judge_rules(const ReceivedData& received) {
        make_row(slots.of_outcome);
        if (const auto* const found = rules.find(row)) return *found;
        if (rules.size() >= most_cases) rules.clear();
        const std::vector<Code> outcome = row;  // each condition makes a row of its own
        return rules.add(outcome, std::make_shared<const RuleJudgement>(evaluate_rules(received)));
    }

    [[nodiscard]] Judgement judgement(const ReceivedData& received) {
        judge_facts(received);
        Judgement judgement;
        judgement.number = judged++;
        judgement.outcome = judge_rules(received);
        judgement.facts.reserve(last.size());
        for (const FactResult* const fact : last) {
            judgement.facts.push_back(fact->values);
            judgement.travelling |= fact->marks;
        }
        return judgement;
    }

    /// What a table of whole answers knows of the case, else what `answer` says of it when it is in hand.
    template <class Value, class Answer>
    const Value& known(CodeTable<Value>& table, const Subject& subject, const ReceivedData& received, Answer answer) {
        make_key(subject, received);
        if (const Value* const found = table.find(key)) return *found;
        if (table.size() >= most_cases) table.clear();
        open(subject);
        return table.add(key, answer());
    }
};

Judge::Judge(const Policy& policy, Date date) : state_(std::make_unique<State>(*policy.content_, date)) {}
Judge::~Judge() = default;

Judge::Subject Judge::subject(const Application& application) {
    return {&application, state_->record_of(application)};
}

std::shared_ptr<const Judgement> Judge::judge(Subject subject, const ReceivedData& received) {
    return state_->known(state_->judgements, subject, received,
                         [&] { return std::make_shared<const Judgement>(state_->judgement(received)); });
}

std::shared_ptr<const RuleJudgement> Judge::outcome(Subject subject, const ReceivedData& received) {
    return state_->known(state_->outcomes, subject, received, [&] {
        state_->judge_facts(received);
        return state_->judge_rules(received);
    });
}

Marks Judge::travelling(Subject subject, const ReceivedData& received) {
    return state_->known(state_->marks, subject, received, [&] {
        state_->judge_facts(received);
        Marks held = 0;
        for (const FactResult* const fact : state_->last) held |= fact->marks;
        return held;
    });
}

}  // namespace plan

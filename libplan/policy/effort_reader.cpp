#include "libplan/base/text.hpp"
#include "libplan/policy/effort_model.hpp"
#include "libplan/policy/xml_checks.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/keywords.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr Phase effort_phases[] = {Phase::study, Phase::build,   Phase::migrate,
                                   Phase::test,  Phase::cutover, Phase::decommission};

class Reader {
public:
    Reader(std::string_view text, std::string_view name) : file_(text, name, "effort-model") {}

    EffortModel read() {
        const pugi::xml_node root = file_.root();
        file_.only_attributes(root, {"id"});
        file_.only_children(root, {"title", "description", "source", "range", "day-rate", "strategy", "factor",
                                   "complexity", "running"});
        model_.id = file_.required(root, "id");
        model_.source = file_.content(file_.child(root, "source"));
        read_range(file_.child(root, "range"));
        read_day_rate(file_.child(root, "day-rate"));
        for (const pugi::xml_node node : root.children("strategy")) read_strategy(node);
        for (const pugi::xml_node node : root.children("factor")) read_factor(node);
        read_complexity(file_.child(root, "complexity"));
        (void)file_.child(root, "strategy");
        if (const pugi::xml_node node = root.child("running")) read_running(node);
        return std::move(model_);
    }

private:
    Phase phase(pugi::xml_node node, std::string_view word) const {
        const Phase phase = from_keyword<Phase>(word);
        if (std::ranges::find(effort_phases, phase) == std::end(effort_phases))
            file_.fail(
                node, "unknown-phase",
                PLAN_TEXT(
                    "\"{}\" is not a phase with effort; known: study, build, migrate, test, cutover, decommission"),
                {std::string(word)});
        return phase;
    }

    void read_range(pugi::xml_node node) {
        file_.only_attributes(node, {"optimistic", "pessimistic"});
        model_.optimistic = file_.number(node, "optimistic", 0.01, 1);
        model_.pessimistic = file_.number(node, "pessimistic", 1, 100);
    }

    void read_day_rate(pugi::xml_node node) {
        file_.only_attributes(node, {"euros", "source"});
        model_.day_rate = file_.number(node, "euros", 0, 1e6);
        model_.day_rate_source = file_.required(node, "source");
    }

    void read_strategy(pugi::xml_node node) {
        file_.only_attributes(node, {"name"});
        file_.only_children(node, {"phase"});
        const std::string name = file_.required(node, "name");
        StrategyBase base;
        base.strategy = from_keyword<Strategy>(name);
        if (base.strategy == Strategy::unspecified)
            file_.fail(node, "unknown-strategy", PLAN_TEXT("\"{}\" is not a strategy"), {name});
        if (model_.base_of(base.strategy))
            file_.fail(node, "repeated-strategy", PLAN_TEXT("the strategy {} stands twice"), {name});
        for (const pugi::xml_node inner : node.children("phase")) {
            file_.only_attributes(inner, {"name", "days"});
            const Phase which = phase(inner, file_.required(inner, "name"));
            if (std::ranges::find(base.days, which, &std::pair<Phase, double>::first) != base.days.end())
                file_.fail(inner, "repeated-phase", PLAN_TEXT("the phase {} stands twice"),
                           {std::string(keyword(which))});
            base.days.emplace_back(which, file_.number(inner, "days", 0.1, 1e5));
        }
        std::ranges::sort(base.days);
        model_.strategies.push_back(std::move(base));
    }

    void read_factor(pugi::xml_node node) {
        file_.only_attributes(node, {"id", "measure", "phases"});
        file_.only_children(node, {"text", "step", "unknown"});
        EffortFactor factor;
        factor.id = file_.required(node, "id");
        if (std::ranges::find(model_.factors, factor.id, &EffortFactor::id) != model_.factors.end())
            file_.fail(node, "repeated-factor", PLAN_TEXT("the factor {} stands twice"), {factor.id});
        factor.measure = file_.required(node, "measure");
        require_measure(node, factor.measure);
        for (const std::string& word : split_list(node.attribute("phases").value(), " ,"))
            factor.phases.push_back(phase(node, word));
        std::ranges::sort(factor.phases);
        for (const pugi::xml_node inner : node.children("step")) factor.steps.push_back(read_step(inner));
        if (factor.steps.empty())
            file_.fail(node, "missing-element", PLAN_TEXT("<{}> needs a <{}>"), {node.name(), "step"});
        if (const pugi::xml_node inner = node.child("unknown")) {
            file_.only_attributes(inner, {"multiply", "pessimistic"});
            factor.unknown = {file_.number(inner, "multiply", 0.01, 100), file_.number(inner, "pessimistic", 1, 100)};
        }
        factor.text = file_.bilingual(node, "text");
        model_.factors.push_back(std::move(factor));
    }

    void require_measure(pugi::xml_node node, const std::string& measure) const {
        const std::vector<std::string_view> known = measure_names();
        if (std::ranges::find(known, measure) != known.end()) return;
        const auto near = nearest(measure, known);
        file_.fail(node, "unknown-measure",
                   near ? PLAN_TEXT("nothing is measured under \"{}\"; did you mean \"{}\"?")
                        : PLAN_TEXT("nothing is measured under \"{}\"; use a field of the application, or one of: "
                                    "flows, strong_flows, components, unsupported_components, ending_components, "
                                    "undated_components, class"),
                   {measure, std::string(near.value_or(""))});
    }

    FactorStep read_step(pugi::xml_node node) const {
        file_.only_attributes(node, {"at-least", "is", "multiply", "fr", "en"});
        FactorStep step;
        if (node.attribute("at-least")) step.at_least = file_.number(node, "at-least", 0, 1e15);
        if (node.attribute("is")) step.is = file_.required(node, "is");
        if (step.at_least.has_value() == step.is.has_value())
            file_.fail(node, "bad-step", PLAN_TEXT("a <step> has either at-least or is"), {});
        step.multiply = file_.number(node, "multiply", 0.01, 100);
        step.word = {node.attribute("fr").value(), node.attribute("en").value()};
        return step;
    }

    void read_complexity(pugi::xml_node node) {
        file_.only_children(node, {"level"});
        for (const pugi::xml_node inner : node.children("level")) {
            file_.only_attributes(inner, {"name", "at-least"});
            const std::string name = file_.required(inner, "name");
            ComplexityLevel level{from_keyword<Complexity>(name), file_.number(inner, "at-least", 0, 1e6)};
            if (level.level == Complexity::unspecified)
                file_.fail(inner, "unknown-complexity",
                           PLAN_TEXT("\"{}\" is not a complexity; known: small, medium, large, extra_large"), {name});
            if (!model_.complexity.empty() && level.at_least <= model_.complexity.back().at_least)
                file_.fail(inner, "bad-order", PLAN_TEXT("the levels of <complexity> stand in ascending order"), {});
            model_.complexity.push_back(level);
        }
        if (model_.complexity.empty() || model_.complexity.front().at_least > 0)
            file_.fail(node, "bad-order", PLAN_TEXT("the first level of <complexity> has at-least=\"0\""), {});
    }

    void read_running(pugi::xml_node node) {
        file_.only_attributes(node, {"source", "overlap-months", "horizon-years"});
        file_.only_children(node, {"ratio", "price"});
        RunningCosts running;
        running.source = file_.required(node, "source");
        running.overlap_months = file_.number(node, "overlap-months", 0, 60);
        running.horizon_years = file_.number(node, "horizon-years", 0.1, 100);
        for (const pugi::xml_node inner : node.children("ratio")) {
            file_.only_attributes(inner, {"strategy", "of-today"});
            const std::string name = file_.required(inner, "strategy");
            const Strategy strategy = from_keyword<Strategy>(name);
            if (strategy == Strategy::unspecified)
                file_.fail(inner, "unknown-strategy", PLAN_TEXT("\"{}\" is not a strategy"), {name});
            if (running.ratio_of(strategy))
                file_.fail(inner, "repeated-strategy", PLAN_TEXT("the strategy {} stands twice"), {name});
            running.ratios.emplace_back(strategy, file_.number(inner, "of-today", 0, 100));
        }
        for (const pugi::xml_node inner : node.children("price")) {
            file_.only_attributes(inner, {"measure", "euros"});
            const std::string measure = file_.required(inner, "measure");
            require_measure(inner, measure);
            running.prices.emplace_back(measure, file_.number(inner, "euros", 0, 1e9));
        }
        model_.running = std::move(running);
    }

    XmlFile file_;
    EffortModel model_;
};

}  // namespace

EffortModel read_effort_model(std::string_view text, std::string_view name) {
    return Reader(text, name).read();
}

}  // namespace plan

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/policy/calibration.hpp"
#include "libplan/record/fields.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cmath>

namespace plan {

namespace {

struct StringWriter final : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

/// Four digits, as short as they can be: more would not mean anything, and differ between machines.
std::string digits(double value) {
    return number_text(parse_number(fmt::format("{:.4g}", value)).value_or(value));
}

[[noreturn]] void refuse(const std::string& what, double value) {
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "bad-fit",
                 PLAN_TEXT("the projects would make {0} {1}, which no model may have: look for days or measures that "
                           "are wrong, or leave a column out"),
                 {what, digits(value)},
                 {}});
}

void set(pugi::xml_node node, const char* attribute, double value, double least, double most, const std::string& what) {
    if (!std::isfinite(value) || value < least || value > most) refuse(what, value);
    node.attribute(attribute).set_value(digits(value).c_str());
}

void set_days(pugi::xml_node root, const Calibration& calibration) {
    for (const pugi::xml_node strategy : root.children("strategy")) {
        const auto which = from_keyword<Strategy>(trim(strategy.attribute("name").value()));
        for (const pugi::xml_node phase : strategy.children("phase")) {
            const auto of = from_keyword<Phase>(trim(phase.attribute("name").value()));
            const double scale = calibration.scale_of(which, of);
            if (scale == 1) continue;
            const double days = parse_number(trim(phase.attribute("days").value())).value_or(0) * scale;
            set(phase, "days", days, 0.1, 1e5, std::string(keyword(which)).append(" ").append(keyword(of)));
        }
    }
}

void set_factors(pugi::xml_node root, const Calibration& calibration) {
    std::size_t index = 0;
    for (const pugi::xml_node factor : root.children("factor")) {
        const Calibration::Exponent& fitted = calibration.exponents[index++];
        if (!fitted.fitted) continue;
        const auto raise = [&](pugi::xml_node node) {
            const double before = parse_number(trim(node.attribute("multiply").value())).value_or(1);
            set(node, "multiply", std::pow(before, fitted.exponent), 0.01, 100, factor.attribute("id").value());
        };
        for (const pugi::xml_node step : factor.children("step")) raise(step);
        if (const pugi::xml_node unknown = factor.child("unknown")) raise(unknown);
    }
}

std::string percent(double share) {
    return fmt::format("{:.1f}", share * 100);
}

/// The sentence that says what was done, put in place of what stood there.
void describe(pugi::xml_node root, const Calibration& calibration, std::string_view file) {
    while (root.remove_child("description")) {
    }
    const auto add = [&](const char* language, const std::string& text) {
        pugi::xml_node node = root.insert_child_before("description", root.child("source"));
        node.append_attribute("xml:lang") = language;
        node.text() = text.c_str();
        root.insert_child_before(pugi::node_pcdata, root.child("source")).set_value("\n  ");
    };
    std::string comma = percent(calibration.in_sample.mean) + "|" + percent(calibration.in_sample.worst) + "|" +
                        percent(calibration.leave_one_out.mean) + "|" + percent(calibration.leave_one_out.worst);
    const std::vector<std::string> english = split_list(comma, "|");
    for (char& letter : comma)
        if (letter == '.') letter = ',';
    const std::vector<std::string> french = split_list(comma, "|");
    add("fr",
        fmt::format("Étalonné sur {} projets passés ({}), {} observations pour {} coefficients, par moindres carrés "
                    "sur les logarithmes. Écart moyen {} % (au pire {} %) ; sur un projet laissé de côté, {} % (au "
                    "pire {} %).",
                    calibration.projects, file, calibration.observations, calibration.coefficients, french[0],
                    french[1], french[2], french[3]));
    add("en", fmt::format("Fitted to {} past projects ({}), {} observations for {} coefficients, by least squares of "
                          "logarithms. Mean error {} % (worst {} %); of a project left out, {} % (worst {} %).",
                          calibration.projects, file, calibration.observations, calibration.coefficients, english[0],
                          english[1], english[2], english[3]));
}

}  // namespace

std::string calibrated_model(std::string_view text, const EffortModel& model, const Calibration& calibration,
                             std::string_view projects_file) {
    pugi::xml_document document;
    // The reader of the model has accepted the text.
    document.load_buffer(text.data(), text.size(), pugi::parse_full | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    const pugi::xml_node root = document.document_element();
    const std::string suffix = "-calibrated";
    if (!model.id.ends_with(suffix)) root.attribute("id").set_value((model.id + suffix).c_str());
    root.child("source").text() = fmt::format("étalonnage sur {} projets passés", calibration.projects).c_str();
    set(root.child("range"), "optimistic", calibration.optimistic, 0.01, 1, "range");
    set(root.child("range"), "pessimistic", calibration.pessimistic, 1, 100, "range");
    set_days(root, calibration);
    set_factors(root, calibration);
    describe(root, calibration, projects_file);
    // What stands before the root is taken as it is: pugixml keeps no line ends there.
    StringWriter writer;
    writer.text = text.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, root.offset_debug())) - 1);
    root.print(writer, "", pugi::format_raw, pugi::encoding_utf8);
    writer.text += '\n';
    return std::move(writer.text);
}

std::vector<Diagnostic> calibration_findings(const EffortModel& model, const Calibration& calibration) {
    std::vector<Diagnostic> findings;
    findings.push_back(
        {Severity::note,
         "calibrated",
         PLAN_TEXT("{0} projects, {1} observations, {2} coefficients; mean error {3} % (worst {4} %), of a "
                   "project left out {5} % (worst {6} %)"),
         {std::to_string(calibration.projects), std::to_string(calibration.observations),
          std::to_string(calibration.coefficients), percent(calibration.in_sample.mean),
          percent(calibration.in_sample.worst), percent(calibration.leave_one_out.mean),
          percent(calibration.leave_one_out.worst)},
         {}});
    std::vector<std::string> kept;
    for (std::size_t index = 0; index < model.factors.size(); ++index) {
        if (!calibration.exponents[index].fitted)
            kept.push_back(model.factors[index].id);
        else if (calibration.exponents[index].exponent < 0)
            findings.push_back(
                {Severity::warning,
                 "factor-reversed",
                 PLAN_TEXT("in these projects the factor {} works the other way round than in the model: "
                           "look at it before you use it"),
                 {model.factors[index].id},
                 {}});
    }
    if (!kept.empty())
        findings.push_back({Severity::note,
                            "factors-kept",
                            PLAN_TEXT("the same in all projects, and kept as they were: {}"),
                            {join(kept, ", ")},
                            {}});
    return findings;
}

}  // namespace plan

#include "libplan/view/dot_words.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

namespace plan {

std::string_view DotWords::say(std::string_view french, std::string_view english) const {
    return Words{french, english}.in(options_.language);
}

std::string DotWords::count(std::size_t number, std::string_view one_french, std::string_view one_english,
                            std::string_view many_french, std::string_view many_english) const {
    return counted(static_cast<std::int64_t>(number), {one_french, one_english}, {many_french, many_english},
                   options_.language);
}

std::string DotWords::title() const {
    if (!options_.title.empty()) return options_.title;
    const std::string applications =
        count(model_.applications, "application", "application", "applications", "applications");
    if (!model_.day) return applications + ", " + count(model_.flows, "flux", "flow", "flux", "flows");
    const DotDay& day = *model_.day;
    return join({fmt::format(fmt::runtime(say("État au {} : {}", "State on {}: {}")),
                             long_date(day.day, options_.language), applications),
                 count(day.moved, "déplacée", "moved", "déplacées", "moved"),
                 count(day.waiting, "encore à déplacer", "still to move", "encore à déplacer", "still to move"),
                 count(day.bridges, "passerelle", "bridge", "passerelles", "bridges"),
                 count(day.others, "autre lien entre sites", "other link between sites", "autres liens entre sites",
                       "other links between sites")},
                ", ");
}

std::string DotWords::move_text(std::uint32_t application) const {
    const Whereabouts& where = model_.day->states.whereabouts()[application];
    if (!where.arrives) return {};
    const std::vector<SystemPlace>& places = model_.day->states.places();
    const bool there = model_.day->day >= *where.arrives;
    const auto on = [&](std::string_view french, std::string_view english) {
        return fmt::format(fmt::runtime(say(french, english)), short_date(*where.arrives, options_.language));
    };
    if (places[where.after].kind == PlaceKind::retired)
        return there ? on("retirée le {}", "retired on {}") : on("retirée à partir du {}", "retired from {} on");
    if (places[where.before].kind == PlaceKind::not_yet) return on("en service le {}", "in service on {}");
    if (there) return on("déplacée le {}", "moved on {}");
    return fmt::format("→ {}, {}", places[where.after].name, short_date(*where.arrives, options_.language));
}

std::vector<std::string> DotWords::facts(std::uint32_t application, bool with_id) const {
    const Application& record = portfolio_.applications[application];
    std::vector<std::string> facts;
    if (with_id) facts.push_back(record.id);
    if (model_.classified) facts.push_back(class_swatch(shown_class(record)).name(options_.language));
    if (model_.day) {
        if (std::string move = move_text(application); !move.empty()) facts.push_back(std::move(move));
    } else if (!model_.frames_in_order && record.planned && record.planned->wave) {
        facts.push_back(wave_swatch(*record.planned->wave).name(options_.language));
    }
    const Strategy strategy = record.assessment ? record.assessment->strategy : record.strategy;
    if (strategy == Strategy::retain || (strategy == Strategy::retire && !model_.day))
        facts.emplace_back(name_of(strategy, options_.language));
    return facts;
}

std::string DotWords::about(std::uint32_t application) const {
    const Application& record = portfolio_.applications[application];
    std::vector<std::string> all = facts(application, true);
    if (!record.name.empty()) all.insert(all.begin(), record.name);
    if (!model_.day && record.hosting && !record.hosting->target.empty())
        all.push_back(fmt::format("{} {}", say("vers", "to"), record.hosting->target));
    for (std::string& text : written(application)) all.push_back(std::move(text));
    return join(all, " · ");
}

std::vector<std::string> DotWords::written(std::uint32_t application) const {
    std::vector<std::string> lists;
    const auto add = [&](std::string_view sign, const std::vector<std::uint32_t>& others) {
        if (!others.empty()) lists.push_back(std::string(sign) + ids(others));
    };
    add("⇒ ", model_.strong_uses[application]);
    add("↦ ", model_.uses[application]);
    add("↤ ", model_.used_by[application]);
    add(model_.bridged[application].size() == 1 ? say("passerelle : ", "bridge: ") : say("passerelles : ", "bridges: "),
        model_.bridged[application]);
    return lists;
}

std::string DotWords::on_link(const DotFrameLink& link) const {
    return count(link.bridges, "passerelle", "bridge", "passerelles", "bridges");
}

std::string DotWords::ids(const std::vector<std::uint32_t>& applications) const {
    std::vector<std::string> list;
    for (const std::uint32_t application : applications) list.push_back(portfolio_.applications[application].id);
    return join(list, ", ");
}

std::string DotWords::about(const DotEdge& edge) const {
    std::vector<std::string> facts = {portfolio_.applications[edge.from].id + " → " +
                                      portfolio_.applications[edge.to].id};
    if (edge.bridge) facts.emplace_back(say("passerelle", "bridge"));
    if (edge.kind != FlowKind::unspecified) facts.emplace_back(name_of(edge.kind, options_.language));
    facts.emplace_back(edge.strong ? say("couplage fort", "strong coupling") : say("couplage faible", "weak coupling"));
    if (edge.flows > 1) facts.push_back(count(edge.flows, "flux", "flow", "flux", "flows"));
    if (edge.volume_gb_per_day > 0)
        facts.push_back(quantity_text(edge.volume_gb_per_day, 3, options_.language) +
                        std::string(say(" Go/jour", " GB/day")));
    return join(facts, " · ");
}

std::string DotWords::on_line(const DotEdge& edge) const {
    std::string text(edge.bridge ? say("passerelle", "bridge") : "");
    if (edge.flows > 1) text += fmt::format("{}×{}", text.empty() ? "" : " ", edge.flows);
    return text;
}

std::vector<std::string> DotWords::notes() const {
    std::vector<std::string> sentences = {std::string(say("A → B : A dépend de B.", "A → B: A depends on B."))};
    if (model_.day) {
        sentences.emplace_back(say("Passerelle : lien que le plan tient ce jour-là entre deux sites.",
                                   "Bridge: a link that the plan holds on that day between two sites."));
        if (model_.day->peak) sentences.push_back(peak_text(*model_.day->peak, options_.language) + ".");
    }
    if (!model_.frame_links.empty())
        sentences.emplace_back(
            say("Passerelles tracées de cadre à cadre, avec leur nombre, et écrites dans les "
                "applications.",
                "Bridges are drawn from frame to frame, with their number, and written into the "
                "applications."));
    if (model_.inner > 0)
        sentences.push_back(count(
            model_.inner, "ligne à l’intérieur d’un même site n’est pas tracée.", "line within one site is not drawn.",
            "lignes à l’intérieur d’un même site ne sont pas tracées.", "lines within one site are not drawn."));
    if (model_.implied > 0)
        sentences.push_back(count(
            model_.implied, "ligne que d’autres impliquent n’est pas tracée.", "line that others imply is not drawn.",
            "lignes que d’autres impliquent ne sont pas tracées.", "lines that others imply are not drawn."));
    if (!model_.hubs.empty() || model_.across_frames_written)
        sentences.emplace_back(say("Couplages faibles écrits et non tracés : « ↦ X » dépend de X, « ↤ X » sert à X.",
                                   "Weak couplings written and not drawn: “↦ X” depends on X, “↤ X” is used by X."));
    if (model_.across_frames_written)
        sentences.emplace_back(say("D’un cadre à l’autre.", "From one frame to another."));
    if (model_.strong_written)
        sentences.emplace_back(say("« ⇒ X » : couplage fort avec X, dans un autre cadre.",
                                   "“⇒ X”: strong coupling with X, in another frame."));
    if (!model_.hubs.empty())
        sentences.push_back(
            std::string(say("Applications aux nombreuses voisines : ", "Applications with many neighbours: ")) +
            ids(model_.hubs) + ".");
    return sentences;
}

}  // namespace plan

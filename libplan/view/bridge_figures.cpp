#include "libplan/view/bridge_figures.hpp"

#include "libplan/view/system_state.hpp"
#include "libplan/view/text_table.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace plan {

namespace {

std::string bridge_count(std::size_t bridges, Language language) {
    return counted(static_cast<std::int64_t>(bridges), {"passerelle", "bridge"}, {"passerelles", "bridges"}, language);
}

/// What a set of bridges comes to over its whole life.
std::string totals_text(const Portfolio& portfolio, const std::vector<HeldBridge>& bridges, Language language) {
    std::int64_t days = 0, flows = 0;
    double weighted = 0;
    for (const HeldBridge& held : bridges) {
        const Bridge& record = portfolio.bridges[held.bridge];
        const std::int64_t length = held.finish - held.start + 1;
        days += length;
        flows += record.flows;
        weighted += record.weight * static_cast<double>(length);
    }
    return fmt::format(
        fmt::runtime(
            Words{"{} : {}, {} au total, soit {} jours × poids.\n", "{}: {}, {} in all, or {} days × weight.\n"}.in(
                language)),
        bridge_count(bridges.size(), language), counted(flows, {"flux", "flow"}, {"flux", "flows"}, language),
        counted(days, {"jour", "day"}, {"jours", "days"}, language), quantity_text(weighted, 1, language));
}

Table table_of(const Portfolio& portfolio, const SystemStates& states, const std::vector<HeldBridge>& bridges,
               Language language) {
    Table table;
    const auto head = [&](std::string_view french, std::string_view english) {
        table.columns.emplace_back(Words{french, english}.in(language));
    };
    head("De", "From");
    head("Vers", "To");
    head("Début", "Start");
    head("Fin", "Finish");
    head("Jours", "Days");
    head("Poids", "Weight");
    head("Flux", "Flows");
    head("Entre", "Between");
    for (const HeldBridge& held : bridges) {
        const Bridge& record = portfolio.bridges[held.bridge];
        const auto place = [&](std::uint32_t application) {
            const SystemPlace& at = states.places()[states.whereabouts()[application].on(held.start)];
            return at.id.empty() ? at.name : at.id;
        };
        table.rows.push_back({record.from, record.to, held.start, held.finish,
                              static_cast<std::int64_t>(held.finish - held.start + 1), record.weight, record.flows,
                              place(held.from) + " – " + place(held.to)});
    }
    return table;
}

}  // namespace

std::vector<HeldBridge> known_bridges(const Portfolio& portfolio, const Report& report) {
    std::vector<HeldBridge> known;
    for (std::size_t index = 0; index < portfolio.bridges.size(); ++index) {
        const Bridge& bridge = portfolio.bridges[index];
        const auto from = portfolio.application_index(bridge.from), to = portfolio.application_index(bridge.to);
        if (from && to) {
            known.push_back({index, static_cast<std::uint32_t>(*from), static_cast<std::uint32_t>(*to), bridge.start,
                             std::max(bridge.start, bridge.finish)});
        } else if (report) {
            report({Severity::warning,
                    "unknown-bridge-end",
                    PLAN_TEXT("a bridge names '{}', which is no application of the stream: it is left out"),
                    {from ? bridge.to : bridge.from},
                    portfolio.where(RecordType::bridge, index)});
        }
    }
    return known;
}

std::optional<BridgePeak> bridge_peak(const std::vector<HeldBridge>& bridges) {
    std::map<Date, std::int64_t> change;  // how many more are held from that day on
    for (const HeldBridge& held : bridges) {
        ++change[held.start];
        --change[held.finish + 1];
    }
    std::optional<BridgePeak> peak;
    std::int64_t now = 0;
    for (auto at = change.begin(); at != change.end(); ++at) {
        now += at->second;
        const auto many = static_cast<std::size_t>(now);
        if (many == 0) continue;
        const Date last = std::next(at)->first - 1;  // what is held ends some day
        if (!peak || many > peak->bridges)
            peak = BridgePeak{many, at->first, last};
        else if (many == peak->bridges && at->first == peak->finish + 1)
            peak->finish = last;
    }
    return peak;
}

std::string peak_text(const BridgePeak& peak, Language language) {
    return fmt::format(
        fmt::runtime(Words{"Au plus fort : {} à la fois, {}", "At the peak: {} at once, {}"}.in(language)),
        bridge_count(peak.bridges, language), date_range(peak.start, peak.finish, language));
}

std::string bridges_text(const Portfolio& portfolio, std::optional<Date> day, Language language, const Report& report) {
    const SystemStates states(portfolio, language);
    const std::vector<HeldBridge> all = known_bridges(portfolio, report);
    std::vector<HeldBridge> shown;
    std::ranges::copy_if(all, std::back_inserter(shown),
                         [&](const HeldBridge& held) { return !day || (held.start <= *day && *day <= held.finish); });
    std::ranges::stable_sort(shown, {}, [](const HeldBridge& held) { return std::pair(held.start, held.finish); });
    std::string text =
        day ? fmt::format(fmt::runtime(Words{"Le {}, ", "On {}, "}.in(language)), long_date(*day, language))
            : std::string(Words{"Tout le plan, ", "The whole plan, "}.in(language));
    text += totals_text(portfolio, shown, language);
    if (!shown.empty()) {
        text += '\n';
        write_text(table_of(portfolio, states, shown, language), language,
                   [&text](std::string_view piece) { text += piece; });
    }
    if (const auto peak = bridge_peak(all)) text += "\n" + peak_text(*peak, language) + ".\n";
    return text;
}

}  // namespace plan

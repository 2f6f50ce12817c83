#include "libplan/record/json_writer.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/steps_page.hpp"
#include "libplan/view/steps_texts.hpp"

#include <algorithm>
#include <map>
#include <string_view>

/// The data of the page. Days count from the first step's; -1 stands for none.
///   language, texts{}, shown: the step it opens on
///   places: [kind, name]; domains: [name], by name, the nameless last; classes: [{name, mark, light, dark}]
///   applications: [id, name, domain, class, before, after, day on which it is at `after`]
///   steps: [name, day, date, dates of the cut-overs or "", moved, held, opened, closed]
///   bridges: [from, to, start, finish, date of the start, date of the finish]
namespace plan {

namespace {

constexpr std::array<std::string_view, 5> place_kinds = {"not_yet", "site", "unknown", "target", "retired"};

class StepsData {
public:
    StepsData(std::string& out, const Portfolio& portfolio, const MigrationSteps& steps, Language language)
        : json_(out), portfolio_(portfolio), steps_(steps), language_(language) {
        for (const Application& application : portfolio.applications) {
            domains_.emplace(domain_of(application), 0);
            classes_.emplace(shown_class(application), 0);
        }
        std::int64_t place = 0;
        for (auto& [name, number] : domains_)
            if (!name.empty()) number = place++;
        if (const auto nameless = domains_.find({}); nameless != domains_.end()) nameless->second = place;
    }

    void write(std::size_t first_shown) {
        json_.open_object();
        json_.member("language", language_ == Language::french ? "fr" : "en");
        json_.key("texts");
        json_.open_object();
        for (const StepsText& text : steps_texts()) json_.member(text.key, text.words.in(language_));
        json_.close_object();
        json_.member("shown", static_cast<std::int64_t>(first_shown));
        list("places", steps_.states.places(), [this](const SystemPlace& place) {
            json_.value(place_kinds[static_cast<std::size_t>(place.kind)]);
            json_.value(visible_text(place.name));
        });
        write_domains();
        write_classes();
        write_applications();
        list("steps", steps_.steps, [this](const MigrationStep& step) { write_step(step); });
        list("bridges", steps_.bridges, [this](const HeldBridge& held) {
            number(held.from);
            number(held.to);
            number(day(held.start));
            number(day(held.finish));
            json_.value(short_date(held.start, language_));
            json_.value(short_date(held.finish, language_));
        });
        json_.close_object();
    }

private:
    template <class Value, class Write>
    void list(std::string_view key, const std::vector<Value>& values, Write write) {
        json_.key(key);
        json_.open_array();
        for (const Value& value : values) {
            json_.open_array();
            write(value);
            json_.close_array();
        }
        json_.close_array();
    }

    template <class Number>
    void number(Number value) {
        json_.value(static_cast<std::int64_t>(value));
    }

    [[nodiscard]] std::int64_t day(Date date) const { return date - steps_.steps.front().day; }

    void write_domains() {
        std::vector<std::string_view> names(domains_.size());
        for (const auto& [name, place] : domains_) names[static_cast<std::size_t>(place)] = name;
        json_.key("domains");
        json_.open_array();
        for (const std::string_view name : names)
            json_.value(name.empty() ? steps_text("no_domain", language_).value_or("") : visible_text(name));
        json_.close_array();
    }

    /// In the order of the palette, then those of other policies.
    void write_classes() {
        std::vector<std::string_view> order;
        for (const Swatch& known : class_swatches())
            if (classes_.contains(known.id)) order.push_back(known.id);
        for (const auto& [id, number] : classes_)
            if (std::ranges::find(order, id) == order.end()) order.push_back(id);
        json_.key("classes");
        json_.open_array();
        for (std::size_t place = 0; place < order.size(); ++place) {
            classes_.find(order[place])->second = static_cast<std::int64_t>(place);
            const Swatch swatch = class_swatch(order[place]);
            json_.open_object();
            json_.member("name", visible_text(swatch.name(language_)));
            json_.member("mark", swatch.mark(language_));
            json_.member("light", swatch.light.fill.to_hex());
            json_.member("dark", swatch.dark.fill.to_hex());
            json_.close_object();
        }
        json_.close_array();
    }

    void write_applications() {
        json_.key("applications");
        json_.open_array();
        for (std::size_t index = 0; index < portfolio_.applications.size(); ++index) {
            const Application& application = portfolio_.applications[index];
            const Whereabouts& where = steps_.states.whereabouts()[index];
            json_.open_array();
            json_.value(visible_text(application.id));
            json_.value(visible_text(application.name.empty() ? application.id : application.name));
            json_.value(domains_.at(domain_of(application)));
            json_.value(classes_.find(shown_class(application))->second);
            number(where.before);
            number(where.after);
            // Before the first day it has no other place.
            number(where.arrives ? day(*where.arrives) : 0);
            json_.close_array();
        }
        json_.close_array();
    }

    void write_step(const MigrationStep& step) {
        const auto place = static_cast<std::size_t>(&step - steps_.steps.data());
        json_.value(step_name(steps_, place, language_));
        number(day(step.day));
        json_.value(short_date(step.day, language_));
        json_.value(step.start ? date_range(*step.start, *step.finish, language_) : std::string());
        number(step.moved);
        number(step.held);
        number(step.opened);
        number(step.closed);
    }

    JsonWriter json_;
    const Portfolio& portfolio_;
    const MigrationSteps& steps_;
    Language language_;
    std::map<std::string, std::int64_t> domains_;
    std::map<std::string_view, std::int64_t> classes_;
};

}  // namespace

const std::string& domain_of(const Application& application) {
    if (!application.business_owner.empty()) return application.business_owner;
    return application.ministry.empty() ? application.owner : application.ministry;
}

std::string steps_data(const Portfolio& portfolio, const MigrationSteps& steps, std::size_t first_shown,
                       Language language) {
    std::string out;
    StepsData(out, portfolio, steps, language).write(first_shown);
    return out;
}

}  // namespace plan

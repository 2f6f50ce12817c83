#include "libplan/view/dot_frames.hpp"

#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <utility>

namespace plan {

namespace {

/// Groups of more applications than this, laid out along their lines, would make a picture that is all height.
constexpr std::size_t most_along_lines = 200;

/// Distributes the applications shown over frames.
class Framing {
public:
    Framing(const Portfolio& portfolio, Language language) : portfolio_(portfolio), language_(language) {
        for (const Group& group : portfolio.groups)
            if (!group.name.empty()) group_names_.emplace(group.id, group.name);
    }

    /// Puts applications that share a group into a frame of their own, where two or more of them are in `frame`.
    void by_group(DotFrame& frame, bool minor) const {
        std::map<std::string_view, std::size_t> size, place;
        for (const std::uint32_t application : frame.applications) ++size[group_of(application)];
        std::vector<std::uint32_t> alone;
        for (const std::uint32_t application : frame.applications) {
            const std::string_view group = group_of(application);
            if (group.empty() || size[group] < 2) {
                alone.push_back(application);
                continue;
            }
            const auto [found, fresh] = place.emplace(group, frame.frames.size());
            if (fresh) frame.frames.push_back({group_label(group), minor, {}, {}});
            frame.frames[found->second].applications.push_back(application);
        }
        frame.applications = std::move(alone);
    }

    void by_wave(DotFrame& root) const {
        std::map<std::int64_t, std::vector<std::uint32_t>> waves;
        std::vector<std::uint32_t> outside;
        for (const std::uint32_t application : root.applications) {
            const auto wave = dot_wave(portfolio_.applications[application]);
            (wave ? waves[*wave] : outside).push_back(application);
        }
        root.applications.clear();
        for (auto& [number, applications] : waves) {
            const std::string label = wave_label(number, applications.size());
            root.frames.push_back({label, false, std::move(applications), {}});
            by_group(root.frames.back(), true);
        }
        if (outside.empty()) return;
        const std::string label = std::string(Words{"Hors vague", "No wave"}.in(language_)) + size_text(outside.size());
        root.frames.push_back({label, false, std::move(outside), {}});
    }

    void by_owner(DotFrame& root) const {
        by_key(
            root,
            [](const Application& application) -> std::string_view {
                return application.business_owner.empty() ? application.ministry : application.business_owner;
            },
            [](std::string_view owner) { return std::string(owner); });
    }

    void by_site(DotFrame& root) const {
        by_key(
            root, [](const Application& application) -> std::string_view { return application.site; },
            [this](std::string_view site) { return place_name(portfolio_, site); });
    }

    void by_target(DotFrame& root) const {
        by_key(
            root,
            [](const Application& application) -> std::string_view {
                return application.hosting ? std::string_view(application.hosting->target) : std::string_view();
            },
            [this](std::string_view target) { return "→ " + place_name(portfolio_, target); });
    }

    /// A frame for each place where some application is on the day, in the order of places.
    void by_place(DotFrame& root, const DotDay& day) const {
        std::vector<std::vector<std::uint32_t>> at(day.states.places().size());
        for (const std::uint32_t application : root.applications)
            at[day.states.whereabouts()[application].on(day.day)].push_back(application);
        root.applications.clear();
        for (std::size_t place = 0; place < at.size(); ++place) {
            if (at[place].empty()) continue;
            const std::string label = day.states.places()[place].name + size_text(at[place].size());
            root.frames.push_back({label, false, std::move(at[place]), {}});
        }
    }

private:
    /// A frame for each value of `key`; what has none stands outside.
    template <class Key, class Label>
    void by_key(DotFrame& root, Key key, Label label) const {
        std::map<std::string_view, std::vector<std::uint32_t>> sets;
        for (const std::uint32_t index : root.applications) sets[key(portfolio_.applications[index])].push_back(index);
        root.applications.clear();
        for (auto& [value, applications] : sets) {
            if (value.empty())
                root.applications = std::move(applications);
            else
                root.frames.push_back({label(value), false, std::move(applications), {}});
        }
    }

    [[nodiscard]] std::string_view group_of(std::uint32_t application) const {
        return portfolio_.applications[application].group;
    }

    [[nodiscard]] std::string group_label(std::string_view id) const {
        const auto name = group_names_.find(id);
        return fmt::format("{} {}", Words{"Groupe", "Group"}.in(language_),
                           name == group_names_.end() ? id : name->second);
    }

    [[nodiscard]] std::string wave_label(std::int64_t number, std::size_t applications) const {
        std::string label = fmt::format("{} {}", Words{"Vague", "Wave"}.in(language_), number);
        for (const Wave& wave : portfolio_.waves)
            if (wave.number == number) label += " – " + date_range(wave.start, wave.finish, language_);
        return label + size_text(applications);
    }

    [[nodiscard]] std::string size_text(std::size_t applications) const {
        return " – " + counted(static_cast<std::int64_t>(applications), {"application", "application"},
                               {"applications", "applications"}, language_);
    }

    const Portfolio& portfolio_;
    Language language_;
    std::map<std::string_view, std::string_view> group_names_;
};

}  // namespace

std::vector<std::uint32_t> dot_frame_numbers(const DotFrame& root, std::size_t applications) {
    std::vector<std::uint32_t> number(applications, 0);
    for (std::uint32_t frame = 0; frame < root.frames.size(); ++frame) {
        for (const std::uint32_t application : root.frames[frame].applications) number[application] = frame + 1;
        for (const DotFrame& inner : root.frames[frame].frames)
            for (const std::uint32_t application : inner.applications) number[application] = frame + 1;
    }
    return number;
}

std::optional<std::int64_t> dot_wave(const Application& application) {
    return application.planned ? application.planned->wave : std::nullopt;
}

void dot_frame(const Portfolio& portfolio, const DotOptions& options, DotModel& model) {
    for (std::uint32_t application = 0; application < model.shown.size(); ++application)
        if (model.shown[application]) model.root.applications.push_back(application);
    DotFrames frames = options.frames;
    if (frames == DotFrames::automatic && model.day) frames = DotFrames::place;
    if (frames == DotFrames::automatic && !options.centre) frames = model.planned ? DotFrames::wave : DotFrames::group;
    if (frames == DotFrames::place && !model.day) frames = DotFrames::site;
    model.frames_in_order = frames == DotFrames::wave || frames == DotFrames::place;
    model.shelves = frames != DotFrames::automatic && frames != DotFrames::none &&
                    (frames != DotFrames::group || model.applications > most_along_lines);
    const Framing framing(portfolio, options.language);
    if (frames == DotFrames::wave) framing.by_wave(model.root);
    if (frames == DotFrames::group) framing.by_group(model.root, false);
    if (frames == DotFrames::owner) framing.by_owner(model.root);
    if (frames == DotFrames::site) framing.by_site(model.root);
    if (frames == DotFrames::target) framing.by_target(model.root);
    if (frames == DotFrames::place) framing.by_place(model.root, *model.day);
}

}  // namespace plan

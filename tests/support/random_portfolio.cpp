#include "tests/support/random_portfolio.hpp"

#include "libplan/record/writer.hpp"

#include <algorithm>
#include <array>

namespace plan::tests {

namespace {

constexpr std::array phases = {Phase::study, Phase::build,   Phase::migrate,
                               Phase::test,  Phase::cutover, Phase::decommission};

const Date first_day = *Date::from_civil(2026, 1, 5);

template <class Value, std::size_t size>
Value one_of(RandomNumbers& random, const Value (&values)[size]) {
    return values[random.below(size)];
}

Reasons some_reason() {
    return {{"random", "test", "drawn at random", {}, {}}};
}

class Generator {
public:
    explicit Generator(const RandomPortfolioOptions& options) : options_(options), random_(options.seed) {}

    std::string stream();

private:
    void calendars();
    void teams();
    void targets();
    void applications();
    void flows();
    void constraints();
    void awkward_lines();

    Application application(std::size_t index);
    void assess(Application& application);
    void host(Application& application);
    Constraint constraint(std::size_t index);
    void hard(Constraint& constraint, bool needs_pairs);
    [[nodiscard]] static std::string id(std::size_t application) { return "app-" + std::to_string(application); }
    [[nodiscard]] static std::string target_id(std::size_t target) { return "target-" + std::to_string(target); }
    Date some_date(int days) { return first_day + random_.between(0, days); }

    const RandomPortfolioOptions& options_;
    RandomNumbers random_;
    std::string out_;
};

void Generator::calendars() {
    for (std::size_t index = 0; index < options_.calendars; ++index) {
        Calendar calendar;
        calendar.id = "calendar-" + std::to_string(index);
        calendar.holidays = "FR";
        if (random_.chance(0.3)) calendar.workdays = {1, 2, 3, 4};
        for (int year = 2026; index == 0 && year <= 2029; ++year)
            for (int month = 1; month <= 12; ++month) {
                const Date day = *Date::from_civil(year, month, random_.between(1, 20));
                const Date saturday = day + (6 - day.weekday() + 7) % 7;
                calendar.windows.push_back({"window-" + day.to_iso().substr(0, 7), saturday, saturday + 1, {}});
                if (random_.chance(0.2))
                    calendar.windows.back().max_applications = static_cast<std::int64_t>(options_.applications / 2 + 8);
            }
        const Date freeze = some_date(200);
        calendar.freeze.push_back({freeze, freeze + random_.between(0, 20), "freeze", {}});
        if (random_.chance(0.5)) calendar.freeze.back().phases = {Phase::migrate, Phase::test};
        write_record(out_, calendar);
    }
}

void Generator::teams() {
    for (std::size_t index = 0; index < options_.teams; ++index) {
        Team team;
        team.id = "team-" + std::to_string(index);
        for (std::size_t phase = 0; phase < phases.size(); ++phase)
            if (phase % options_.teams == index || random_.chance(0.2)) team.phases.push_back(phases[phase]);
        team.capacity_people = random_.between(2, 12) / 2.0;
        if (options_.calendars > 0 && random_.chance(0.8))
            team.calendar = "calendar-" + std::to_string(random_.below(options_.calendars));
        write_record(out_, team);
    }
}

void Generator::targets() {
    for (std::size_t index = 0; index < options_.targets; ++index) {
        Target target;
        target.id = target_id(index);
        target.provider = "provider";
        target.source = "test";
        target.verified_on = first_day;
        if (random_.chance(0.7)) target.onboarding_days = random_.between(0, 15);
        write_record(out_, target);
    }
}

void Generator::assess(Application& application) {
    constexpr Strategy strategies[] = {Strategy::rehost,   Strategy::relocate,   Strategy::replatform,
                                       Strategy::refactor, Strategy::repurchase, Strategy::retire,
                                       Strategy::retain};
    application.classification = Classification{};
    application.classification->sensitivity_class = one_of(random_, {"open", "internal", "personal"});
    application.classification->verdict = Verdict::decided;
    application.classification->because = some_reason();
    Assessment assessment;
    assessment.strategy = one_of(random_, strategies);
    for (const Phase phase : phases) {
        const bool kept =
            assessment.strategy != Strategy::retain &&
            (assessment.strategy != Strategy::retire || phase == Phase::study || phase == Phase::decommission);
        if (!kept || random_.chance(0.15)) continue;
        const double likely = random_.between(1, phase == Phase::cutover ? 2 : 24) / 2.0;
        assessment.effort.push_back({phase, {likely / 2, likely, likely * 2}});
    }
    if (assessment.effort.empty() && assessment.strategy != Strategy::retain)
        assessment.effort.push_back({Phase::study, {1, 1, 1}});
    assessment.because = some_reason();
    application.assessment = std::move(assessment);
}

void Generator::host(Application& application) {
    Hosting hosting;
    hosting.today = one_of(random_, {Compliance::conforming, Compliance::non_conforming, Compliance::derogation});
    if (hosting.today == Compliance::derogation && random_.chance(0.8)) hosting.today_until = some_date(300);
    hosting.today_because = hosting.because = some_reason();
    for (std::size_t target = 0; target < options_.targets; ++target) {
        if (random_.chance(0.3)) {
            hosting.rejected.push_back({target_id(target), some_reason()});
            continue;
        }
        hosting.eligible.push_back({target_id(target), {}, {some_reason()}});
        if (random_.chance(0.3)) hosting.eligible.back().valid_until = *Date::from_civil(2040, 1, 1);
    }
    if (!hosting.eligible.empty()) hosting.target = hosting.eligible[random_.below(hosting.eligible.size())].target;
    application.hosting = std::move(hosting);
}

Application Generator::application(std::size_t index) {
    Application application;
    application.id = id(index);
    application.name =
        options_.awkward ? one_of(random_, {"=1+1", "<b>Paie</b>", "L'\"été\"\t", "平台", "a;b,c"}) : "Application";
    application.owner = "owner";
    application.site = options_.targets > 0 && random_.chance(0.05) ? target_id(random_.below(options_.targets))
                                                                    : one_of(random_, {"room-1", "room-2", "room-3"});
    application.users = random_.between(0, 5000);
    if (random_.chance(0.6)) application.data = {one_of(random_, {"public", "internal", "personal", "health", "hr"})};
    if (random_.chance(0.2)) application.deadline = some_date(700);
    if (random_.chance(0.1)) application.contract_end = some_date(700);
    if (random_.chance(0.1)) application.derogation_until = some_date(700);
    if (options_.teams > 0 && random_.chance(0.3))
        application.team = "team-" + std::to_string(random_.below(options_.teams));
    if (options_.assessed) {
        assess(application);
        host(application);
    }
    return application;
}

void Generator::applications() {
    for (std::size_t index = 0; index < options_.applications; ++index) {
        std::string line;
        write_record(line, application(index));
        // A field that no tool knows, with a number that a careless writer would respell.
        if (options_.awkward) line.insert(line.size() - 2, R"(,"x-score":1.50e0,"x-nested":{"b":[1,2.0],"a":null})");
        out_ += line;
    }
}

void Generator::flows() {
    if (options_.applications < 2) return;
    for (std::size_t index = 0; index < options_.flows; ++index) {
        std::size_t from = random_.below(options_.applications), to = random_.below(options_.applications);
        if (from == to) to = (to + 1) % options_.applications;
        if (!options_.cycles && from > to) std::swap(from, to);
        Flow flow;
        flow.from = id(from);
        flow.to = id(to);
        if (options_.self_loops && random_.chance(0.05)) flow.to = flow.from;
        if (options_.dangling && random_.chance(0.05)) flow.to = "missing-" + std::to_string(random_.below(100));
        flow.kind =
            one_of(random_, {FlowKind::api, FlowKind::file, FlowKind::database, FlowKind::batch, FlowKind::sso});
        if (random_.chance(0.5)) flow.coupling = random_.chance(0.3) ? Coupling::strong : Coupling::weak;
        // A database that is reached directly would tie its users into one group.
        if (!options_.cycles && flow.kind == FlowKind::database) flow.coupling = Coupling::weak;
        if (random_.chance(0.2)) flow.data = {"personal"};
        flow.volume_gb_per_day = static_cast<double>(random_.below(100000)) / 256;
        flow.origin = "flow " + std::to_string(index);
        write_record(out_, flow);
    }
}

/// Neighbours 2i and 2i + 1 are a pair. Hard constraints never order or part the two of a pair, and always order
/// pairs by their numbers, so that they can all be kept.
void Generator::hard(Constraint& constraint, bool needs_pairs) {
    const std::size_t pairs = options_.applications / 2;
    if (needs_pairs) {
        const std::size_t pair = random_.below(pairs);
        constraint.applications = {id(2 * pair), id(2 * pair + 1)};
        return;
    }
    const std::size_t later = 1 + random_.below(pairs - 1);
    const std::size_t earlier = random_.below(later);
    constraint.applications = {id(2 * earlier + random_.below(2)), id(2 * later + random_.below(2))};
}

Constraint Generator::constraint(std::size_t index) {
    constexpr ConstraintKind kinds[] = {ConstraintKind::together,   ConstraintKind::apart,    ConstraintKind::before,
                                        ConstraintKind::not_before, ConstraintKind::deadline, ConstraintKind::window,
                                        ConstraintKind::wave};
    Constraint constraint;
    constraint.id = "constraint-" + std::to_string(index);
    constraint.kind = one_of(random_, kinds);
    hard(constraint, constraint.kind == ConstraintKind::together);
    switch (constraint.kind) {
        case ConstraintKind::before:
            if (random_.chance(0.5)) constraint.lag_days = random_.between(0, 30);
            break;
        case ConstraintKind::not_before:
            constraint.date = some_date(300);
            break;
        case ConstraintKind::deadline:
            constraint.date = some_date(700);
            break;
        case ConstraintKind::window:
            constraint.windows = {options_.calendars > 0 ? "window-2026-06" : "weekend-2026-06"};
            break;
        case ConstraintKind::wave:
            constraint.wave = random_.between(1, 5);
            break;
        default:
            break;
    }
    const bool may_clash = constraint.kind == ConstraintKind::deadline || constraint.kind == ConstraintKind::window ||
                           constraint.kind == ConstraintKind::wave;
    if (may_clash || random_.chance(0.4)) constraint.weight = random_.between(1, 20) / 2.0;
    return constraint;
}

void Generator::constraints() {
    if (options_.applications < 4) return;
    for (std::size_t index = 0; index < options_.constraints; ++index) write_record(out_, constraint(index));
}

void Generator::awkward_lines() {
    out_ += R"({"type":"x-future","id":"z","value":1e2,"text":"\u00e9"})"
            "\n"
            R"({"type":"risk","id":"r","chance":0.10})"
            "\n";
}

std::string Generator::stream() {
    calendars();
    teams();
    targets();
    applications();
    if (options_.awkward) awkward_lines();
    flows();
    constraints();
    write_end(out_);
    return std::move(out_);
}

}  // namespace

std::string random_stream(const RandomPortfolioOptions& options) {
    return Generator(options).stream();
}

}  // namespace plan::tests

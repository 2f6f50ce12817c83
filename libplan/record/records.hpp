#pragma once

#include "libplan/base/boxed.hpp"
#include "libplan/base/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The records of the stream as plain values. Shapes and units are those of plan-records(5); an absent key is an
/// empty string, an empty vector, an empty optional, or the enumerator `unspecified`. Ids stay strings here; the
/// Portfolio resolves them.
namespace plan {

/// Why a decision was taken. `rule`, `source` and `args` are stable; `text` is said in the language of the stream.
struct Reason {
    std::string rule;    ///< "D4", "capacity", "strong-cycle"
    std::string source;  ///< "R9", "SREN-31", "plan-records"; never empty
    std::string text;
    std::vector<std::pair<std::string, std::string>> args;
    std::vector<std::string> path;  ///< ids of records, from where the cause arises to here

    friend bool operator==(const Reason&, const Reason&) = default;
};
using Reasons = std::vector<Reason>;

enum class Lifecycle : std::uint8_t { unspecified, project, build, production, sunset, retired };
enum class Exposure : std::uint8_t { unspecified, internal, partners, internet };
enum class Access : std::uint8_t { unspecified, open, restricted, authorised };
enum class Environment : std::uint8_t { unspecified, production, acceptance, development, sandbox, prototype };
enum class Mention : std::uint8_t { unspecified, none, restricted, secret, top_secret };
enum class Strategy : std::uint8_t { unspecified, rehost, relocate, replatform, refactor, repurchase, retire, retain };
enum class FlowKind : std::uint8_t { unspecified, api, file, message, database, storage, sso, batch, manual };
enum class Coupling : std::uint8_t { unspecified, weak, strong };
enum class Direction : std::uint8_t { unspecified, push, pull, both };
enum class Phase : std::uint8_t { unspecified, onboard, study, build, migrate, test, cutover, decommission };
enum class ConstraintKind : std::uint8_t { unspecified, together, apart, before, not_before, deadline, window, wave };
enum class TaskStatus : std::uint8_t { unspecified, planned, in_progress, done };
enum class Verdict : std::uint8_t { unspecified, decided, to_qualify };
enum class PieceStatus : std::uint8_t { unspecified, present, missing };
enum class Compliance : std::uint8_t { unspecified, conforming, non_conforming, derogation, to_qualify };
enum class Complexity : std::uint8_t { unspecified, small, medium, large, extra_large };
enum class Admission : std::uint8_t { unspecified, eligible, rejected };
enum class Risk : std::uint8_t { unspecified, green, yellow, red, unknown };

/// Question B of rule R9: could a breach harm each of these? An empty answer is not a no.
struct Harm {
    std::optional<bool> public_order, public_security, health_life, intellectual_property;
    std::string criterion;  ///< letters among C, I, A (availability), T (traceability)
    std::string nature;     ///< operational, political, economic, legal, environmental, heritage
    std::string justification;
    std::optional<Date> date;
    std::string validator;
};

/// Security needs, 1 (low) to 4 (vital): availability (D), integrity, confidentiality, proof. Empty: not assessed.
struct SecurityNeeds {
    std::optional<std::int64_t> d, i, c, p;
};

struct Component {
    std::string name;
    std::string kind;  ///< "os", "database", "language", "product"
    std::optional<Date> end_of_support;
};

/// Who pays a share of the costs of an application, and when.
struct Funding {
    std::string source;               ///< a fund, a programme, another administration
    double share_percent = 0;         ///< 0 to 100; of all sources together at most 100 on any day
    std::optional<Date> from, until;  ///< both inclusive; empty: no limit
};

struct Question {
    std::string field;  ///< the field of the application that would answer it: "harm.health_life"
    std::string text;
    std::string owner;  ///< who is asked: the application's owner, business owner, or empty
};

struct InheritedLabel {
    std::string label;
    std::vector<std::string> path;  ///< applications, from where the label arises to this one
};

/// A piece of a project's file, as a rule of the policy asks for it.
struct FilePiece {
    std::string piece;  ///< the policy's id of it: "reversibility"
    PieceStatus status = PieceStatus::unspecified;
    std::string rule;                 ///< of `because`, which says why and which threshold applies
    std::vector<Question> questions;  ///< what is left to answer for it
};

/// Key `classification`, owned by plan-classify.
struct Classification {
    std::string policy;             ///< id of the policy file
    std::string sensitivity_class;  ///< key "class": one of the policy's ordered classes
    std::vector<std::string> labels;
    Verdict verdict = Verdict::unspecified;
    std::vector<Question> questions;
    std::vector<InheritedLabel> inherited;
    std::vector<FilePiece> file;  ///< of a project, in the order of the policy's rules
    Reasons because;
};

/// Person-days, optimistic <= likely <= pessimistic.
struct Estimate {
    double optimistic = 0, likely = 0, pessimistic = 0;
};

struct PhaseEffort {
    Phase phase = Phase::unspecified;
    Estimate estimate;
};

/// What the rules gave to a strategy.
struct StrategyScore {
    Strategy strategy = Strategy::unspecified;
    double points = 0;
    std::vector<std::string> rules;  ///< ids of those that hold, in the order of their file
};

/// Key `assessment`, owned by plan-assess.
struct Assessment {
    Strategy strategy = Strategy::unspecified;
    bool forced = false;                         ///< the strategy stands in the inventory and was not computed
    Strategy runner_up = Strategy::unspecified;  ///< of the others, the one with most points; unspecified: none has any
    std::vector<StrategyScore> scores;           ///< of all seven, the least work first
    std::optional<double> readiness;             ///< 0 to 100
    Complexity complexity = Complexity::unspecified;
    Risk risk = Risk::unspecified;
    std::vector<PhaseEffort> effort;  ///< in phase order, only the phases that the strategy has
    /// Named amounts in euros: "today" and "target" a year, "migration" and "overlap" once.
    std::vector<std::pair<std::string, double>> cost;
    std::optional<std::int64_t> payback_year;  ///< in which the savings have paid for the move; empty: never, unknown
    Reasons because;
};

struct EligibleTarget {
    std::string target;
    std::optional<Date> valid_until;  ///< the last day on which it holds: a qualification or a text ends; empty: no end
    Reasons because;
};

struct RejectedTarget {
    std::string target;
    Reasons because;
};

/// Key `hosting`, owned by plan-target.
struct Hosting {
    Compliance today = Compliance::unspecified;
    std::optional<Date> today_until;  ///< a derogation's last day
    Reasons today_because;
    std::vector<EligibleTarget> eligible;
    std::vector<RejectedTarget> rejected;
    std::string target;  ///< the choice; empty: none
    Reasons because;
};

struct PlannedBridge {
    std::string other;  ///< the application at the far end
    Date start, finish;
};

/// Key `planned`, owned by plan-schedule: the four questions.
struct Planned {
    std::optional<std::int64_t> wave;
    std::optional<Date> cutover;  ///< last day of the cut-over
    std::optional<bool> alone;
    std::vector<std::string> before;  ///< applications that cut over first
    std::vector<std::string> with;    ///< applications that cut over together with it
    std::vector<PlannedBridge> bridges;
    Reasons because;
};

/// Columns of an inventory that no field knows, as they came: header and cell.
using ExtraColumns = std::vector<std::pair<std::string, std::string>>;

struct Application {
    std::string id, name;
    std::vector<std::string> aliases;
    std::string description, ministry, business_owner, owner, contractor;
    Lifecycle lifecycle = Lifecycle::unspecified;
    Environment environment = Environment::unspecified;
    std::string criticality;   ///< low, medium, high, vital
    std::string service_type;  ///< "API", "téléservice", …
    Exposure exposure = Exposure::unspecified;
    Access access = Access::unspecified;         ///< who may call an API or service
    std::optional<std::int64_t> users, persons;  ///< user accounts; persons whose data it holds
    std::string site;                            ///< where it runs today: a target's id, or a place
    std::vector<std::string> data;  ///< categories of data: "public", "personal", "health", …; see plan-records(5)
    std::optional<bool> personal_data, sensitive_personal_data, criminal_data, minors, health_data, real_data;
    Mention mention = Mention::unspecified;
    std::vector<std::string> legal_secrets;  ///< coded by item of CRPA L.311-5 and L.311-6; "none" answers no
    std::optional<bool> essential_mission;
    Harm harm;
    std::optional<bool> vital_system;  ///< SIIV, OIV or OSE sensitive system
    SecurityNeeds dicp;
    std::optional<double> rto_hours, rpo_hours;
    std::optional<double> sla_percent;
    std::vector<Component> components;
    std::vector<Funding> funding;
    std::optional<bool> containerised, stateless, cloudable;
    std::optional<double> vcpu, memory_gb, storage_gb;
    std::optional<Date> contract_end, deadline, accreditation_end;
    std::optional<bool> reversibility;
    std::string derogation_basis;
    std::optional<Date> derogation_until, acceptable_offer_on;
    std::optional<double> cost_per_year;        ///< euros
    std::optional<double> full_cost;            ///< euros, over the whole life: what rules R7 and R8 look at
    std::optional<double> change_cost_percent;  ///< next change, of the cost of the first build: rule R6
    // The file of a project
    std::optional<bool> cloud_search;          ///< a cloud was sought first, SaaS before a platform: rule R1
    std::optional<bool> comparative_study;     ///< the written study for leaving the cloud is made: rule R7
    std::optional<bool> portability;           ///< it can go to another cloud, or its lock-in is paid for: rule R10
    std::optional<Date> conformity_review_on;  ///< who has to check that it follows the doctrine did so: rule R8
    std::optional<Date> go_live;               ///< first day in service
    std::string team;
    Strategy strategy = Strategy::unspecified;  ///< forced by the inventory
    std::optional<double> effort_days;          ///< forced by the inventory: total person-days
    std::vector<std::string> tags;
    std::string url;
    ExtraColumns extra;
    std::string origin;  ///< "applications.csv:12"

    Boxed<Classification> classification;
    Boxed<Assessment> assessment;
    Boxed<Hosting> hosting;
    std::string group;
    Boxed<Planned> planned;
};

/// `from` depends on `to`.
struct Flow {
    std::string from, to;
    FlowKind kind = FlowKind::unspecified;
    Coupling coupling = Coupling::unspecified;
    Direction direction = Direction::unspecified;  ///< see `effective_direction`
    std::vector<std::string> data;
    std::optional<bool> anonymised;
    std::string frequency;
    std::optional<double> volume_gb_per_day, latency_ms;
    ExtraColumns extra;
    std::string origin;
};

/// The direction in which data travels: the flow's own, else the usual one of its kind.
[[nodiscard]] Direction effective_direction(const Flow& flow);

struct Server {
    std::string id, application;
    std::vector<std::string> addresses;
    std::string site;
    std::optional<double> vcpu, memory_gb, storage_gb;
    ExtraColumns extra;
    std::string origin;
};

struct Team {
    std::string id, name;
    std::vector<Phase> phases;
    std::optional<double> capacity_people;  ///< people available a working day, may be fractional
    std::string calendar;
    std::optional<Date> from, until;  ///< both inclusive
    ExtraColumns extra;
    std::string origin;
};

/// A hosting target of the catalogue.
struct Target {
    std::string id, provider, offer;
    std::string kind;                        ///< internal, commercial, on_premises
    std::vector<std::string> service_types;  ///< iaas, caas, paas, saas
    std::string snc_version;                 ///< SecNumCloud reference: "3.2"; empty: not qualified
    std::optional<Date> qualified_on, expires_on;
    std::vector<std::string> snc_service_types;  ///< of service_types, those the qualification covers; empty: all
    std::string snc_milestone;
    std::vector<std::string> hds_activities;
    std::string hds_version;
    Mention max_mention = Mention::unspecified;
    std::string legal_exposure;      ///< none, extra_european, unknown
    std::string owned_by;            ///< who owns the provider
    std::string operated_by;         ///< who operates the offer
    std::string governing_law;       ///< whose law applies to them
    std::string licensed_from;       ///< whose technology it runs under licence; empty: none known
    std::string control_source;      ///< where these four are known from
    std::string control_confidence;  ///< "read" or "to-verify"
    std::optional<std::int64_t> zones;
    std::optional<double> sla_percent;
    std::string support_hours;
    std::optional<bool> rie, internet;
    std::vector<std::string> managed_services;
    SecurityNeeds max_dicp;
    std::optional<double> rto_hours, rpo_hours;  ///< longest interruption, and loss of data, that it commits to
    std::string min_size, tariff;
    std::optional<double> min_vcpu;  ///< smallest order
    /// Euros a year: for an application, for each virtual processor, for each gigabyte of storage.
    std::optional<double> cost_per_application, cost_per_vcpu, cost_per_storage_gb;
    std::vector<std::string> eligible_buyers;
    std::string capacity;
    std::optional<std::int64_t> capacity_applications;  ///< it may still take
    std::optional<double> capacity_vcpu;                ///< it may still give
    std::optional<std::int64_t> onboarding_days;        ///< working days before the first use
    std::string source;
    std::optional<Date> verified_on;
    std::string confidence;  ///< "read" or "to-verify"
    std::string notes;
    ExtraColumns extra;
    std::string origin;
};

/// A cell of the usage matrix: what a typical application may do with a target.
struct Usage {
    std::string row, title;         ///< of typical applications: "sensitive-health", and in words
    std::string sensitivity_class;  ///< key "class"
    std::string service_type;       ///< iaas, caas, paas, saas
    std::string target;
    Admission verdict = Admission::unspecified;
    std::optional<bool> to_verify;  ///< it rests on a source or a line of the catalogue that is still to be verified
    std::optional<Date> valid_until;
    Reasons because;
};

/// A line of the compliance statement: an application whose present hosting is not plainly conforming.
struct ComplianceLine {
    std::string application, site;
    Compliance status = Compliance::unspecified;
    std::vector<std::string> rules;  ///< ids of what is broken, or of what keeps it open
    std::optional<Date> since;       ///< not before: a rule came into force, a qualification or derogation ended
    std::optional<Date> until;       ///< last day of the derogation
    std::string derogation_basis;
    std::string target;                          ///< where it goes
    std::optional<Date> ends_on;                 ///< the day on which the plan ends it
    Phase ends_by = Phase::unspecified;          ///< cutover or decommission
    std::optional<std::int64_t> uncovered_days;  ///< from the day of the statement until then, without derogation
    Reasons because;
};

struct Freeze {
    Date start, finish;  ///< inclusive
    std::string reason;
    std::vector<Phase> phases;  ///< empty: cutover
};

struct CutoverWindow {
    std::string id;
    Date start, finish;  ///< inclusive
    std::optional<std::int64_t> max_applications;
};

struct Calendar {
    std::string id;
    std::vector<std::int64_t> workdays;  ///< 1 (Monday) to 7; empty: Monday to Friday
    std::string holidays;                ///< "FR": France's, computed; "" or "none": none
    std::vector<Date> extra_holidays;    ///< when `holidays` is a list of dates in the stream
    std::vector<Freeze> freeze;
    std::vector<CutoverWindow> windows;
    std::string origin;
};

struct Constraint {
    std::string id;
    ConstraintKind kind = ConstraintKind::unspecified;
    std::vector<std::string> applications;
    std::optional<Date> date;
    std::optional<std::int64_t> lag_days;
    std::vector<std::string> windows;  ///< kind `window`: ids of windows
    std::optional<std::int64_t> wave;  ///< kind `wave`
    std::optional<double> weight;      ///< given: soft, in objective points a day; absent: hard
    std::string reason;
    ExtraColumns extra;
    std::string origin;
};

struct Group {
    std::string id, name;
    std::vector<std::string> applications;
    std::optional<double> weight;  ///< person-days
    std::optional<double> cut;     ///< coupling to other groups
    Reasons because;
};

struct Bridge {
    std::string from, to;
    Date start, finish;
    std::int64_t days = 0;
    double weight = 0;
    std::int64_t flows = 0;
    Reasons because;
};

struct Wave {
    std::string id;
    std::int64_t number = 0;
    std::string window;
    Date start, finish;
    std::vector<std::string> groups, applications;
    double effort_days = 0;
    Reasons because;
};

struct Task {
    std::string id;
    std::string application;  ///< empty for an onboarding task
    std::string target;       ///< only for an onboarding task
    Phase phase = Phase::unspecified;
    std::string group;
    std::optional<std::int64_t> wave;
    std::string team;
    double people = 0;
    double effort_days = 0;
    std::int64_t duration_days = 0;  ///< worked days of the team's calendar
    Date start, finish;              ///< inclusive
    std::vector<std::string> predecessors;
    std::optional<std::int64_t> slack_days;
    std::optional<bool> critical;
    TaskStatus status = TaskStatus::unspecified;
    std::optional<Date> actual_start, actual_finish;
    Reasons because;
};

struct Objective {
    double lateness = 0, exposure = 0, bridges = 0, makespan_days = 0, disruption = 0, total = 0;
};

struct Plan {
    std::vector<std::pair<std::string, std::string>> settings;
    std::uint64_t seed = 0;
    Date start, finish;
    Objective objective;
    double lower_bound = 0;  ///< of objective.total unless settings say otherwise
    double gap = 0;          ///< (total - lower_bound) / lower_bound; 0 when proven optimal
    bool verified = false;   ///< the independent checker found no broken constraint
};

}  // namespace plan

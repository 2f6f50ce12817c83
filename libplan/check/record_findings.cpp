#include "libplan/check/record_findings.hpp"

namespace plan {

namespace {

using enum Severity;
using Finding = RecordFinding;

/// Arguments are ids, dates, numbers and names of fields, which no language changes.
constexpr FindingRow<RecordFinding> rows[] = {
    // Identity
    {Finding::empty_id,
     {"empty-id", error, PLAN_TEXT("this {0} has an empty id; nothing can refer to it: give it one")}},
    {Finding::odd_id,
     {"odd-id", warning,
      PLAN_TEXT("the id '{1}' of this {0} begins or ends with a blank or holds a control character; other files will "
                "not match it: correct it")}},
    {Finding::duplicate_id,
     {"duplicate-id", error,
      PLAN_TEXT("{0} '{1}' stands here and at {2}; a decision about it would be ambiguous: keep one, or give the other "
                "an id of its own")}},
    {Finding::duplicate_window,
     {"duplicate-id", error,
      PLAN_TEXT("window '{0}' of calendar '{1}' has other dates than window '{0}' of calendar '{2}'; give one of them "
                "another id")}},
    {Finding::shared_alias,
     {"shared-alias", warning,
      PLAN_TEXT("the alias '{0}' of application '{1}' is also a name of application '{2}'; plan-merge would take the "
                "two for one: remove it from one of them")}},
    // References
    {Finding::dangling_flow,
     {"dangling-flow", error,
      PLAN_TEXT("the flow from '{0}' to '{1}' cannot be followed: there is no application '{2}'; add the application "
                "or correct the flow")}},
    {Finding::dangling_flow_near,
     {"dangling-flow", error,
      PLAN_TEXT(
          "the flow from '{0}' to '{1}' cannot be followed: there is no application '{2}'; did you mean '{3}'?")}},
    {Finding::unknown_application,
     {"unknown-application", error,
      PLAN_TEXT("{0} '{1}' names application '{2}', which does not exist; add it or correct the name")}},
    {Finding::unknown_application_near,
     {"unknown-application", error,
      PLAN_TEXT("{0} '{1}' names application '{2}', which does not exist; did you mean '{3}'?")}},
    {Finding::unknown_team,
     {"unknown-team", error,
      PLAN_TEXT("application '{0}' names team '{1}', which does not exist; its tasks would go to other teams: add the "
                "team or correct the name")}},
    {Finding::unknown_team_near,
     {"unknown-team", error,
      PLAN_TEXT("application '{0}' names team '{1}', which does not exist; did you mean '{2}'?")}},
    {Finding::no_team_known,
     {"unknown-team", warning,
      PLAN_TEXT(
          "application '{0}' names team '{1}', but the stream has no team at all; the default teams will be used")}},
    {Finding::unknown_calendar,
     {"unknown-calendar", error,
      PLAN_TEXT("team '{0}' names calendar '{1}', which does not exist; it would work on the first or default one: add "
                "the calendar or correct the name")}},
    {Finding::unknown_calendar_near,
     {"unknown-calendar", error,
      PLAN_TEXT("team '{0}' names calendar '{1}', which does not exist; did you mean '{2}'?")}},
    {Finding::unknown_target,
     {"unknown-target", error,
      PLAN_TEXT(
          "application '{0}' names target '{1}', which is not in the catalogue; add it or run plan-target again")}},
    {Finding::unknown_target_near,
     {"unknown-target", error,
      PLAN_TEXT("application '{0}' names target '{1}', which is not in the catalogue; did you mean '{2}'?")}},
    {Finding::unknown_group,
     {"unknown-group", error,
      PLAN_TEXT("application '{0}' names group '{1}', which does not exist; run plan-group again")}},
    {Finding::group_disagrees,
     {"group-mismatch", error,
      PLAN_TEXT("group '{0}' lists application '{1}', whose own group is '{2}'; run plan-group again")}},
    {Finding::group_forgets,
     {"group-mismatch", error,
      PLAN_TEXT("application '{0}' is in group '{1}', which does not list it; run plan-group again")}},
    {Finding::unknown_window,
     {"unknown-window", error,
      PLAN_TEXT("constraint '{0}' names window '{1}', which no calendar has; add the window or correct the name")}},
    {Finding::unknown_window_near,
     {"unknown-window", error,
      PLAN_TEXT("constraint '{0}' names window '{1}', which no calendar has; did you mean '{2}'?")}},
    // Applications
    {Finding::no_owner,
     {"no-owner", warning,
      PLAN_TEXT("application '{0}' has neither an owner nor a business owner; nobody can be asked what is missing "
                "about it")}},
    {Finding::isolated,
     {"isolated-application", note,
      PLAN_TEXT("application '{0}' has no flow; does it really stand alone, or are its flows not known yet?")}},
    {Finding::negative, {"out-of-range", error, PLAN_TEXT("{0} '{1}': {2} is {3}; it cannot be negative")}},
    {Finding::out_of_range,
     {"out-of-range", error, PLAN_TEXT("{0} '{1}': {2} is {3}; it must lie between {4} and {5}")}},
    {Finding::unknown_word,
     {"unknown-word", warning, PLAN_TEXT("{0} '{1}': {2} holds '{3}', which no rule knows; the known words are {4}")}},
    {Finding::unknown_word_near,
     {"unknown-word", warning, PLAN_TEXT("{0} '{1}': {2} holds '{3}', which no rule knows; did you mean '{4}'?")}},
    {Finding::contradicting_data,
     {"contradictory-answers", warning,
      PLAN_TEXT("application '{0}': {1} says no, but data holds '{2}'; correct one of them before it is classified")}},
    {Finding::contradicting_secrets,
     {"contradictory-answers", warning,
      PLAN_TEXT("application '{0}': legal_secrets says 'none' and also '{1}'; keep what is true")}},
    {Finding::retired_moves,
     {"contradictory-answers", warning,
      PLAN_TEXT("application '{0}' is retired by its lifecycle, but its strategy is {1}; should it be retire?")}},
    {Finding::retired_dependency,
     {"retired-dependency", warning,
      PLAN_TEXT("application '{0}' depends on '{1}', which is to be retired; say what replaces it, or plan the end of "
                "'{0}' too")}},
    {Finding::date_passed,
     {"date-passed", warning,
      PLAN_TEXT("application '{0}': {1} is {2}, before {3}; the plan can only be late for it: correct the date or take "
                "it away")}},
    {Finding::unsourced_funding,
     {"unsourced-funding", warning,
      PLAN_TEXT("application '{0}': a share of its funding does not say who pays it; give its source")}},
    {Finding::funding_over,
     {"funding-over", error,
      PLAN_TEXT("application '{0}': the shares of its funding come to {1} % from {2} on; they may not exceed 100 %: "
                "correct the shares or their days")}},
    // Flows and servers
    {Finding::self_loop,
     {"self-loop", warning,
      PLAN_TEXT("application '{0}' has a flow to itself; it is ignored: correct an end, or take the flow away")}},
    {Finding::duplicate_flow,
     {"duplicate-flow", warning,
      PLAN_TEXT("this flow from '{0}' to '{1}' is the same as the one at {2}; its volume counts twice: keep one")}},
    {Finding::shared_address,
     {"shared-address", error,
      PLAN_TEXT("servers '{0}' and '{1}' belong to different applications but share the address {2}; flows through it "
                "cannot be told apart")}},
    // Teams and calendars
    {Finding::dates_reversed,
     {"dates-reversed", error,
      PLAN_TEXT("{0} '{1}': {2} begins on {3} and ends before that, on {4}; exchange or correct the dates")}},
    {Finding::no_capacity,
     {"no-capacity", error,
      PLAN_TEXT(
          "team '{0}' has a capacity of {1} people; no task can ever be done by it: give it people, or take it away")}},
    {Finding::uncovered_phase,
     {"uncovered-phase", error,
      PLAN_TEXT("no team does the phase {0}, which {1} applications need ('{2}' first); add the phase to a team")}},
    {Finding::uncovered_phase_later,
     {"uncovered-phase", warning,
      PLAN_TEXT(
          "no team does the phase {0}; any application that needs it cannot be planned: add the phase to a team")}},
    {Finding::invalid_weekday,
     {"invalid-weekday", error,
      PLAN_TEXT("calendar '{0}': {1} is not a day of the week; workdays are numbers from 1 (Monday) to 7 (Sunday)")}},
    {Finding::unknown_holidays,
     {"unknown-holidays", error,
      PLAN_TEXT("calendar '{0}': no holidays are known by the name '{1}'; write FR, none, or a list of dates")}},
    {Finding::overlapping_windows,
     {"overlapping-windows", warning,
      PLAN_TEXT(
          "windows '{0}' and '{1}' share days (from {2}); a cut-over on them could belong to either: separate them")}},
    {Finding::window_in_freeze,
     {"window-in-freeze", warning,
      PLAN_TEXT("window '{0}' ({1} to {2}) touches the freeze from {3} to {4} of calendar '{5}'; no cut-over will use "
                "it: move one of them")}},
    {Finding::no_usable_window,
     {"no-usable-window", error,
      PLAN_TEXT("every cut-over window touches a freeze; nothing can be moved: move the freezes or add a window "
                "outside them")}},
    {Finding::window_without_room,
     {"window-without-room", warning,
      PLAN_TEXT("window '{0}' takes 0 applications; no cut-over will use it: raise max_applications, or take the "
                "window away")}},
    // Targets
    {Finding::unsourced_target,
     {"unsourced-target", warning,
      PLAN_TEXT("target '{0}' does not say {1}; a decision that rests on it cannot be justified: fill it in")}},
    {Finding::stale_catalogue,
     {"stale-target", warning,
      PLAN_TEXT("targets verified more than {1} days before {2}: {0}, the oldest of them '{3}' on {4}; verify their "
                "qualifications again")}},
    {Finding::qualification_ended,
     {"qualification-ended", warning,
      PLAN_TEXT("the qualification of target '{0}' ended on {1}, before {2}; no application can be hosted there on its "
                "strength")}},
    // Constraints
    {Finding::incomplete_constraint,
     {"incomplete-constraint", error,
      PLAN_TEXT("constraint '{0}' of kind {1} lacks {2}; it would be ignored: fill it in")}},
    {Finding::repeated_application,
     {"repeated-application", warning, PLAN_TEXT("constraint '{0}' names application '{1}' twice; once is enough")}},
    {Finding::before_cycle,
     {"before-cycle", error,
      PLAN_TEXT("these applications wait for each other: {0}, by the constraints {1}; no order satisfies them all: "
                "take one away or give it a weight")}},
    {Finding::before_cycle_soft,
     {"before-cycle", warning,
      PLAN_TEXT("these applications wait for each other: {0}, by the constraints {1}; those that have a weight will be "
                "broken")}},
    {Finding::together_apart,
     {"together-apart", error,
      PLAN_TEXT("constraint '{0}' keeps '{1}' and '{2}' apart, but they must move together: {3}, by the constraints "
                "{4}; take one away or give it a weight")}},
    {Finding::dates_clash,
     {"dates-clash", error,
      PLAN_TEXT("application '{0}' cannot cut over before {1} (constraint '{2}') nor after {3} (constraint '{4}'); "
                "correct one of them")}},
    {Finding::windows_clash,
     {"windows-clash", error,
      PLAN_TEXT("application '{0}' has no window left: constraint '{1}' leaves nothing of what '{2}' allows; give them "
                "a window in common")}},
    {Finding::waves_clash,
     {"waves-clash", error,
      PLAN_TEXT("applications '{0}' and '{1}' move together, but constraint '{2}' puts the one in wave {3} and '{4}' "
                "the other in wave {5}; correct one of them")}},
    // Decisions already in the stream
    {Finding::effort_order,
     {"effort-order", error,
      PLAN_TEXT("application '{0}': the effort of {1} is {2}, {3}, {4} days; optimistic, likely and pessimistic must "
                "rise and none be negative")}},
    {Finding::no_effort,
     {"no-effort", warning,
      PLAN_TEXT("application '{0}' is to {1}, but no phase has an effort; its move would count half a day: run "
                "plan-assess again")}},
    {Finding::target_not_eligible,
     {"target-not-eligible", error,
      PLAN_TEXT(
          "application '{0}' goes to target '{1}', which is not among its eligible ones; run plan-target again")}},
    {Finding::eligible_and_rejected,
     {"target-not-eligible", error,
      PLAN_TEXT("application '{0}': target '{1}' is both eligible and rejected; run plan-target again")}},
};
static_assert(in_order(rows));

}  // namespace

std::span<const FindingText> record_finding_texts() {
    static constexpr auto texts = texts_of(rows);
    return texts;
}

}  // namespace plan

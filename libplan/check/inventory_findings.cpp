#include "libplan/check/inventory_findings.hpp"

namespace plan {

namespace {

using enum Severity;
using Finding = InventoryFinding;

/// Arguments are ids, dates, numbers and names of fields, which no language changes.
constexpr FindingRow<InventoryFinding> rows[] = {
    // Answers of applications
    {Finding::contradiction,
     {"contradictory-answers", warning,
      PLAN_TEXT("application '{0}': {1} is {2}, but {3} is {4}; both cannot hold: correct one of them")}},
    {Finding::unlisted_data,
     {"contradictory-answers", warning,
      PLAN_TEXT("application '{0}': {1} says yes, but data lists only {2}; add the category or correct the answer")}},
    {Finding::unlikely,
     {"unlikely-answers", note,
      PLAN_TEXT("application '{0}': {1} is {2} where {3} is {4}, which is unusual; is it meant?")}},
    {Finding::partial_answer,
     {"partial-answer", note,
      PLAN_TEXT("application '{0}': {1} is answered in part; what is absent is not a no: fill in {2}")}},
    {Finding::incomplete_derogation,
     {"incomplete-derogation", warning,
      PLAN_TEXT("application '{0}' gives {1} without {2}; a derogation stands on a text and has an end: fill it in")}},
    {Finding::mention_without_class,
     {"mention-without-class", warning,
      PLAN_TEXT("application '{0}' bears the marking {1}, but its classification gives it no class; run plan-classify "
                "again, or complete the policy")}},
    {Finding::decided_with_questions,
     {"verdict-mismatch", error,
      PLAN_TEXT("application '{0}' is said to be decided, but questions are open: {1} ({2} first); run plan-classify "
                "again")}},
    {Finding::blocked_without_question,
     {"verdict-mismatch", note,
      PLAN_TEXT("application '{0}' is to be qualified, but no question says which answer is missing; read its reasons, "
                "or complete the policy")}},
    {Finding::retired_with_flows,
     {"retired-with-flows", warning,
      PLAN_TEXT("application '{0}' is retired by its lifecycle, but flows still name it: {1} (with '{2}' first); take "
                "them away or correct the lifecycle")}},
    {Finding::unnamed_component,
     {"unnamed-component", warning,
      PLAN_TEXT("application '{0}': a component has no name, so nothing can be decided from it; name it")}},
    {Finding::support_ended,
     {"support-ended", note,
      PLAN_TEXT("application '{0}': components without support since before {1}: {2} ('{3}' first, on {4})")}},
    {Finding::odd_url,
     {"odd-url", warning,
      PLAN_TEXT("application '{0}': the url '{1}' is no address of the web; write it with http:// or https://")}},
    // Any record
    {Finding::date_ahead,
     {"date-ahead", warning,
      PLAN_TEXT("{0} '{1}': {2} is {3}, after {4}; it tells of something that has happened: correct the date")}},
    {Finding::no_longer_holds,
     {"date-passed", warning, PLAN_TEXT("{0} '{1}': {2} is {3}, before {4}; correct the date or take it away")}},
    {Finding::implausible,
     {"implausible-number", warning,
      PLAN_TEXT("{0} '{1}': {2} is {3}, more than {4}; is it in the unit of the field?")}},
    {Finding::implausible_small,
     {"implausible-number", warning,
      PLAN_TEXT("{0} '{1}': {2} is {3}, less than {4}; is it in the unit of the field?")}},
    {Finding::repeated_word,
     {"repeated-word", note, PLAN_TEXT("{0} '{1}': {2} holds '{3}' more than once; once is enough")}},
    {Finding::unknown_type,
     {"unknown-type", note,
      PLAN_TEXT("no tool knows records of type '{0}'; they are passed on and nothing is decided from them: {1}, the "
                "first here")}},
    {Finding::unknown_type_near,
     {"unknown-type", warning,
      PLAN_TEXT("no tool knows records of type '{0}' ({1}, the first here); did you mean '{2}'?")}},
    // Places
    {Finding::unknown_site,
     {"unknown-site", note,
      PLAN_TEXT("{0} '{1}' stands at '{2}', which is no target, and nothing else stands there; is it written as "
                "elsewhere?")}},
    {Finding::unknown_site_near,
     {"unknown-site", warning,
      PLAN_TEXT("{0} '{1}' stands at '{2}', which is no target, and nothing else stands there; did you mean '{3}'?")}},
    {Finding::flow_to_unknown_site,
     {"flow-to-unknown-site", note,
      PLAN_TEXT("flows from elsewhere lead to application '{0}' at the unknown site '{1}': {2} (from '{3}' first); "
                "whether they cross sites cannot be told")}},
    {Finding::site_mismatch,
     {"site-mismatch", note,
      PLAN_TEXT(
          "server '{0}' stands at '{1}', but its application '{2}' at '{3}'; correct one, unless it has two sites")}},
    // Flows
    {Finding::anonymised_data,
     {"anonymised-data", note,
      PLAN_TEXT("the flow from '{0}' to '{1}' is anonymised, so the data that it names does not travel: {2}; is it all "
                "made anonymous?")}},
    {Finding::unheld_data,
     {"unheld-data", note,
      PLAN_TEXT("application '{0}' sends '{1}', which its own data does not list, in flows: {2} (to '{3}' first); add "
                "the category or correct the flows")}},
    {Finding::flows_without_kind,
     {"flow-without-kind", note,
      PLAN_TEXT("flows without a kind: {0} (from '{1}' to '{2}' first); data is taken to go to where the flow comes "
                "from: say the kind or the direction")}},
    {Finding::dependency_cycle,
     {"dependency-cycle", note, PLAN_TEXT("applications that depend on each other: {1}; the shortest way round: {0}")}},
    {Finding::strong_cycle,
     {"strong-cycle", note,
      PLAN_TEXT("applications that depend on each other by strong coupling, so that they must move together: {1}; the "
                "shortest way round: {0}")}},
    // Servers
    {Finding::invalid_address,
     {"invalid-address", warning,
      PLAN_TEXT("server '{0}': '{1}' is no IPv4 or IPv6 address and no host name; no flow can be found by it: correct "
                "it")}},
    {Finding::unusable_address,
     {"unusable-address", warning,
      PLAN_TEXT("server '{0}': the address {1} is not that of one machine on a network; write the address that others "
                "reach")}},
    {Finding::repeated_address,
     {"repeated-address", note, PLAN_TEXT("server '{0}' gives the address {1} twice; once is enough")}},
    {Finding::unattached_server,
     {"unattached-server", note,
      PLAN_TEXT("server '{0}' serves no application; flows through it belong to nobody: say which it serves")}},
    // Likely duplicates
    {Finding::same_name,
     {"same-name", warning,
      PLAN_TEXT(
          "{0} '{1}' and {0} '{2}' have the same name, '{3}'; if they are one, merge them; if not, tell them apart")}},
    {Finding::similar_name,
     {"likely-duplicate", note,
      PLAN_TEXT("applications '{0}' ('{1}') and '{2}' ('{3}') have similar names (score {4} of 1); are they one?")}},
    {Finding::alias_like_name,
     {"shared-alias", note,
      PLAN_TEXT("the alias '{0}' of application '{1}' is nearly '{3}', a name of application '{2}'; are they one?")}},
    {Finding::same_offer,
     {"likely-duplicate", warning,
      PLAN_TEXT("targets '{0}' and '{1}' are the same offer, '{2}', of the same provider; keep one")}},
    {Finding::same_servers,
     {"likely-duplicate", warning,
      PLAN_TEXT("servers '{0}' and '{1}' of application '{2}' share the address {3}; if they are one, its processors "
                "count twice: keep one")}},
    {Finding::same_flow,
     {"likely-duplicate", note,
      PLAN_TEXT(
          "this flow from '{0}' to '{1}' is of the same kind ({2}) as the one at {3}; if they are one, keep one")}},
    {Finding::mirrored_flow,
     {"likely-duplicate", note,
      PLAN_TEXT("this flow from '{0}' to '{1}' and the one back at {3} are of the same kind ({2}); if both ends told "
                "one, keep the one from what depends on the other")}},
    {Finding::same_constraint,
     {"likely-duplicate", warning, PLAN_TEXT("constraint '{0}' says the same as constraint '{1}'; keep one")}},
    // Teams, calendars, targets
    {Finding::team_gone,
     {"team-gone", warning,
      PLAN_TEXT("team '{0}' is there until {1}, before {2}; no task can go to it: correct the date or take it away")}},
    {Finding::unused_calendar,
     {"unused-calendar", note,
      PLAN_TEXT("calendar '{0}' is no team's, and has neither window nor freeze; nothing follows from it")}},
    {Finding::windows_passed,
     {"window-passed", note, PLAN_TEXT("windows that end before {0}: {1} ('{2}' first); no cut-over will use them")}},
    {Finding::no_window_ahead,
     {"no-window-ahead", warning,
      PLAN_TEXT(
          "every cut-over window ends before {0} (the last, '{1}', on {2}); add windows that are still to come")}},
    {Finding::undated_qualification,
     {"undated-qualification", warning,
      PLAN_TEXT("target '{0}': {1} is given without {2}; what cannot be dated or told apart cannot be relied on: fill "
                "it in")}},
    {Finding::qualification_soon,
     {"qualification-ends-soon", warning,
      PLAN_TEXT("the qualification of target '{0}' ends on {1}, less than {2} days after {3}; make sure that it is "
                "renewed before an application goes there")}},
    {Finding::to_verify_in_use,
     {"to-verify", warning,
      PLAN_TEXT("what the catalogue says of targets that applications go to is still to be verified: {0} ({1}); verify "
                "it and set confidence to 'read'")}},
    {Finding::to_verify,
     {"to-verify", note, PLAN_TEXT("what the catalogue says of other targets is still to be verified: {0} ({1})")}},
    {Finding::unreachable_target,
     {"unreachable-target", warning,
      PLAN_TEXT(
          "target '{0}' is reached neither by the State's network (rie) nor from the Internet; correct one of the "
          "answers")}},
    // Constraints
    {Finding::ignored_field,
     {"ignored-field", warning,
      PLAN_TEXT("constraint '{0}': a constraint of kind {1} does not use {2}; take it away, or correct the kind")}},
    {Finding::unbound_application,
     {"unbound-application", note,
      PLAN_TEXT("constraint '{0}' names application '{1}', which stays where it is ({2}); it binds nothing there")}},
    {Finding::later_than_own_date,
     {"dates-clash", warning,
      PLAN_TEXT(
          "constraint '{0}' keeps application '{1}' from moving before {2}, after its own {3}, {4}; the plan will "
          "be late: correct one of them")}},
    // Records of a plan
    {Finding::unknown_reference,
     {"unknown-reference", error,
      PLAN_TEXT("{0} '{1}': {2} names '{3}', which does not exist; run the tool that wrote the record again")}},
    {Finding::unknown_reference_near,
     {"unknown-reference", error, PLAN_TEXT("{0} '{1}': {2} names '{3}', which does not exist; did you mean '{4}'?")}},
    {Finding::task_of_nothing,
     {"task-of-nothing", error, PLAN_TEXT("task '{0}' belongs to no application and no target; say whose it is")}},
    {Finding::task_of_both,
     {"task-of-nothing", error,
      PLAN_TEXT("task '{0}' belongs to application '{1}' and to target '{2}'; a task has one owner: keep one")}},
    {Finding::status_without,
     {"status-mismatch", warning, PLAN_TEXT("task '{0}' is {1}, but has no {2}; add the date or correct the status")}},
    {Finding::status_with,
     {"status-mismatch", warning,
      PLAN_TEXT("task '{0}' is {1}, but has {2}; take the date away or correct the status")}},
    {Finding::task_cycle,
     {"task-cycle", error,
      PLAN_TEXT("tasks that wait for each other: {1}; the shortest way round: {0}; no dates satisfy them: take one "
                "predecessor away")}},
    {Finding::bridge_to_itself,
     {"bridge-to-itself", warning,
      PLAN_TEXT("a bridge leads from application '{0}' to itself; run plan-schedule again")}},
    {Finding::unverified_plan,
     {"unverified-plan", warning,
      PLAN_TEXT("the plan says itself that it was not verified; prove it with plan-check --only plan")}},
};
static_assert(in_order(rows));

}  // namespace

std::span<const FindingText> inventory_finding_texts() {
    static constexpr auto texts = texts_of(rows);
    return texts;
}

}  // namespace plan

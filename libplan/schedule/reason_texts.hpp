#pragma once

#include "libplan/record/reasons.hpp"

/// All that a plan says for itself, in both languages. The rules are stable; see plan-schedule(1).
namespace plan::schedule_reasons {

inline constexpr std::string_view scheduling = "scheduling";

// Why a task is not earlier.
inline constexpr ReasonText plan_start{"plan-start", scheduling,
                                       "Rien ne la retient : elle commence avec le plan, le {date}.",
                                       "Nothing holds it back: it begins with the plan, on {date}."};
inline constexpr ReasonText predecessor{"predecessor", scheduling, "Suit « {task} », qui finit le {date}.",
                                        "Follows '{task}', which finishes on {date}."};
inline constexpr ReasonText onboarding{"onboarding", scheduling,
                                       "Attend l'ouverture du service chez « {target} », qui finit le {date}.",
                                       "Waits for the onboarding at '{target}', which finishes on {date}."};
inline constexpr ReasonText group{"group", scheduling,
                                  "Le groupe bascule d'un bloc : la recette de « {application} » finit le {date}.",
                                  "The group cuts over as one: the test of '{application}' finishes on {date}."};
inline constexpr ReasonText team_saturated{
    "team-saturated", scheduling,
    "L'équipe « {team} » n'a pas {people} personne(s) libre(s) avant : elle est prise jusqu'au {until}.",
    "Team '{team}' does not have {people} people free before: it is taken until {until}."};
inline constexpr ReasonText team_absent{"team-saturated", scheduling,
                                        "L'équipe « {team} » n'est pas disponible jusqu'au {until}.",
                                        "Team '{team}' is not available until {until}."};
inline constexpr ReasonText freeze{"freeze", scheduling, "Gel du {start} au {finish} : {reason}.",
                                   "Freeze from {start} to {finish}: {reason}."};
// Why a cut-over lies in its window.
inline constexpr ReasonText window{
    "window", scheduling,
    "Bascule dans la fenêtre « {window} » ({start} – {finish}), la première qui convienne à partir du {date}.",
    "Cuts over in window '{window}' ({start} – {finish}), the first that suits from {date} on."};
inline constexpr ReasonText window_full{"window-full", scheduling,
                                        "La fenêtre « {window} » n'a plus de place : {limit} application(s) au plus.",
                                        "Window '{window}' has no room left: {limit} application(s) at most."};
inline constexpr ReasonText window_team{"team-saturated", scheduling,
                                        "L'équipe « {team} » n'a plus assez de place dans la fenêtre « {window} ».",
                                        "Team '{team}' does not have enough room left in window '{window}'."};

// Why it waits although it need not: what an earlier date would cost, in points of the objective.
inline constexpr ReasonText dearer_window{"dearer", scheduling,
                                          "Dès la fenêtre « {window} », le plan coûterait {points} point(s) de plus.",
                                          "As early as window '{window}', the plan would cost {points} point(s) more."};
inline constexpr ReasonText dearer_window_bridges{
    "dearer", scheduling,
    "Dès la fenêtre « {window} », le plan coûterait {points} point(s) de plus : des passerelles dureraient, "
    "d'abord avec {applications}.",
    "As early as window '{window}', the plan would cost {points} point(s) more: bridges would last longer, "
    "first of all with {applications}."};
inline constexpr ReasonText dearer{"dearer", scheduling, "Plus tôt, le plan coûterait {points} point(s) de plus.",
                                   "Any earlier, the plan would cost {points} point(s) more."};
inline constexpr ReasonText dearer_bridges{
    "dearer", scheduling,
    "Plus tôt, le plan coûterait {points} point(s) de plus : des passerelles dureraient, d'abord avec {applications}.",
    "Any earlier, the plan would cost {points} point(s) more: bridges would last longer, first of all with "
    "{applications}."};

// What an earlier plan, or what has happened since, says of a task.
inline constexpr ReasonText kept{"kept", scheduling, "Garde la date que lui donnait le plan antérieur, le {date}.",
                                 "Keeps the date that the earlier plan gave it, {date}."};
inline constexpr ReasonText near{"kept", scheduling,
                                 "Placée au plus près du plan antérieur, qui la faisait commencer le {date}.",
                                 "Placed as near as can be to the earlier plan, in which it began on {date}."};
inline constexpr ReasonText done{"settled", scheduling, "Faite, du {start} au {finish}.",
                                 "Done, from {start} to {finish}."};
inline constexpr ReasonText under_way{"settled", scheduling, "Commencée le {start}, attendue pour le {finish}.",
                                      "Begun on {start}, expected to finish on {finish}."};
inline constexpr ReasonText not_in_the_past{"today", scheduling, "Rien ne commence avant le jour du plan, le {date}.",
                                            "Nothing begins before the day of the plan, {date}."};

// Constraints of the stream; all of the rule "constraint".
inline constexpr ReasonText constraint_before{
    "constraint", scheduling,
    "Contrainte « {constraint} » : après « {application} », qui part le {date}, et {lag} jour(s) de délai.",
    "Constraint '{constraint}': after '{application}', which moves on {date}, and a lag of {lag} day(s)."};
inline constexpr ReasonText constraint_right_after{
    "constraint", scheduling, "Contrainte « {constraint} » : après « {application} », qui part le {date}.",
    "Constraint '{constraint}': after '{application}', which moves on {date}."};
inline constexpr ReasonText constraint_not_before{"constraint", scheduling,
                                                  "Contrainte « {constraint} » : pas avant le {date}.",
                                                  "Constraint '{constraint}': not before {date}."};
inline constexpr ReasonText constraint_window{"constraint", scheduling,
                                              "Contrainte « {constraint} » : la fenêtre « {window} » lui est fermée.",
                                              "Constraint '{constraint}': window '{window}' is closed to it."};
inline constexpr ReasonText constraint_apart{
    "constraint", scheduling, "Contrainte « {constraint} » : « {application} » occupe la fenêtre « {window} ».",
    "Constraint '{constraint}': '{application}' takes window '{window}'."};
inline constexpr ReasonText constraint_wave{
    "constraint", scheduling, "Contrainte « {constraint} » sur les vagues : la fenêtre « {window} » n'est pas retenue.",
    "Constraint '{constraint}' on waves: window '{window}' is not used."};

// Waves.
inline constexpr ReasonText wave{
    "wave", scheduling, "{applications} application(s) basculent dans la fenêtre « {window} » ({start} – {finish}).",
    "{applications} application(s) cut over in window '{window}' ({start} – {finish})."};
inline constexpr ReasonText wave_ready{
    "wave-ready", scheduling, "La dernière prête est « {application} », après « {task} », qui finit le {date}.",
    "The last to be ready is '{application}', after '{task}', which finishes on {date}."};
inline constexpr ReasonText wave_due{"wave-due", scheduling,
                                     "L'échéance la plus proche est celle de « {application} », le {date}.",
                                     "The nearest date to keep is that of '{application}', on {date}."};
inline constexpr ReasonText wave_full{"window-full", scheduling,
                                      "La fenêtre est pleine : {limit} application(s) au plus.",
                                      "The window is full: {limit} application(s) at most."};

// Bridges, by what ends them.
inline constexpr ReasonText bridge_both_move{"bridge", scheduling,
                                             "« {first} » part le {date}, « {other} » ne la rejoint que le {until}.",
                                             "'{first}' moves on {date}, '{other}' follows only on {until}."};
inline constexpr ReasonText bridge_retired{"bridge", scheduling,
                                           "« {first} » part le {date}, « {other} » n'est arrêtée que le {until}.",
                                           "'{first}' moves on {date}, '{other}' is shut down only on {until}."};
inline constexpr ReasonText bridge_project{
    "bridge", scheduling, "« {first} », en projet, est en service le {date} ; « {other} » ne bascule que le {until}.",
    "'{first}', a project, is in service on {date}; '{other}' cuts over only on {until}."};
inline constexpr ReasonText bridge_stays{
    "bridge", scheduling, "« {first} » part le {date}, « {other} » reste où elle est : la passerelle demeure.",
    "'{first}' moves on {date}, '{other}' stays where it is: the bridge remains."};

// Why an application has no place in the plan, and what it rests on when it has one.
inline constexpr ReasonText planned{"planned", scheduling,
                                    "Bascule avec la vague {wave}, dans la fenêtre « {window} ».",
                                    "Cuts over with wave {wave}, in window '{window}'."};
inline constexpr ReasonText planned_retire{"planned-retire", scheduling, "Décommissionnée : rien à basculer.",
                                           "Decommissioned: nothing to cut over."};
inline constexpr ReasonText not_planned_retained{
    "not-planned-retained", scheduling, "Conservée là où elle est : aucune tâche.", "Retained where it is: no task."};
inline constexpr ReasonText not_planned_undecided{
    "not-planned-undecided", scheduling, "Aucune stratégie n'a été établie : passer l'inventaire par plan-assess.",
    "No strategy has been decided: pass the inventory through plan-assess."};
inline constexpr ReasonText not_planned_no_target{"not-planned-no-target", scheduling,
                                                  "Aucun hébergement retenu : elle ne peut pas être planifiée.",
                                                  "No hosting was chosen: it cannot be planned."};
inline constexpr ReasonText not_planned_no_effort{"not-planned-no-effort", scheduling,
                                                  "À décommissionner, mais sans charge évaluée : aucune tâche.",
                                                  "To be decommissioned, but without assessed effort: no task."};

inline constexpr ReasonText not_planned_project{
    "not-planned-project", scheduling, "Projet : il naît sur « {target} », en service le {date}. Rien à migrer.",
    "A project: it is born on '{target}', in service on {date}. Nothing to migrate."};
inline constexpr ReasonText not_planned_project_undated{
    "not-planned-project", scheduling,
    "Projet : il naît sur « {target} », tenu pour en service dès le début du plan, faute de date. Rien à migrer.",
    "A project: it is born on '{target}', taken to be in service from the plan's first day, for want of a date. "
    "Nothing "
    "to migrate."};
inline constexpr ReasonText not_planned_project_unplaced{
    "not-planned-project", scheduling, "Projet sans hébergement retenu : rien à migrer, et sa place n'est pas connue.",
    "A project for which no hosting was chosen: nothing to migrate, and its place is not known."};

}  // namespace plan::schedule_reasons

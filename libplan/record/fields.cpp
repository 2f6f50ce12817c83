#include "libplan/record/fields.hpp"

#include "libplan/record/field_access.hpp"

namespace plan {

using access::field;
using access::Need;

// A row: the member, and its name in the stream where that differs.
#define PLAN_ROW(member, name)               \
    field < Row, [](auto& record) -> auto& { \
        return record.member;                \
    }                                        \
    > (name)
#define PLAN_FIELD(member) PLAN_ROW(member, #member)
#define PLAN_REQUIRED(member)                \
    field < Row, [](auto& record) -> auto& { \
        return record.member;                \
    }                                        \
    > (#member, Need::required)
#define PLAN_ID(member, need)                \
    field < Row, [](auto& record) -> auto& { \
        return record.member;                \
    }                                        \
    > (#member, need, true)

std::span<const Field<Application>> application_fields() {
    using Row = Application;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::required),
        PLAN_FIELD(name),
        PLAN_FIELD(aliases),
        PLAN_FIELD(description),
        PLAN_FIELD(ministry),
        PLAN_FIELD(business_owner),
        PLAN_FIELD(owner),
        PLAN_FIELD(contractor),
        PLAN_FIELD(lifecycle),
        PLAN_FIELD(environment),
        PLAN_FIELD(criticality),
        PLAN_FIELD(service_type),
        PLAN_FIELD(exposure),
        PLAN_FIELD(access),
        PLAN_FIELD(users),
        PLAN_FIELD(persons),
        PLAN_FIELD(site),
        PLAN_FIELD(data),
        PLAN_FIELD(personal_data),
        PLAN_FIELD(sensitive_personal_data),
        PLAN_FIELD(criminal_data),
        PLAN_FIELD(minors),
        PLAN_FIELD(health_data),
        PLAN_FIELD(real_data),
        PLAN_FIELD(mention),
        PLAN_FIELD(legal_secrets),
        PLAN_FIELD(essential_mission),
        PLAN_FIELD(harm.public_order),
        PLAN_FIELD(harm.public_security),
        PLAN_FIELD(harm.health_life),
        PLAN_FIELD(harm.intellectual_property),
        PLAN_FIELD(harm.criterion),
        PLAN_FIELD(harm.nature),
        PLAN_FIELD(harm.justification),
        PLAN_FIELD(harm.date),
        PLAN_FIELD(harm.validator),
        PLAN_FIELD(vital_system),
        PLAN_FIELD(dicp.d),
        PLAN_FIELD(dicp.i),
        PLAN_FIELD(dicp.c),
        PLAN_FIELD(dicp.p),
        PLAN_FIELD(rto_hours),
        PLAN_FIELD(rpo_hours),
        PLAN_FIELD(sla_percent),
        PLAN_FIELD(containerised),
        PLAN_FIELD(stateless),
        PLAN_FIELD(cloudable),
        PLAN_FIELD(vcpu),
        PLAN_FIELD(memory_gb),
        PLAN_FIELD(storage_gb),
        PLAN_FIELD(contract_end),
        PLAN_FIELD(deadline),
        PLAN_FIELD(accreditation_end),
        PLAN_FIELD(reversibility),
        PLAN_FIELD(derogation_basis),
        PLAN_FIELD(derogation_until),
        PLAN_FIELD(acceptable_offer_on),
        PLAN_FIELD(cost_per_year),
        PLAN_FIELD(full_cost),
        PLAN_FIELD(change_cost_percent),
        PLAN_FIELD(cloud_search),
        PLAN_FIELD(comparative_study),
        PLAN_FIELD(portability),
        PLAN_FIELD(conformity_review_on),
        PLAN_FIELD(go_live),
        PLAN_ID(team, Need::optional),
        PLAN_FIELD(strategy),
        PLAN_FIELD(effort_days),
        PLAN_FIELD(tags),
        PLAN_FIELD(url),
        PLAN_FIELD(origin),
    };
    return fields;
}

std::span<const Field<Flow>> flow_fields() {
    using Row = Flow;
    static const Field<Row> fields[] = {
        PLAN_ID(from, Need::required), PLAN_ID(to, Need::required), PLAN_FIELD(kind),
        PLAN_FIELD(coupling),          PLAN_FIELD(direction),       PLAN_FIELD(data),
        PLAN_FIELD(anonymised),        PLAN_FIELD(frequency),       PLAN_FIELD(volume_gb_per_day),
        PLAN_FIELD(latency_ms),        PLAN_FIELD(origin),
    };
    return fields;
}

std::span<const Field<Server>> server_fields() {
    using Row = Server;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::required),
        PLAN_ID(application, Need::optional),
        PLAN_FIELD(addresses),
        PLAN_FIELD(site),
        PLAN_FIELD(vcpu),
        PLAN_FIELD(memory_gb),
        PLAN_FIELD(storage_gb),
        PLAN_FIELD(origin),
    };
    return fields;
}

std::span<const Field<Team>> team_fields() {
    using Row = Team;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::required),       PLAN_FIELD(name), PLAN_FIELD(phases), PLAN_FIELD(capacity_people),
        PLAN_ID(calendar, Need::optional), PLAN_FIELD(from), PLAN_FIELD(until),  PLAN_FIELD(origin),
    };
    return fields;
}

std::span<const Field<Target>> target_fields() {
    using Row = Target;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::required),
        PLAN_FIELD(provider),
        PLAN_FIELD(offer),
        PLAN_FIELD(kind),
        PLAN_FIELD(service_types),
        PLAN_FIELD(snc_version),
        PLAN_FIELD(qualified_on),
        PLAN_FIELD(expires_on),
        PLAN_FIELD(snc_service_types),
        PLAN_FIELD(snc_milestone),
        PLAN_FIELD(hds_activities),
        PLAN_FIELD(hds_version),
        PLAN_FIELD(max_mention),
        PLAN_FIELD(legal_exposure),
        PLAN_FIELD(owned_by),
        PLAN_FIELD(operated_by),
        PLAN_FIELD(governing_law),
        PLAN_FIELD(licensed_from),
        PLAN_FIELD(control_source),
        PLAN_FIELD(control_confidence),
        PLAN_FIELD(zones),
        PLAN_FIELD(sla_percent),
        PLAN_FIELD(support_hours),
        PLAN_FIELD(rie),
        PLAN_FIELD(internet),
        PLAN_FIELD(managed_services),
        PLAN_FIELD(max_dicp.d),
        PLAN_FIELD(max_dicp.i),
        PLAN_FIELD(max_dicp.c),
        PLAN_FIELD(max_dicp.p),
        PLAN_FIELD(rto_hours),
        PLAN_FIELD(rpo_hours),
        PLAN_FIELD(min_size),
        PLAN_FIELD(min_vcpu),
        PLAN_FIELD(tariff),
        PLAN_FIELD(cost_per_application),
        PLAN_FIELD(cost_per_vcpu),
        PLAN_FIELD(cost_per_storage_gb),
        PLAN_FIELD(eligible_buyers),
        PLAN_FIELD(capacity),
        PLAN_FIELD(capacity_applications),
        PLAN_FIELD(capacity_vcpu),
        PLAN_FIELD(onboarding_days),
        PLAN_FIELD(source),
        PLAN_FIELD(verified_on),
        PLAN_FIELD(confidence),
        PLAN_FIELD(notes),
        PLAN_FIELD(origin),
    };
    return fields;
}

std::span<const Field<Calendar>> calendar_fields() {
    using Row = Calendar;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::required),
        PLAN_FIELD(workdays),
        PLAN_FIELD(holidays),
        PLAN_FIELD(origin),
    };
    return fields;
}

std::span<const Field<Constraint>> constraint_fields() {
    using Row = Constraint;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::optional), PLAN_REQUIRED(kind), PLAN_FIELD(applications), PLAN_FIELD(date),
        PLAN_FIELD(lag_days),        PLAN_FIELD(windows), PLAN_FIELD(wave),         PLAN_FIELD(weight),
        PLAN_FIELD(reason),          PLAN_FIELD(origin),
    };
    return fields;
}

std::span<const Field<Group>> group_fields() {
    using Row = Group;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::required), PLAN_FIELD(name), PLAN_FIELD(applications), PLAN_FIELD(weight), PLAN_FIELD(cut),
    };
    return fields;
}

std::span<const Field<Bridge>> bridge_fields() {
    using Row = Bridge;
    static const Field<Row> fields[] = {
        PLAN_ID(from, Need::required), PLAN_ID(to, Need::required), PLAN_REQUIRED(start), PLAN_REQUIRED(finish),
        PLAN_REQUIRED(days),           PLAN_REQUIRED(weight),       PLAN_REQUIRED(flows),
    };
    return fields;
}

std::span<const Field<Wave>> wave_fields() {
    using Row = Wave;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::required), PLAN_REQUIRED(number), PLAN_ID(window, Need::optional), PLAN_REQUIRED(start),
        PLAN_REQUIRED(finish),       PLAN_FIELD(groups),    PLAN_FIELD(applications),        PLAN_FIELD(effort_days),
    };
    return fields;
}

std::span<const Field<Task>> task_fields() {
    using Row = Task;
    static const Field<Row> fields[] = {
        PLAN_ID(id, Need::required),
        PLAN_ID(application, Need::optional),
        PLAN_ID(target, Need::optional),
        PLAN_REQUIRED(phase),
        PLAN_ID(group, Need::optional),
        PLAN_FIELD(wave),
        PLAN_ID(team, Need::optional),
        PLAN_FIELD(people),
        PLAN_FIELD(effort_days),
        PLAN_REQUIRED(duration_days),
        PLAN_REQUIRED(start),
        PLAN_REQUIRED(finish),
        PLAN_FIELD(predecessors),
        PLAN_FIELD(slack_days),
        PLAN_FIELD(critical),
        PLAN_FIELD(status),
        PLAN_FIELD(actual_start),
        PLAN_FIELD(actual_finish),
    };
    return fields;
}

std::span<const Field<Usage>> usage_fields() {
    using Row = Usage;
    static const Field<Row> fields[] = {
        PLAN_ID(row, Need::required),
        PLAN_FIELD(title),
        PLAN_ROW(sensitivity_class, "class"),
        PLAN_FIELD(service_type),
        PLAN_ID(target, Need::required),
        PLAN_REQUIRED(verdict),
        PLAN_FIELD(to_verify),
        PLAN_FIELD(valid_until),
    };
    return fields;
}

std::span<const Field<ComplianceLine>> compliance_fields() {
    using Row = ComplianceLine;
    static const Field<Row> fields[] = {
        PLAN_ID(application, Need::required),
        PLAN_FIELD(site),
        PLAN_REQUIRED(status),
        PLAN_FIELD(rules),
        PLAN_FIELD(since),
        PLAN_FIELD(until),
        PLAN_FIELD(derogation_basis),
        PLAN_ID(target, Need::optional),
        PLAN_FIELD(ends_on),
        PLAN_FIELD(ends_by),
        PLAN_FIELD(uncovered_days),
    };
    return fields;
}

Direction effective_direction(const Flow& flow) {
    if (flow.direction != Direction::unspecified) return flow.direction;
    switch (flow.kind) {
        case FlowKind::file:
        case FlowKind::message:
        case FlowKind::batch:
        case FlowKind::manual:
            return Direction::push;
        case FlowKind::storage:
            return Direction::both;
        default:
            return Direction::pull;
    }
}

}  // namespace plan

package mtv.sandbox.apiserver.object;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.apiserver.request.ApiError.Cause;
import mtv.sandbox.store.Kind;
import mtv.sandbox.store.Meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the API server asks of Jobs, CronJobs and claims, which have no schema here. */
final class WorkloadRules {

    private static final String TEMPLATE = "spec.template";
    private static final Set<String> ENDING = Set.of("OnFailure", "Never");
    private static final Set<String> POLICIES = Set.of("Allow", "Forbid", "Replace");
    private static final Set<String> COMPLETION_MODES = Set.of("NonIndexed", "Indexed");
    private static final Set<String> ACCESS_MODES =
            Set.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");

    /** One of the five fields: numbers, names, ranges and steps. */
    private static final Pattern SCHEDULE_FIELD =
            Pattern.compile("(\\*|\\?|\\w+(-\\w+)?)(/\\d+)?(,(\\*|\\w+(-\\w+)?)(/\\d+)?)*");

    private static final int SCHEDULE_FIELDS = 5;

    /** The Jobs' names are eleven characters longer. */
    private static final int MAX_CRON_JOB = 52;

    private final List<Cause> causes = new ArrayList<>();

    private WorkloadRules() {}

    static List<Cause> problems(Kind kind, JsonNode object) {
        WorkloadRules rules = new WorkloadRules();
        switch (kind.resource()) {
            case "jobs.batch" -> rules.job(object.path("spec"), "spec");
            case "cronjobs.batch" -> rules.cronJob(object);
            case "persistentvolumeclaims" -> rules.claim(object.path("spec"));
            default -> {}
        }
        return rules.causes;
    }

    /** What may not be changed any more. */
    static List<Cause> problems(Kind kind, JsonNode current, JsonNode next) {
        boolean otherPods = "jobs.batch".equals(kind.resource())
                && !current.at("/spec/template").equals(next.at("/spec/template"));
        return otherPods
                ? List.of(new Cause("FieldValueInvalid", TEMPLATE, "Invalid value: field is immutable"))
                : List.of();
    }

    private void cronJob(JsonNode object) {
        String name = Meta.name(object);
        if (name.length() > MAX_CRON_JOB) {
            invalid("metadata.name", name, "must be no more than 52 characters");
        }
        JsonNode spec = object.path("spec");
        String schedule = spec.path("schedule").asText("");
        List<String> fields = List.of(schedule.strip().split("\\s+"));
        if (schedule.isBlank()) {
            required("spec.schedule", "");
        } else if (!schedule.startsWith("@")) {
            if (fields.size() != SCHEDULE_FIELDS) {
                invalid("spec.schedule", schedule, "expected exactly 5 fields, found " + fields.size() + ": " + fields);
            } else if (!fields.stream()
                    .allMatch(field -> SCHEDULE_FIELD.matcher(field).matches())) {
                invalid("spec.schedule", schedule, "failed to parse it");
            }
        }
        choice(spec.path("concurrencyPolicy"), "spec.concurrencyPolicy", POLICIES);
        job(spec.at("/jobTemplate/spec"), "spec.jobTemplate.spec");
    }

    private void job(JsonNode spec, String path) {
        choice(spec.path("completionMode"), path + ".completionMode", COMPLETION_MODES);
        if ("Indexed".equals(spec.path("completionMode").asText()) && !spec.has("completions")) {
            required(path + ".completions", ": when completion mode is Indexed");
        }
        JsonNode pod = spec.at("/template/spec");
        String policy = path + ".template.spec.restartPolicy";
        if (pod.path("restartPolicy").asText("").isEmpty()) {
            required(policy, ": valid values: \"OnFailure\", \"Never\"");
        }
        choice(pod.path("restartPolicy"), policy, ENDING);
        containers(pod, path + ".template.spec.containers");
    }

    private void containers(JsonNode pod, String path) {
        if (pod.path("containers").isEmpty()) {
            required(path, "");
        }
        Set<String> volumes =
                pod.path("volumes").findValuesAsText("name").stream().collect(Collectors.toSet());
        int number = 0;
        for (JsonNode container : pod.path("containers")) {
            String at = path + "[" + number++ + "]";
            for (String field : List.of("name", "image")) {
                if (container.path(field).asText("").isEmpty()) {
                    required(at + "." + field, "");
                }
            }
            int mount = 0;
            for (JsonNode each : container.path("volumeMounts")) {
                String name = each.path("name").asText("");
                if (!volumes.contains(name)) {
                    causes.add(new Cause(
                            "FieldValueNotFound",
                            at + ".volumeMounts[" + mount + "].name",
                            "Not found: \"" + name + "\""));
                }
                mount++;
            }
        }
    }

    private void claim(JsonNode spec) {
        if (spec.path("accessModes").isEmpty()) {
            required("spec.accessModes", ": at least 1 access mode is required");
        }
        spec.path("accessModes").forEach(mode -> choice(mode, "spec.accessModes", ACCESS_MODES));
        if (spec.at("/resources/requests/storage").isMissingNode()) {
            required("spec.resources[storage]", "");
        }
    }

    private void choice(JsonNode value, String path, Set<String> allowed) {
        if (value.isTextual() && !allowed.contains(value.asText())) {
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    path,
                    "Unsupported value: \"" + value.asText() + "\": supported values: "
                            + allowed.stream()
                                    .sorted()
                                    .map(each -> '"' + each + '"')
                                    .collect(Collectors.joining(", "))));
        }
    }

    private void required(String path, String why) {
        causes.add(new Cause("FieldValueRequired", path, "Required value" + why));
    }

    private void invalid(String path, String value, String why) {
        causes.add(new Cause("FieldValueInvalid", path, "Invalid value: \"" + value + "\": " + why));
    }
}

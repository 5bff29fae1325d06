package mtv.sandbox.forklift.build;

import mtv.model.Plan;

import java.util.Map;
import java.util.TreeMap;

/** How MTV finds its objects again: all of a Plan, of a run, or of one VM in it. */
public record Labels(Map<String, String> plan, Map<String, String> migration) {

    public static final String APP = "forklift.app";
    public static final String VM = "vmID";
    public static final String RESOURCE = "resource";

    public static Labels of(Plan plan, String migrationUid) {
        Map<String, String> ofPlan = Map.of(
                "plan", plan.getMetadata().getUid(),
                "plan-name", plan.getMetadata().getName(),
                "plan-namespace", plan.getMetadata().getNamespace());
        return new Labels(ofPlan, with(ofPlan, "migration", migrationUid));
    }

    /** All objects of this VM in this run. */
    public Map<String, String> vm(String vmId) {
        return with(with(migration, VM, vmId), RESOURCE, "vm-config");
    }

    /** Of hooks, and of what populators work on: without names and purpose. */
    public Map<String, String> uids(String vmId) {
        return with(run(), VM, vmId);
    }

    /** All objects of the Plan, left behind by earlier runs as well. */
    public Map<String, String> anyRun() {
        return Map.of("plan", plan.get("plan"));
    }

    /** All objects of the run. Not all of them have the names of the Plan as well. */
    public Map<String, String> run() {
        return with(anyRun(), "migration", migration.get("migration"));
    }

    /** The same labels and one more. */
    public static Map<String, String> with(Map<String, String> labels, String key, String value) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(key, value);
        return all;
    }
}

package mtv.sandbox.forklift.build;

import mtv.model.Plan;

import java.util.Map;
import java.util.TreeMap;

/** The labels by which MTV finds its objects: those of a Plan, of a run, or of one VM of a run. */
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

    /** The labels of this VM's objects in this run. */
    public Map<String, String> vm(String vmId) {
        return with(with(migration, VM, vmId), RESOURCE, "vm-config");
    }

    /** The labels of hooks and of populated claims, which have no names and no purpose. */
    public Map<String, String> uids(String vmId) {
        return with(run(), VM, vmId);
    }

    /** The labels of all the Plan's objects, including those of earlier runs. */
    public Map<String, String> anyRun() {
        return Map.of("plan", plan.get("plan"));
    }

    /** The labels that all objects of the run have. */
    public Map<String, String> run() {
        return with(anyRun(), "migration", migration.get("migration"));
    }

    /** The labels with one added. */
    public static Map<String, String> with(Map<String, String> labels, String key, String value) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(key, value);
        return all;
    }
}

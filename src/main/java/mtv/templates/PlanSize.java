package mtv.templates;

import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.model.HookRef;
import mtv.model.MapPair;
import mtv.model.ObjectRef;
import mtv.model.ProviderPair;
import mtv.model.SourceRef;
import mtv.scenario.ResourceNames;
import mtv.scenario.Scenario;
import mtv.scenario.ScenarioVm;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How large the Plan of a scenario is, in bytes of JSON, with names and ids as long as they may be. A Plan is one
 * object, and etcd takes no request above {@link #LIMIT}, its default; MTV writes the progress of every VM into the
 * status of the same object.
 *
 * @param vms how many VMs it has
 * @param sent bytes that the suite sends
 * @param stored bytes with the status that MTV adds while the VMs run
 * @param fit how many of the VMs could be sent
 * @param fitStored how many could be sent and migrated
 */
public record PlanSize(int vms, long sent, long stored, int fit, int fitStored) {

    /** The default of etcd's {@code --max-request-bytes}: 1.5 MiB. */
    public static final long LIMIT = 1_572_864;

    /** Per VM, with one disk; measured on MTV 2.12. A warm VM has its precopies besides. */
    private static final int COLD_STATUS = 1_300;

    private static final int WARM_STATUS = 2_600;

    /** A UUID, as all sources but vSphere have. */
    private static final String ID = "00000000-0000-0000-0000-000000000000";

    private static final String LONGEST_NAME = "n".repeat(63);
    private static final ObjectRef ANY = new ObjectRef(LONGEST_NAME, LONGEST_NAME);

    public static PlanSize of(Scenario scenario) {
        List<HookRef> hooks = scenario.hooks().stream()
                .map(hook -> new HookRef(ANY, hook.step()))
                .toList();
        int status = scenario.warm() ? WARM_STATUS : COLD_STATUS;
        long sent = bytes(PlanTemplates.plan(
                new Place(LONGEST_NAME, LONGEST_NAME),
                LONGEST_NAME,
                scenario,
                new PlanTemplates.Ends(new ProviderPair(ANY, ANY), new MapPair(ANY, ANY), LONGEST_NAME),
                List.of()));
        long stored = sent;
        int fit = 0;
        int fitStored = 0;
        for (ScenarioVm vm : scenario.vms()) {
            String name = vm.madeByRun() ? ResourceNames.label(vm.name() + LONGEST_NAME) : vm.name();
            long own = bytes(PlanTemplates.vm(
                            new SourceRef(ID, name, vm.namespace().orElse(null), null), vm, hooks))
                    + 1;
            sent += own;
            stored += own + status;
            fit += sent <= LIMIT ? 1 : 0;
            fitStored += stored <= LIMIT ? 1 : 0;
        }
        return new PlanSize(scenario.vms().size(), sent, stored, fit, fitStored);
    }

    /** Whether it cannot even be created. */
    public boolean isTooLarge() {
        return sent > LIMIT;
    }

    /** Whether it can be created, and MTV probably cannot write its status. */
    public boolean outgrows() {
        return !isTooLarge() && stored > LIMIT;
    }

    private static long bytes(Object object) {
        return Serialization.asJson(object).getBytes(StandardCharsets.UTF_8).length;
    }
}

package mtv.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.model.TargetPowerState;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One VM of a scenario.
 *
 * @param name its name in the source's inventory
 * @param sourceVmPower brought about before the migration; empty leaves the VM as it is
 * @param guestAgent whether the agent must connect after the migration
 * @param targetPowerState what the Plan asks for; empty leaves it to MTV
 * @param cloning whether a copy migrates
 * @param targetName that the Plan gives it; empty leaves it to MTV's naming rules
 * @param pvcNameTemplate of its volumes; empty leaves it to the scenario
 * @param canceled whether its migration is canceled once it has begun
 * @param expectedAddresses that the guest must have after the migration
 * @param guestTells a part of the answer by command for the guest's shell
 * @param id its id in the source's inventory, where several VMs have its name
 * @param path where the source has it, with or without its name; its last folders are enough
 * @param namespace of a VM of OpenShift
 * @param preparation what its clone shall have otherwise
 * @param creation what the run makes it of; empty for a VM that exists
 */
@RecordBuilder
public record ScenarioVm(
        String name,
        Optional<Power> sourceVmPower,
        boolean guestAgent,
        Optional<TargetPowerState> targetPowerState,
        @JsonProperty("clone") CloneChoice cloning,
        Optional<String> targetName,
        Optional<String> pvcNameTemplate,
        @JsonProperty("cancel") boolean canceled,
        Set<String> expectedAddresses,
        Map<String, String> guestTells,
        Optional<String> id,
        Optional<String> path,
        Optional<String> namespace,
        @JsonProperty("prepare") Preparation preparation,
        @JsonProperty("create") Optional<Creation> creation)
        implements ScenarioVmBuilder.With {

    public ScenarioVm {
        cloning = cloning == null ? CloneChoice.NEVER : cloning;
        preparation = preparation == null ? Preparation.NONE : preparation;
        expectedAddresses = expectedAddresses == null ? Set.of() : Set.copyOf(expectedAddresses);
        guestTells = guestTells == null ? Map.of() : Map.copyOf(guestTells);
    }

    /** Whether a copy migrates for certain. A choice that was left to the source has been made before it counts. */
    public boolean cloned() {
        return cloning == CloneChoice.ALWAYS;
    }

    /** Whether what migrates is made by the run, and goes with it: a copy, or a VM that is created. */
    public boolean madeByRun() {
        return cloned() || creation.isPresent();
    }

    /** The name, with id, path and namespace if the scenario has them. */
    public String words() {
        return name
                + id.map(text -> " with id " + text).orElse("")
                + path.map(text -> " in " + text).orElse("")
                + namespace.map(text -> " of namespace " + text).orElse("");
    }
}

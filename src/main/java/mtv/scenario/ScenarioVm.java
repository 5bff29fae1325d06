package mtv.scenario;

import mtv.model.TargetPowerState;

import java.util.Optional;

/**
 * One VM of a scenario.
 *
 * @param name its name in the source's inventory
 * @param sourceVmPower brought about before the migration; empty leaves the VM as it is
 * @param guestAgent whether the agent must connect after the migration
 * @param targetPowerState what the Plan asks for; empty leaves it to MTV
 * @param cloned whether a copy migrates, so that the VM itself stays untouched
 */
public record ScenarioVm(
        String name,
        Optional<Power> sourceVmPower,
        boolean guestAgent,
        Optional<TargetPowerState> targetPowerState,
        boolean cloned) {}

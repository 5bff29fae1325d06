package mtv.sandbox.mtv.run;

import mtv.model.MigrationSpec;
import mtv.model.Plan;
import mtv.model.PlanSpec;
import mtv.model.Provider;
import mtv.sandbox.mtv.build.Labels;
import mtv.sandbox.mtv.build.Mapping;
import mtv.sandbox.mtv.runtime.Connections;
import mtv.sandbox.mtv.runtime.Environment;
import mtv.sandbox.mtv.runtime.Settings;
import mtv.sandbox.source.SourcePlatform;

/**
 * All that the phases need during one pass over a Plan's VMs.
 *
 * @param migration what the run was asked for; its cutover and its cancelled VMs may change from pass to pass
 * @param repeated whether an earlier run may have left something behind
 */
public record Pass(
        Environment environment,
        Plan plan,
        MigrationSpec migration,
        Labels labels,
        Provider source,
        Provider destination,
        SourcePlatform platform,
        Mapping mapping,
        TargetObjects target,
        boolean repeated) {

    PlanSpec spec() {
        return plan.getSpec();
    }

    Settings settings() {
        return environment.settings().get();
    }

    boolean hostDestination() {
        return Connections.isHost(destination);
    }
}

package mtv.steps;

import mtv.provider.Destination;
import mtv.settings.value.DestinationRights;
import mtv.steps.migrate.RunContext;

import java.util.EnumMap;
import java.util.Map;

/** The destination of a run, once for each kind of rights that MTV is to have there. Threads may ask at once. */
final class Destinations {

    private final RunContext run;
    private final Destination.Kind kind;
    private final Map<DestinationRights, Destination> made = new EnumMap<>(DestinationRights.class);

    Destinations(RunContext run, Destination.Kind kind) {
        this.run = run;
        this.kind = kind;
    }

    /** Connects MTV to it when it is asked for first. On its own cluster MTV has rights of its own. */
    synchronized Destination with(DestinationRights wanted) {
        return made.computeIfAbsent(
                kind == Destination.Kind.LOCAL ? DestinationRights.SESSION : wanted,
                rights -> Destination.create(
                        kind,
                        rights,
                        run.clusters(),
                        run.ledger(),
                        new Destination.Target(run.names(), run.settings())));
    }
}

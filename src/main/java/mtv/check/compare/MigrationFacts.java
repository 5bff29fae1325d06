package mtv.check.compare;

import java.util.List;

/** Everything that the checks of one migration look at. */
public record MigrationFacts(List<Comparison> vms, RunFacts run) {}

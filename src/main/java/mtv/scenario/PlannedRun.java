package mtv.scenario;

import mtv.settings.RunSettings;
import mtv.settings.Settings;
import mtv.settings.value.DestinationRights;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a suite is going to do, known before its first request.
 *
 * @param settings in a sandbox run without what the sandbox answers
 * @param destination {@code local} or {@code remote}
 * @param migrations in the order of the suite file
 */
public record PlannedRun(Settings settings, String destination, List<PlannedMigration> migrations) {

    /** Under this name a suite carries its plan. */
    public static final String ATTRIBUTE = "mtv.planned";

    public PlannedRun {
        migrations = List.copyOf(migrations);
    }

    /** A run whose scenarios are not known yet. */
    public static PlannedRun of(Settings settings, String destination) {
        return new PlannedRun(settings, destination, List.of());
    }

    /** The same with what the sandbox answers. */
    public PlannedRun with(Settings completed) {
        return new PlannedRun(completed, destination, migrations);
    }

    /** The same with no choice left whether a VM is cloned; to be asked when the source is known. */
    public PlannedRun decided() {
        boolean copies = settings.source().entry().orElseThrow().cannotClone().isEmpty();
        return new PlannedRun(
                settings,
                destination,
                migrations.stream()
                        .map(each -> new PlannedMigration(each.scenario().decidedFor(copies), each.settings()))
                        .toList());
    }

    /**
     * Rights that MTV needs on the destination for the first that it migrates; the session's where any does with it.
     */
    public DestinationRights firstRights() {
        return runSettings()
                .map(RunSettings::destinationRights)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What each migration is run with; what the run has for all of them where none is known yet. */
    public Stream<RunSettings> runSettings() {
        return migrations.isEmpty()
                ? Stream.of(settings.run())
                : migrations.stream().map(PlannedMigration::settings);
    }

    public List<Scenario> scenarios() {
        return migrations.stream().map(PlannedMigration::scenario).toList();
    }
}

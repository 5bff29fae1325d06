package mtv.scenario;

import mtv.settings.RunSettings;

/**
 * What one {@code <test>} of a suite is going to migrate.
 *
 * @param scenario with the VMs that number_of_vms takes
 */
public record PlannedMigration(Scenario scenario, RunSettings settings) {}

package mtv.sandbox.forklift.build;

import mtv.sandbox.sources.SimVm;

/**
 * A disk that is migrated.
 *
 * @param index its number, from 0
 * @param source the value of the annotation {@code forklift.konveyor.io/disk-source}, by which MTV finds its volume
 * @param task its name in a step
 * @param copied false for oVirt's LUNs, to which the destination is connected
 */
public record MigratedDisk(int index, String source, String task, SimVm.Disk disk, boolean copied) {}

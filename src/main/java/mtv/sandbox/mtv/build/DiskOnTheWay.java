package mtv.sandbox.mtv.build;

import mtv.sandbox.source.SimVm;

/**
 * A disk that is migrated.
 *
 * @param index its number, from 0
 * @param source by which MTV finds its volume again, the annotation {@code forklift.konveyor.io/disk-source}
 * @param task its name in a step
 */
public record DiskOnTheWay(int index, String source, String task, SimVm.Disk disk) {

    /** A LUN is not copied: the destination is connected to it. */
    public boolean copied() {
        return disk.storageType() == SimVm.StorageType.image;
    }
}

package mtv.diagnosis;

import java.io.IOException;
import java.util.Set;

/** MTV's inventory of the source, asked once without waiting for it. */
@FunctionalInterface
public interface SourceInventory {

    /** The lists that MTV's objects refer to. */
    enum Collection {
        VMS,
        NETWORKS,
        STORAGES
    }

    /**
     * One request.
     *
     * @return ids and names of all items
     * @throws IOException when the inventory does not show them (yet), in words that complete "MTV's inventory …"
     */
    Set<String> listed(Collection collection) throws IOException;
}

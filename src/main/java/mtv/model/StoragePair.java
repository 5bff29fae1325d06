package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** One entry of a StorageMap; offloadPlugin moves the copy to the storage array (vSphere only). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoragePair(SourceRef source, StorageDestination destination, OffloadPlugin offloadPlugin) {

    public StoragePair(SourceRef source, StorageDestination destination) {
        this(source, destination, null);
    }
}

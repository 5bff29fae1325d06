package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** One entry of a StorageMap; offloadPlugin moves the copy to the storage array (vSphere only). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoragePair(
        @Required SourceRef source, @Required StorageDestination destination, OffloadPlugin offloadPlugin) {

    public StoragePair(SourceRef source, StorageDestination destination) {
        this(source, destination, null);
    }
}

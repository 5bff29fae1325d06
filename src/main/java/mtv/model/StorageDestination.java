package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Required;

/** A storage class; without modes CDI takes those of its StorageProfile. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorageDestination(@Required String storageClass, VolumeMode volumeMode, AccessMode accessMode) {

    /** How the volume is presented. */
    public enum VolumeMode {
        @JsonProperty("Filesystem")
        FILESYSTEM,
        @JsonProperty("Block")
        BLOCK
    }

    /** Who may mount the volume. */
    public enum AccessMode {
        @JsonProperty("ReadWriteOnce")
        READ_WRITE_ONCE,
        @JsonProperty("ReadWriteMany")
        READ_WRITE_MANY,
        @JsonProperty("ReadOnlyMany")
        READ_ONLY_MANY
    }

    public StorageDestination(String storageClass) {
        this(storageClass, null, null);
    }
}

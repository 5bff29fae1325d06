package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A storage class; without modes CDI takes those of its StorageProfile. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorageDestination(String storageClass, VolumeMode volumeMode, AccessMode accessMode) {

    /** How the volume is presented. */
    public enum VolumeMode {
        @JsonProperty("Filesystem")
        FILESYSTEM("Filesystem"),
        @JsonProperty("Block")
        BLOCK("Block");

        private final String id;

        VolumeMode(String id) {
            this.id = id;
        }

        /** As Kubernetes writes it. */
        public String id() {
            return id;
        }
    }

    /** Who may mount the volume. */
    public enum AccessMode {
        @JsonProperty("ReadWriteOnce")
        READ_WRITE_ONCE("ReadWriteOnce"),
        @JsonProperty("ReadWriteMany")
        READ_WRITE_MANY("ReadWriteMany"),
        @JsonProperty("ReadOnlyMany")
        READ_ONLY_MANY("ReadOnlyMany");

        private final String id;

        AccessMode(String id) {
            this.id = id;
        }

        /** As Kubernetes writes it. */
        public String id() {
            return id;
        }
    }

    public StorageDestination(String storageClass) {
        this(storageClass, null, null);
    }
}

package mtv.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a source VM is made of that does not exist yet. Of image, DataSource and templates there is exactly one.
 *
 * @param namespace that is there already; empty for one of the run's own
 * @param containerDisk image that CDI imports into the disk's claim
 * @param dataSource whose volume CDI clones
 * @param diskGib size of the only disk; empty for that of the DataSource
 * @param storageClass of the only disk; empty for the cluster's default
 * @param dataVolumeTemplates as KubeVirt has them, each of which becomes a disk
 * @param instanceType decides CPU and memory
 * @param instanceTypeKind kind of it; empty for that of the whole cluster
 * @param preferenceKind likewise
 */
@RecordBuilder
public record Creation(
        Optional<String> namespace,
        Optional<String> containerDisk,
        Optional<DataSource> dataSource,
        Optional<Integer> diskGib,
        Optional<String> storageClass,
        List<JsonNode> dataVolumeTemplates,
        Optional<String> instanceType,
        Optional<String> instanceTypeKind,
        Optional<String> preference,
        Optional<String> preferenceKind,
        Optional<Integer> cpus,
        Optional<Integer> memoryMib)
        implements CreationBuilder.With {

    public Creation {
        dataVolumeTemplates = dataVolumeTemplates == null ? List.of() : List.copyOf(dataVolumeTemplates);
    }

    /** A DataSource of CDI. @param namespace empty for that of the operating systems that OpenShift offers */
    public record DataSource(String name, Optional<String> namespace) {

        private static final String OS_IMAGES = "openshift-virtualization-os-images";

        /** The namespace that it is in. */
        public String place() {
            return namespace.orElse(OS_IMAGES);
        }

        public String words() {
            return place() + "/" + name;
        }
    }

    /** How many of the ways to get a disk are named. */
    long origins() {
        return Stream.of(containerDisk.isPresent(), dataSource.isPresent(), !dataVolumeTemplates.isEmpty())
                .filter(named -> named)
                .count();
    }

    /** Names of the disks that templates become, in their order. */
    List<String> templateNames() {
        return dataVolumeTemplates.stream()
                .map(template -> template.at("/metadata/name").asText())
                .toList();
    }

    /** What the disks come from, for people. */
    public String words() {
        return containerDisk
                .map(image -> "container disk " + image)
                .or(() -> dataSource.map(source -> "DataSource " + source.words()))
                .orElseGet(() -> "DataVolume templates " + String.join(", ", templateNames()));
    }
}

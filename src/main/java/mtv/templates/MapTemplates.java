package mtv.templates;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.NetworkMap;
import mtv.model.NetworkMapSpec;
import mtv.model.NetworkPair;
import mtv.model.ProviderPair;
import mtv.model.StorageMap;
import mtv.model.StorageMapSpec;
import mtv.model.StoragePair;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/** Makes StorageMaps, NetworkMaps and the NetworkAttachmentDefinitions that a NetworkMap names. */
public final class MapTemplates {

    private MapTemplates() {}

    public static StorageMap storageMap(Place place, String name, ProviderPair ends, List<StoragePair> pairs) {
        StorageMap map = new StorageMap();
        map.setMetadata(place.named(name));
        map.setSpec(new StorageMapSpec(ends, pairs));
        return map;
    }

    public static NetworkMap networkMap(Place place, String name, ProviderPair ends, List<NetworkPair> pairs) {
        NetworkMap map = new NetworkMap();
        map.setMetadata(place.named(name));
        map.setSpec(new NetworkMapSpec(ends, pairs));
        return map;
    }

    /** A NetworkAttachmentDefinition with a bridge for one source network, without IP addresses. */
    public static GenericKubernetesResource bridge(Place place, String name) {
        String config = """
                {"cniVersion":"0.3.1","name":"%s","type":"cnv-bridge","bridge":"%s"}""".formatted(name, device(name));
        GenericKubernetesResource nad = new GenericKubernetesResource();
        nad.setApiVersion("k8s.cni.cncf.io/v1");
        nad.setKind("NetworkAttachmentDefinition");
        nad.setMetadata(place.named(name));
        nad.setAdditionalProperty("spec", Map.of("config", config));
        return nad;
    }

    /** Linux takes at most 15 characters for a network device, so it gets a checksum of the whole name. */
    private static String device(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "mtv-%08x", checksum.getValue());
    }
}

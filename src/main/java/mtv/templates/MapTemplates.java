package mtv.templates;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.NetworkMap;
import mtv.model.NetworkMapSpec;
import mtv.model.NetworkPair;
import mtv.model.ProviderPair;
import mtv.model.StorageMap;
import mtv.model.StorageMapSpec;
import mtv.model.StoragePair;

import java.util.List;
import java.util.Map;

/** StorageMap, NetworkMap and the networks that the latter leads to. */
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

    /** A bridge of its own for one source network, without addresses. */
    public static GenericKubernetesResource bridge(Place place, String name) {
        String config = """
                {"cniVersion":"0.3.1","name":"%1$s","type":"cnv-bridge","bridge":"%1$s"}""".formatted(name);
        GenericKubernetesResource nad = new GenericKubernetesResource();
        nad.setApiVersion("k8s.cni.cncf.io/v1");
        nad.setKind("NetworkAttachmentDefinition");
        nad.setMetadata(place.named(name));
        nad.setAdditionalProperty("spec", Map.of("config", config));
        return nad;
    }
}

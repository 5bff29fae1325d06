package mtv.model;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

import java.util.List;

/** Which source network becomes which network of the destination. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        name = "READY",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".metadata.creationTimestamp",
        name = "AGE",
        type = AdditionalPrinterColumn.Type.DATE)
public class NetworkMap extends CustomResource<NetworkMapSpec, MapStatus> implements Namespaced, ConditionedResource {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Condition> conditions() {
        return status == null || status.conditions() == null ? List.of() : status.conditions();
    }

    /** Short: reports and assertion messages show it. */
    @Override
    public String toString() {
        return getKind() + " " + getMetadata().getNamespace() + "/"
                + getMetadata().getName();
    }
}

package mtv.model;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

import java.util.List;

/** One run of a Plan. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        name = "READY",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='Running')].status",
        name = "RUNNING",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='Succeeded')].status",
        name = "SUCCEEDED",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='Failed')].status",
        name = "FAILED",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".metadata.creationTimestamp",
        name = "AGE",
        type = AdditionalPrinterColumn.Type.DATE)
public class Migration extends CustomResource<MigrationSpec, MigrationStatus>
        implements Namespaced, ConditionedResource {

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

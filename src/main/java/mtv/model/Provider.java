package mtv.model;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A source or destination of virtual machines, as MTV knows it. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
@AdditionalPrinterColumn(jsonPath = ".spec.type", name = "TYPE", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(jsonPath = ".status.phase", name = "STATUS", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        name = "READY",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='ConnectionTestSucceeded')].status",
        name = "CONNECTED",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='InventoryCreated')].status",
        name = "INVENTORY",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(jsonPath = ".spec.url", name = "URL", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".metadata.creationTimestamp",
        name = "AGE",
        type = AdditionalPrinterColumn.Type.DATE)
public class Provider extends MtvResource<ProviderSpec, ProviderStatus> {

    private static final long serialVersionUID = 1L;
}

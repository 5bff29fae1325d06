package mtv.model;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** Which virtual machines move, from where, to where and how. */
@Group("forklift.konveyor.io")
@Version("v1beta1")
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        name = "READY",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        jsonPath = ".status.conditions[?(@.type=='Executing')].status",
        name = "EXECUTING",
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
public class Plan extends MtvResource<PlanSpec, PlanStatus> {

    private static final long serialVersionUID = 1L;
}

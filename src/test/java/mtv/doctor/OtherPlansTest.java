package mtv.doctor;

import mtv.model.ObjectRef;
import mtv.model.Plan;
import mtv.model.serialization.ModelSerialization;
import mtv.vm.SourceVm;
import mtv.vm.SourceVmBuilder;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** A VM that is in Plans of others: which of them are told, and how. */
public class OtherPlansTest {

    private static final Set<ObjectRef> PROVIDERS = Set.of(new ObjectRef("vc", "openshift-mtv"));

    private static Plan plan(String provider, String vm, String condition) {
        return ModelSerialization.shared().unmarshal("""
                        {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "Plan",
                         "metadata": {"name": "theirs", "namespace": "shop"},
                         "spec": {"provider": {"source": {"name": "%s", "namespace": "openshift-mtv"}}, "vms": [{%s}]},
                         "status": {"conditions": [{"type": "%s", "status": "True"}]}}
                        """.formatted(provider, vm, condition), Plan.class);
    }

    @DataProvider
    public Object[][] plans() {
        String byName = "\"name\": \"web\"";
        String migrates = "ERROR machines: VM web is being migrated by Plan shop/theirs; wait for its end";
        String waits = "WARNING machines: VM web is in Plan shop/theirs too, which has not run yet";
        return new Object[][] {
            {plan("vc", byName, "Executing"), List.of(migrates)},
            {plan("vc", byName, "Ready"), List.of(waits)},
            {plan("vc", "\"id\": \"vm-1\", \"name\": \"renamed\"", "Executing"), List.of(migrates)},
            {plan("vc", "\"id\": \"vm-2\", \"name\": \"web\"", "Executing"), List.of()},
            {plan("vc", "\"name\": \"web\", \"namespace\": \"shop\"", "Ready"), List.of(waits)},
            {plan("vc", "\"name\": \"web\", \"namespace\": \"other\"", "Ready"), List.of()},
            {plan("vc", byName, "Succeeded"), List.of()},
            {plan("vc", byName, "Failed"), List.of()},
            {plan("vc", byName, "Canceled"), List.of()},
            {plan("vc", byName, "Archived"), List.of()},
            {plan("another", byName, "Executing"), List.of()},
        };
    }

    @Test(dataProvider = "plans")
    public void aPlanThatIsNotOverAndHasTheVmIsTold(Plan plan, List<String> told) {
        SourceVm web = SourceVmBuilder.builder()
                .id("vm-1")
                .name("web")
                .namespace("shop")
                .disks(List.of())
                .nics(List.of())
                .build();
        assertThat(new OtherPlans(List.of(plan), PROVIDERS).findings("VM web", web))
                .hasSameSizeAs(told)
                .zipSatisfy(
                        told,
                        (found, words) ->
                                assertThat(found.severity() + " " + found).startsWith(words));
    }
}

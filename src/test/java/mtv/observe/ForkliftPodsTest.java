package mtv.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

public class ForkliftPodsTest {

    private static final Pod GOOD = pod("forklift-controller-1", "Running", null);

    @DataProvider
    public Object[][] lists() {
        return new Object[][] {
            {List.of(GOOD), true},
            {List.of(GOOD, pod("virt-v2v", "Failed", null)), true},
            {List.of(GOOD, pod("forklift-controller-0", "Failed", "Evicted")), true},
            {List.of(GOOD, pod("forklift-api-1", "Pending", null)), false},
            {List.of(GOOD, pod("forklift-api-1", "Failed", "Error")), false},
            {List.of(pod("forklift-controller-0", "Failed", "Evicted")), false},
            {List.of(), false},
        };
    }

    @Test(dataProvider = "lists")
    public void allOfMtvsPodsRunButForThoseThatWereEvicted(List<Pod> pods, boolean running) {
        assertThat(ForkliftPods.running(pods)).isEqualTo(running);
    }

    private static Pod pod(String name, String phase, String reason) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .withReason(reason)
                .endStatus()
                .build();
    }
}

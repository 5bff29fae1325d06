package mtv.model.serialization;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import mtv.model.Migration;
import mtv.model.ModelResource;
import mtv.model.Plan;
import mtv.model.VmStatus;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of an object that is watched, each state is what an ordinary reading of it gives; and a VM that has not changed is
 * the very same as in the state before, so that a step of one VM costs one VM and not all.
 */
public class WatchedStatesTest {

    private static final KubernetesSerialization SERIALIZATION = ModelSerialization.shared();
    private static final int VMS = 30;
    private static final int CHANGED = 17;

    @DataProvider
    public Object[][] kinds() {
        return new Object[][] {
            {"Plan", "{\"migration\": {\"history\": [{}], \"vms\": [%s]}, \"conditions\": [{\"type\": \"Ready\"}]}"},
            {"Migration", "{\"conditions\": [], \"later\": {\"vms\": 1}, \"vms\": [%s]}"},
        };
    }

    private static String object(String kind, String uid, String status, String vms) {
        return """
                {"apiVersion": "forklift.konveyor.io/v1beta1", "kind": "%s",
                 "metadata": {"name": "p", "namespace": "ns", "uid": "%s", "annotations": {"a\\"}{": "[\\\\"}},
                 "spec": {"targetNamespace": "t", "later": [1, {"b": null}], "plan": {"name": "p"},
                          "vms": [{"id": "vm-1", "later": "x"}]},
                 "status": %s}""".formatted(kind, uid, status.formatted(vms));
    }

    private static String event(String object) {
        return "{\"type\":\"MODIFIED\",\"object\":" + object + "}\n";
    }

    private static String vms(String phase, int changed) {
        return IntStream.range(0, VMS)
                .mapToObj(i -> "{\"id\": \"vm-" + i + "\", \"name\": \"näme \\\"]}" + i + "\", \"phase\":\""
                        + (i == changed ? phase : "CopyDisks")
                        + "\",\"pipeline\": [{\"name\": \"DiskTransfer\", \"later\": {\"deep\": [true, 1.5]},"
                        + " \"tasks\": [{\"name\": \"[ds] disk\", \"progress\": {\"completed\": " + i + "}}]}]}")
                .collect(Collectors.joining(" , "));
    }

    private static List<VmStatus> vmsOf(Object object) {
        return object instanceof Plan plan
                ? plan.getStatus().migration().vms()
                : ((Migration) object).getStatus().vms();
    }

    private static Object seen(String object) {
        WatchEvent event = SERIALIZATION.unmarshal(event(object), WatchEvent.class);
        assertThat(event.getType()).isEqualTo("MODIFIED");
        return event.getObject();
    }

    private static void requireSame(Object seen, String written) {
        Object read = SERIALIZATION.unmarshal(written, seen.getClass());
        assertThat(vmsOf(seen)).isEqualTo(vmsOf(read));
        assertThat(SERIALIZATION.unmarshal(SERIALIZATION.asJson(seen), JsonNode.class))
                .isEqualTo(SERIALIZATION.unmarshal(written, JsonNode.class));
        assertThat(((ModelResource<?, ?>) seen).origin()).isEqualTo(((ModelResource<?, ?>) read).origin());
        assertThat(((ModelResource<?, ?>) seen).unreadable()).isEqualTo(((ModelResource<?, ?>) read).unreadable());
    }

    @Test(dataProvider = "kinds")
    public void aVmThatHasNotChangedIsReadOnce(String kind, String status) {
        String uid = UUID.randomUUID().toString();
        String first = object(kind, uid, status, vms("CopyDisks", CHANGED));
        String second = object(kind, uid, status, vms("CreateVM", CHANGED));
        Object before = seen(first);
        Object after = seen(second);

        requireSame(before, first);
        requireSame(after, second);
        for (int i = 0; i < VMS; i++) {
            if (i == CHANGED) {
                assertThat(vmsOf(after).get(i).phase()).isEqualTo("CreateVM");
                assertThat(vmsOf(before).get(i).phase()).isEqualTo("CopyDisks");
            } else {
                assertThat(vmsOf(after).get(i)).isSameAs(vmsOf(before).get(i));
            }
        }
    }

    /** VMs that come, go and change places, and an object of another identity. */
    @Test(dataProvider = "kinds")
    public void otherVmsAreReadAnew(String kind, String status) {
        String uid = UUID.randomUUID().toString();
        List<String> texts = List.of(vms("A", 0), "", vms("B", 1), "{\"id\": \"vm-1\"}", "{\"id\": \"vm-1\"},{}");
        for (String vms : texts) {
            String written = object(kind, uid, status, vms);
            requireSame(seen(written), written);
        }
        String other = object(kind, UUID.randomUUID().toString(), status, vms("A", 0));
        requireSame(seen(other), other);
    }

    /** Fields that do not fit the model are told each time. */
    @Test(dataProvider = "kinds")
    public void whatCannotBeReadIsToldOfEachState(String kind, String status) {
        String uid = UUID.randomUUID().toString();
        for (String vms : List.of(
                "{\"id\": \"vm-1\", \"pipeline\": \"none\"},{\"id\": \"vm-2\"}",
                "{\"id\": \"vm-1\", \"pipeline\": \"none\"},{\"id\": \"vm-2\", \"started\": \"soon\"}",
                "null,{\"id\": \"vm-2\"}",
                "{\"id\": \"vm-1\", \"detectedBootDisk\": 99999999999999999999}")) {
            String written = object(kind, uid, status, vms);
            WatchEvent event = SERIALIZATION.unmarshal(event(written), WatchEvent.class);
            Class<?> type = kind.equals("Plan") ? Plan.class : Migration.class;
            Object read = type.isInstance(event.getObject())
                    ? event.getObject()
                    : SERIALIZATION.convertValue(event.getObject(), type);
            requireSame(read, written);
        }
    }

    @Test
    public void eventsOfOtherKindsAreReadAsEver() {
        WatchEvent event = SERIALIZATION.unmarshal(
                "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":410}}",
                WatchEvent.class);
        assertThat(event.getObject()).isInstanceOf(io.fabric8.kubernetes.api.model.Status.class);
        WatchEvent bookmark = SERIALIZATION.unmarshal(
                "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Plan\",\"apiVersion\":\"forklift.konveyor.io/v1beta1\","
                        + "\"metadata\":{\"resourceVersion\":\"7\"}}}",
                WatchEvent.class);
        assertThat(bookmark.getType()).isEqualTo("BOOKMARK");
    }
}

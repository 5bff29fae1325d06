package mtv.evidence;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What is taken for the cause of a failure, and in which words. */
public class LikelyCauseTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private static final String POD = """
            {kind: 'Pod', metadata: {name: 'v2v-web', uid: 'u-9'}, status: {phase: '%s', %s}}""";

    @DataProvider
    public Object[][] troubles() {
        return new Object[][] {
            // object, words
            {
                pod(
                        "Pending",
                        "conditions: [{type: 'PodScheduled', status: 'False',"
                                + " message: '0/3 nodes are available'}]"),
                "no node takes Pod v2v-web: 0/3 nodes are available."
            },
            {
                container("state: {waiting: {reason: 'ImagePullBackOff', message: 'no such image'}}"),
                "container main of Pod v2v-web cannot start, ImagePullBackOff: no such image."
            },
            {
                container("restartCount: 4, lastState: {terminated: {exitCode: 137," + " reason: 'OOMKilled'}}"),
                "container main of Pod v2v-web was killed for lack of memory (OOMKilled) after 4 restarts:"
                        + " error: disk is busy."
            },
            {
                container("state: {terminated: {exitCode: 2}}"),
                "container main of Pod v2v-web ended with exit code 2: error: disk is busy."
            },
            {container("state: {terminated: {exitCode: 0}}"), ""},
            {pod("Failed", "reason: 'Evicted'"), "Pod v2v-web has failed: Evicted, error: disk is busy."},
            {
                "{kind: 'PersistentVolumeClaim', metadata: {name: 'web-0'}," + " status: {phase: 'Pending'}}",
                "PersistentVolumeClaim web-0 is Pending."
            },
            {
                "{kind: 'Event', type: 'Warning', reason: 'FailedCreate', 'message':"
                        + " 'exceeded quota: compute', involvedObject: {kind: 'Job', name: 'hook'}}",
                "Job hook, FailedCreate: exceeded quota: compute."
            },
            {
                "{kind: 'Event', type: 'Warning', reason: 'Unhealthy', message: 'probe',"
                        + " involvedObject: {kind: 'Pod', name: 'x'}}",
                ""
            },
            {
                "{kind: 'ResourceQuota', metadata: {name: 'disks'}, status: {'hard':"
                        + " {'requests.storage': '10Gi'}, used: {'requests.storage': '10Gi'}}}",
                "ResourceQuota disks leaves no more requests.storage than 10Gi."
            },
            {"{kind: 'ResourceQuota', metadata: {name: 'none'}, status: {hard: {pods: '0'}, used: {pods: '0'}}}", ""},
            {
                "{kind: 'Node', metadata: {name: 'worker-1'}, status: {conditions: [{'type':"
                        + " 'DiskPressure', status: 'True', message: 'disk is full'}]}}",
                "Node worker-1 has DiskPressure: disk is full."
            },
            {
                "{kind: 'Migration', metadata: {name: 'm'}, status: {completed: 'now', 'vms':"
                        + " [{name: 'web', pipeline: [{name: 'ImageConversion', error: {'reasons':"
                        + " ['See pod logs.']}}]}]}}",
                "MTV says: VM web failed in step ImageConversion, See pod logs."
            },
            {
                "{kind: 'Migration', metadata: {name: 'm'}, status: {vms: [{name: 'web',"
                        + " phase: 'CopyDisks', pipeline: [{name: 'DiskTransfer', phase: 'Running',"
                        + " progress: {completed: 5, total: 10}}]}]}}",
                "MTV says: VM web stands in phase CopyDisks, step DiskTransfer at 5 of 10."
            },
            {"{kind: 'Plan', metadata: {name: 'p'}}", "MTV says: Plan p: nothing at all is said of it."},
        };
    }

    @Test(dataProvider = "troubles")
    public void whatIsWrongIsSaidInASentence(String object, String words) throws IOException {
        List<JsonNode> objects = List.of(JSON.readTree(object));
        Map<String, String> logs = Map.of("u-9", "==> container main <==\nopening\nerror: disk is busy\nbye");
        assertThat(new LikelyCause(objects, logs).words().orElse("")).isEqualTo(words);
    }

    @Test
    public void whatAPodSaysStandsBeforeWhatMtvSays() throws IOException {
        List<JsonNode> objects = List.of(
                JSON.readTree("{kind: 'Migration', metadata: {name: 'm'}, status: {completed: 'now',"
                        + " vms: [{name: 'web', pipeline: [{name: 'ImageConversion', 'error':"
                        + " {reasons: ['See pod logs']}}]}]}}"),
                JSON.readTree(container("state: {terminated: {exitCode: 2, message: 'no root'}}")));
        assertThat(new LikelyCause(objects, Map.of()).words())
                .hasValue(
                        "container main of Pod v2v-web ended with exit code 2: no root. MTV says: VM web failed in step"
                                + " ImageConversion, See pod logs.");
    }

    @Test
    public void secretsAreTakenOutOfObjects() throws IOException {
        JsonNode vm = JSON.readTree("{volumes: [{cloudInitNoCloud: {userData: 'hush'}}],"
                + " annotations: {'kubectl.kubernetes.io/last-applied-configuration': 'hush'},"
                + " env: [{name: 'GUEST_PASSWORD', value: 'hush'}, {name: 'MODE', value: 'kept, too'}],"
                + " secretRef: {name: 'kept'}}");
        assertThat(SecretFields.hidden(vm).toString()).doesNotContain("hush").contains("kept", "kept, too");
    }

    @Test
    public void onlyWhatBelongsToAPlanIsLookedAt() throws IOException {
        List<JsonNode> objects = List.of(
                JSON.readTree("{kind: 'Plan', metadata: {name: 'a-plan', uid: 'u1'}}"),
                JSON.readTree("{kind: 'Plan', metadata: {name: 'b-plan', uid: 'u2'}}"),
                JSON.readTree("{kind: 'DataVolume', metadata: {name: 'web-0', labels: {plan: 'u1'}}}"),
                JSON.readTree("{kind: 'VirtualMachine', metadata: {name: 'web', uid: 'u3', labels: {plan: 'u1'}}}"),
                JSON.readTree("{kind: 'Event', involvedObject: {name: 'web', uid: 'u3'}}"),
                JSON.readTree("{kind: 'Pod', metadata: {name: 'webhook'}}"),
                JSON.readTree("{kind: 'Pod', metadata: {name: 'importer-web-0'}}"),
                JSON.readTree("{kind: 'Pod', metadata: {name: 'other', labels: {plan: 'u2'}}}"),
                JSON.readTree("{kind: 'Event', involvedObject: {name: 'importer-web-0'}}"));
        PlanScope scope = new PlanScope(objects, "a-plan");
        assertThat(objects.stream().map(scope::has))
                .containsExactly(true, false, true, true, true, false, true, false, true);
        assertThat(objects).allMatch(new PlanScope(objects, "")::has);
    }

    private static String pod(String phase, String status) {
        return POD.formatted(phase, status);
    }

    private static String container(String state) {
        return pod("Running", "containerStatuses: [{name: 'main', " + state + "}]");
    }
}

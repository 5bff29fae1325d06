package mtv.check.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import mtv.check.compare.Check;
import mtv.check.compare.Finding;
import mtv.check.compare.Finding.Verdict;
import mtv.check.compare.Findings;
import mtv.check.compare.JsonTable;
import mtv.vm.Document;
import mtv.vm.Documents;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A claim and the volume that it is bound to, as the table has them, and what is said of each change of them. */
public class WholeDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CLAIM = """
            {"apiVersion": "v1", "kind": "PersistentVolumeClaim",
             "metadata": {"name": "web-0", "namespace": "prod", "uid": "u-claim",
               "creationTimestamp": "2026-11-30T20:01:00Z",
               "labels": {"plan": "u-plan", "migration": "u-migration", "vmID": "vm-7"}, "annotations": null,
               "ownerReferences": [{"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine", "name": "web",
                 "uid": "u-vm"}]},
             "spec": {"accessModes": ["ReadWriteMany"], "volumeMode": "Block", "volumeName": "pvc-7",
               "storageClassName": "rbd",
               "resources": {"requests": {"storage": "10Gi"}}},
             "status": {"phase": "Bound", "accessModes": ["ReadWriteMany"], "capacity": {"storage": "10240Mi"}}}""";

    private static final String VOLUME = """
            {"apiVersion": "v1", "kind": "PersistentVolume",
             "metadata": {"name": "pvc-7", "uid": "u-volume", "creationTimestamp": "2026-11-30T20:01:00Z"},
             "spec": {"accessModes": ["ReadWriteMany"], "volumeMode": "Block", "storageClassName": "rbd",
               "capacity": {"storage": "11Gi"},
               "persistentVolumeReclaimPolicy": "Delete", "csi": {"driver": "rbd.csi.example", "volumeHandle": "0001"},
               "claimRef": {"kind": "PersistentVolumeClaim", "name": "web-0", "namespace": "prod", "uid": "u-claim"}},
             "status": {"phase": "Bound"}}""";

    private static final String VM = """
            {"metadata": {"name": "web", "namespace": "prod", "uid": "u-vm"},
             "spec": {"template": {"spec": {"volumes": [{"name": "vol-0",
               "persistentVolumeClaim": {"claimName": "web-0"}}]}}}}""";

    private static final String PLAN = """
            {"metadata": {"name": "wave-1", "namespace": "prod", "uid": "u-plan",
              "creationTimestamp": "2026-11-30T20:00:00Z"}}""";

    private static final String EXPECTED = """
            {"source": "vsphere", "local": true, "labels": {"plan": "u-plan", "migration": "u-migration",
              "vmID": "vm-7"}}""";

    private static final List<Check<?>> COMPARED = List.of(new Check<Object>(
            "size",
            "any",
            (facts, findings) -> {},
            "PersistentVolumeClaim:/spec/resources/requests/storage",
            "PersistentVolumeClaim:/spec/accessModes/*",
            "PersistentVolumeClaim:/spec/volumeMode",
            "PersistentVolumeClaim:/spec/storageClassName",
            "PersistentVolumeClaim:/status/phase"));

    @Test
    public void whatTheTableAndTheChecksExplainIsCountedByWhomItIsExplained() throws IOException {
        assertThat(findings("PersistentVolumeClaim", "/", "null"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.SAME))
                .satisfies(finding -> assertThat(finding.actual().text())
                        .isEqualTo("21 paths: 9 by Kubernetes, 7 by MTV, 5 by checks"));
    }

    @Test
    public void everyRowMustBeThereOrSaysWhyItMayVary() {
        assertThat(JsonTable.of("/mtv/check/explained.json"))
                .flatExtracting(group -> group.path("rows").valueStream().toList())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("required").asBoolean()
                                || !row.path("free").asText().isBlank()
                                || row.has("covers"))
                        .as("%s", row)
                        .isTrue());
    }

    @DataProvider
    public Object[][] changes() {
        return new Object[][] {
            // document, where, what is there, what is said
            {
                "PersistentVolumeClaim",
                "/spec/foo",
                "1",
                "unexplained PersistentVolumeClaim web-0 /spec/foo expected nothing"
            },
            {"PersistentVolumeClaim", "/metadata/deletionTimestamp", "\"2026-11-30T21:00:00Z\"", "unexplained"},
            {
                "PersistentVolumeClaim",
                "/metadata/finalizers",
                "[\"example.com/hold\"]",
                "expected a text like kubernetes"
            },
            {
                "PersistentVolumeClaim",
                "/metadata/labels/plan",
                "\"u-other\"",
                "expected u-plan as Expected /labels/plan (MTV)"
            },
            {
                "PersistentVolumeClaim",
                "/metadata/ownerReferences/0/uid",
                "\"u-old\"",
                "expected u-vm as VirtualMachine /metadata/uid"
            },
            {
                "PersistentVolumeClaim",
                "/metadata/ownerReferences/0/uid",
                "null",
                "/metadata/ownerReferences/0/uid expected a value"
            },
            {
                "PersistentVolumeClaim",
                "/metadata/creationTimestamp",
                "\"2026-11-30T19:59:59Z\"",
                "a time not before 2026-11-30T20:00:00Z"
            },
            {"PersistentVolumeClaim", "/metadata/creationTimestamp", "\"yesterday\"", "expected a time"},
            {
                "PersistentVolumeClaim",
                "/status/capacity/storage",
                "\"10239Mi\"",
                "at least 10Gi as /spec/resources/requests/storage"
            },
            {"PersistentVolumeClaim", "/status/capacity/storage", "\"much\"", "at least 10Gi"},
            {"PersistentVolumeClaim", "/status/capacity", "null", "/status/capacity expected a value"},
            {
                "PersistentVolumeClaim",
                "/spec/volumeName",
                "\"pvc-8\"",
                "expected pvc-7 as PersistentVolume /metadata/name"
            },
            {
                "PersistentVolume",
                "/spec/claimRef/uid",
                "\"u-old\"",
                "expected u-claim as PersistentVolumeClaim /metadata/uid"
            },
            {"PersistentVolume", "/status/phase", "\"Released\"", "expected Bound (the storage)"},
            {"PersistentVolume", "/spec/accessModes/0", "\"ReadWriteOnce\"", "expected ReadWriteMany"},
        };
    }

    @Test(dataProvider = "changes")
    public void eachChangeIsADifferenceThatNamesItsPath(String role, String at, String value, String said)
            throws IOException {
        assertThat(findings(role, at, value))
                .filteredOn(finding -> finding.is(Verdict.DIFFERENT))
                .anySatisfy(finding -> assertThat(finding.toString()).contains(at, said));
    }

    @DataProvider
    public Object[][] lists() {
        return new Object[][] {
            // where, what is there, what is said
            {
                "/spec/accessModes",
                "[\"ReadWriteMany\", \"ReadWriteMany\"]",
                "/spec/accessModes/1 expected no item that is there already (a list without doubles)"
            },
            {
                "/spec/accessModes",
                "[\"ReadWriteMany\", \"ReadOnlyMany\"]",
                "/status/accessModes/* expected ReadOnlyMany (Kubernetes), but was others"
            },
            {
                "/metadata/ownerReferences/0/uid",
                "\"u-old\"",
                "/metadata/ownerReferences/*/uid expected u-vm (MTV), but was others"
            },
        };
    }

    @Test(dataProvider = "lists")
    public void whatAListRepeatsOrLacksIsADifference(String at, String value, String said) throws IOException {
        assertThat(findings("PersistentVolumeClaim", at, value))
                .filteredOn(finding -> finding.is(Verdict.DIFFERENT))
                .anySatisfy(finding -> assertThat(finding.toString()).contains(said));
    }

    @Test
    public void whatSeveralRowsMissIsToldOnce() throws IOException {
        assertThat(findings("PersistentVolumeClaim", "/spec/volumeName", "null"))
                .filteredOn(finding -> finding.is(Verdict.DIFFERENT))
                .extracting(Finding::toString)
                .containsExactly("web: PersistentVolumeClaim web-0 /spec/volumeName expected a value (Kubernetes),"
                        + " but was nothing (PersistentVolumeClaim /spec/volumeName)");
    }

    @DataProvider
    public Object[][] secrets() {
        return new Object[][] {
            {"PersistentVolumeClaim", "/spec/cloudInitNoCloud", "{\"userData\": \"hush\"}"},
            {"PersistentVolumeClaim", "/spec/bindPassword", "\"hush\""},
            {"PersistentVolumeClaim", "/metadata/annotations", "{\"cdi.kubevirt.io/access.token\": \"hush\"}"},
        };
    }

    @Test(dataProvider = "secrets")
    public void whatMayBeASecretIsADifferenceThatDoesNotShowIt(String role, String at, String value)
            throws IOException {
        assertThat(findings(role, at, value))
                .anySatisfy(finding -> assertThat(finding.toString()).contains(at, "a value that is not shown"))
                .noneMatch(finding -> finding.toString().contains("hush"));
    }

    @DataProvider
    public Object[][] harmless() {
        return new Object[][] {
            {"PersistentVolumeClaim", "/metadata/labels/team.example.com~1owner", "\"web\""},
            {"PersistentVolumeClaim", "/metadata/annotations", "{\"backup.example.com/at\": \"night\"}"},
            {"PersistentVolumeClaim", "/metadata/managedFields", "[{\"manager\": \"any\"}]"},
            {"PersistentVolumeClaim", "/metadata/managedFields", "[{\"manager\": \"any\"}, {\"manager\": \"any\"}]"},
            {"PersistentVolumeClaim", "/metadata/annotations", "{\"cdi.kubevirt.io/storage.import.x\": \"y\"}"},
            {"PersistentVolumeClaim", "/metadata/resourceVersion", "\"12\""},
            {"PersistentVolumeClaim", "/metadata/creationTimestamp", "\"2026-11-30T20:01:00.123456Z\""},
            {"PersistentVolumeClaim", "/status/capacity/storage", "\"10737418240\""},
            {"PersistentVolumeClaim", "/status/conditions", "[{\"type\": \"Resizing\", \"status\": \"False\"}]"},
            {"PersistentVolume", "/spec/mountOptions", "[\"ro\"]"},
            {"PersistentVolume", "/metadata/finalizers", "[\"kubernetes.io/pv-protection\"]"},
        };
    }

    @Test(dataProvider = "harmless")
    public void whatMayBeAnythingIsNoDifference(String role, String at, String value) throws IOException {
        assertThat(findings(role, at, value)).noneMatch(finding -> finding.is(Verdict.DIFFERENT));
    }

    @Test
    public void whatTheClusterAddsToAnyObjectIsNoDifference() throws IOException {
        Document defaults = new Document(
                WholeChecks.DEFAULTS + "PersistentVolumeClaim", "", JSON.readTree("{\"spec\": {\"foo\": 1}}"));
        assertThat(findings("PersistentVolumeClaim", "/spec/foo", "1", defaults))
                .noneMatch(finding -> finding.is(Verdict.DIFFERENT));
        assertThat(findings("PersistentVolumeClaim", "/spec/foo", "2", defaults))
                .anyMatch(finding -> finding.is(Verdict.DIFFERENT));
    }

    private static List<Finding> findings(String role, String at, String value, Document... more) throws IOException {
        List<Document> all = new ArrayList<>(List.of(
                new Document("PersistentVolumeClaim", "web-0", JSON.readTree(CLAIM)),
                new Document("PersistentVolume", "pvc-7", JSON.readTree(VOLUME)),
                new Document("VirtualMachine", "web", JSON.readTree(VM)),
                new Document("Plan", "wave-1", JSON.readTree(PLAN)),
                new Document("ListedVolumes", "", TextNode.valueOf("yes")),
                new Document("Expected", "", JSON.readTree(EXPECTED))));
        all.addAll(List.of(more));
        Documents documents = new Documents(all);
        Document changed = documents.of(role).findFirst().orElseThrow();
        put(changed.tree(), at, JSON.readTree(value));
        Findings findings = new Findings("claim-unexplained", "web");
        new WholeDocument(new ExplanationTable(COMPARED), documents, changed).compare(findings);
        return findings.all();
    }

    private static void put(JsonNode tree, String at, JsonNode value) {
        int last = at.lastIndexOf('/');
        JsonNode parent = tree.at(at.substring(0, last));
        String name = at.substring(last + 1).replace("~1", "/");
        if (parent.isArray()) {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        } else if (!name.isEmpty()) {
            ((ObjectNode) parent).set(name, value);
        }
    }
}

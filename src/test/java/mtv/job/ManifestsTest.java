package mtv.job;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.cluster.Cluster;
import mtv.model.serialization.ModelSerialization;
import mtv.settings.Settings;
import mtv.settings.input.Keys;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The manifests of {@code config/openshift} are taken by an API server, and name nothing that is not there. */
public class ManifestsTest {

    private OutsideSandbox sandbox;
    private Cluster cluster;
    private List<HasMetadata> objects;

    @BeforeClass
    public void start() throws IOException {
        sandbox = new OutsideSandbox();
        cluster = sandbox.connect();
        objects = OpenShiftFiles.all();
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        cluster.close();
        sandbox.close();
    }

    @Test
    public void anApiServerTakesThemAll() {
        objects.forEach(object -> cluster.client().resource(object).create());
        assertThat(cluster.client()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace("mtv-e2e")
                        .list()
                        .getItems())
                .as("nobody runs them here")
                .hasSizeGreaterThan(1)
                .allSatisfy(job -> assertThat(job.getStatus()).isNull());
    }

    /** So that the test above can fail. */
    @DataProvider
    public Object[][] mistakes() {
        return new Object[][] {
            {"job.yaml", "      restartPolicy: Never\n", "", "template.spec.restartPolicy: Required value"},
            {"job.yaml", "restartPolicy: Never", "restartPolicy: Always", "Unsupported value: \"Always\""},
            {"job.yaml", "{name: tmp, mountPath", "{name: temp, mountPath", "volumeMounts[2].name: Not found: \"temp\""
            },
            {
                "job.yaml",
                "        - name: suites\n          image: ",
                "        - name: suites\n          im: ",
                "containers[0].image: Required value"
            },
            {"cronjob.yaml", "0 1 * * *", "at one", "expected exactly 5 fields, found 2"},
            {"cronjob.yaml", "Forbid", "Refuse", "Unsupported value: \"Refuse\""},
            {"base.yaml", "[ReadWriteOnce]", "[]", "at least 1 access mode is required"},
            {"base.yaml", "storage: 5Gi", "cpu: 5", "spec.resources[storage]: Required value"},
        };
    }

    @Test(dataProvider = "mistakes", dependsOnMethods = "anApiServerTakesThemAll")
    public void anApiServerRefusesMistakes(String file, String right, String wrong, String said) throws IOException {
        String[] documents =
                Files.readString(OpenShiftFiles.FOLDER.resolve(file)).split("(?m)^---$");
        String last = documents[documents.length - 1];
        assertThat(last).contains(right);
        HasMetadata mistaken = ModelSerialization.shared().unmarshal(last.replace(right, wrong));
        mistaken.getMetadata().setName("mistaken");
        assertThatThrownBy(() -> cluster.client().resource(mistaken).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(said);
    }

    @DataProvider
    public Object[][] files() throws IOException {
        return OpenShiftFiles.files(OpenShiftFiles.FOLDER).stream()
                .map(file -> new Object[] {file})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "files")
    public void everyFieldIsKnown(Path file) throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        JsonMapper strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Boolean hasAnySetter(Annotated method) {
                        return false;
                    }
                })
                .build();
        List<HasMetadata> typed = OpenShiftFiles.in(file);
        String[] documents = Files.readString(file).split("(?m)^---$");
        assertThat(documents).hasSameSizeAs(typed);
        for (int index = 0; index < documents.length; index++) {
            Object read = strict.treeToValue(
                    yaml.readTree(documents[index]), typed.get(index).getClass());
            assertThat(read).isEqualTo(typed.get(index));
        }
    }

    @DataProvider
    public Object[][] jobs() throws IOException {
        return OpenShiftFiles.all().stream()
                .filter(object -> OpenShiftFiles.pods(object).isPresent())
                .map(object -> new Object[] {
                    object.getKind() + " " + object.getMetadata().getName(),
                    OpenShiftFiles.pods(object).orElseThrow()
                })
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "jobs")
    public void podsNameOnlyWhatIsThere(String job, PodTemplateSpec pods) {
        PodSpec pod = pods.getSpec();
        Set<String> named = new TreeSet<>(Set.of("ServiceAccount " + pod.getServiceAccountName()));
        pod.getVolumes().forEach(volume -> {
            if (volume.getSecret() != null) {
                named.add("Secret " + volume.getSecret().getSecretName());
            } else if (volume.getPersistentVolumeClaim() != null) {
                named.add("PersistentVolumeClaim "
                        + volume.getPersistentVolumeClaim().getClaimName());
            }
        });
        for (Container container : pod.getContainers()) {
            container
                    .getEnvFrom()
                    .forEach(from -> named.add(
                            from.getSecretRef() == null
                                    ? "ConfigMap " + from.getConfigMapRef().getName()
                                    : "Secret " + from.getSecretRef().getName()));
        }
        assertThat(objects.stream()
                        .map(object ->
                                object.getKind() + " " + object.getMetadata().getName())
                        .collect(Collectors.toSet()))
                .as(job)
                .containsAll(named);
    }

    @Test(dataProvider = "jobs")
    public void podsMayDoLittleAndWriteToVolumesOnly(String job, PodTemplateSpec pods) {
        assertThat(pods.getSpec().getSecurityContext().getRunAsNonRoot())
                .as(job)
                .isTrue();
        assertThat(pods.getSpec().getSecurityContext().getRunAsUser())
                .as("%s: the cluster chooses a user", job)
                .isNull();
        assertThat(pods.getSpec().getContainers()).as(job).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getVolumeMounts())
                    .anyMatch(mount -> mount.getMountPath().equals("/tmp"))
                    .anyMatch(mount -> mount.getMountPath().equals("/results"));
        });
    }

    /** The kubelet kills a pod that takes longer, and then the run's ledger is all that tells what is left. */
    @Test
    public void aStoppedRunHasTimeToCleanUp() throws IOException {
        long cleanUp = Long.parseLong(Keys.CLEANUP_TIMEOUT.defaultText());
        for (String file : List.of("job.yaml", "cronjob.yaml")) {
            for (HasMetadata object : OpenShiftFiles.in(OpenShiftFiles.FOLDER.resolve(file))) {
                PodSpec pod = OpenShiftFiles.pods(object).orElseThrow().getSpec();
                assertThat(pod.getTerminationGracePeriodSeconds()).as(file).isGreaterThan(cleanUp);
            }
        }
    }

    @Test
    public void theNightlyRunIsTheSameAsOneRun() throws IOException {
        assertThat(OpenShiftFiles.in(OpenShiftFiles.FOLDER.resolve("cronjob.yaml")))
                .first()
                .extracting(OpenShiftFiles::pods)
                .isEqualTo(OpenShiftFiles.pods(OpenShiftFiles.job("job.yaml")));
    }

    @Test
    public void everyVariableIsASetting() {
        Set<String> settings = Settings.keyNames().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> given = new TreeSet<>();
        objects.forEach(object -> {
            if (object instanceof ConfigMap map) {
                given.addAll(map.getData().keySet());
            } else if (object instanceof Secret secret
                    && secret.getMetadata().getName().equals("mtv-e2e")) {
                given.addAll(secret.getStringData().keySet());
            }
            OpenShiftFiles.pods(object)
                    .ifPresent(pods -> pods.getSpec().getContainers().stream()
                            .flatMap(container -> container.getEnv().stream())
                            .filter(variable -> variable.getValueFrom() == null
                                    && !variable.getName().equals("JOB_COMPLETIONS"))
                            .forEach(variable -> given.add(variable.getName())));
        });
        assertThat(settings).containsAll(given);
        assertThat(given).isNotEmpty();
    }
}

package mtv.templates;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;

import java.time.Duration;
import java.util.List;

/**
 * Makes the pod of a must-gather, as {@code oc adm must-gather} does: one container gathers into a volume, another one
 * with the same volume waits, so that the files can be copied out of it. Unlike that one it needs no root and no
 * namespace with privileges: the folder that MTV's scripts make for their archive beside their files, which only root
 * could make, is a volume that is there already.
 */
public final class MustGatherTemplates {

    /** The container that gathers. */
    public static final String GATHER = "gather";

    /** The container that its files are copied out of. */
    public static final String COPY = "copy";

    /** Where the files are, in both containers. */
    public static final String FOLDER = "/must-gather";

    /** MTV's script for one Plan, which it finds by the variables NS and PLAN. */
    public static final String COMMAND = "/usr/bin/targeted";

    private static final String ARCHIVE = "/must-gather-archive";

    /** After it the cluster ends the pod, should its run not be there any more. */
    private static final Duration LIFE = Duration.ofMinutes(20);

    private MustGatherTemplates() {}

    /**
     * @param account service account that reads the clusters' objects
     * @param plan of this place
     */
    public static Pod pod(Place place, String name, String image, String account, String plan) {
        return new PodBuilder()
                .withMetadata(place.named(name))
                .editMetadata()
                .addToLabels("app", "must-gather")
                .addToAnnotations("openshift.io/required-scc", "restricted-v2")
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(account)
                .withRestartPolicy("Never")
                .withActiveDeadlineSeconds(LIFE.toSeconds())
                .withTerminationGracePeriodSeconds(0L)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withVolumes(volume("output"), volume("archive"))
                .withContainers(
                        container(GATHER, image, List.of(COMMAND))
                                .edit()
                                .withEnv(new EnvVar("NS", place.namespace(), null), new EnvVar("PLAN", plan, null))
                                .build(),
                        container(COPY, image, List.of("sleep", "infinity")))
                .endSpec()
                .build();
    }

    private static Volume volume(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    private static Container container(String name, String image, List<String> command) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withCommand(command)
                .withSecurityContext(restricted())
                .withVolumeMounts(mount("output", FOLDER), mount("archive", ARCHIVE))
                .build();
    }

    private static SecurityContext restricted() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    private static VolumeMount mount(String volume, String path) {
        VolumeMount mount = new VolumeMount();
        mount.setName(volume);
        mount.setMountPath(path);
        return mount;
    }
}

package mtv.job;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import mtv.model.serialization.ModelSerialization;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects that {@code config/openshift} has, and those of the roles beside it. */
final class OpenShiftFiles {

    static final Path FOLDER = Path.of("config", "openshift");
    private static final Path ROLES = Path.of("config", "rbac");

    private OpenShiftFiles() {}

    /** In an order in which they can be created: what the Jobs need comes first. */
    static List<HasMetadata> all() throws IOException {
        List<HasMetadata> all = new ArrayList<>(in(FOLDER.resolve("base.yaml")));
        all.addAll(in(FOLDER.resolve("settings.yaml")));
        for (Path folder : List.of(ROLES, FOLDER)) {
            for (Path file : files(folder)) {
                in(file).stream().filter(object -> !all.contains(object)).forEach(all::add);
            }
        }
        return all;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<HasMetadata> in(Path file) throws IOException {
        try (InputStream text = Files.newInputStream(file)) {
            Object objects = ModelSerialization.shared().unmarshal(text);
            return objects instanceof Collection<?> several
                    ? several.stream().map(HasMetadata.class::cast).toList()
                    : List.of((HasMetadata) objects);
        }
    }

    /** The pods of a Job or a CronJob. */
    static Optional<PodTemplateSpec> pods(HasMetadata object) {
        if (object instanceof Job job) {
            return Optional.of(job.getSpec().getTemplate());
        }
        return object instanceof CronJob job
                ? Optional.of(job.getSpec().getJobTemplate().getSpec().getTemplate())
                : Optional.empty();
    }

    static Job job(String file) throws IOException {
        return in(FOLDER.resolve(file)).stream()
                .filter(Job.class::isInstance)
                .map(Job.class::cast)
                .findFirst()
                .orElseThrow();
    }
}

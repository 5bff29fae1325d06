package mtv.doctor;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import mtv.model.serialization.ModelSerialization;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A role of {@code config/rbac}, which an administrator gives to whoever runs the suite.
 *
 * @param file that has it
 * @param group of scenarios that need it, as the file is named: {@code core}, {@code warm}
 * @param namespace of a Role; empty for a ClusterRole
 * @param onDestination whether the cluster that gets the VMs has to grant it; else MTV's own
 * @param dispensable whether runs go well without it, though they see less
 */
record RequiredRole(
        Path file,
        String group,
        String name,
        Optional<String> namespace,
        boolean onDestination,
        boolean dispensable,
        List<PolicyRule> rules) {

    static final Path FOLDER = Path.of("config", "rbac");

    /** Annotation that says which cluster has to grant it: {@code hub} or {@code destination}. */
    private static final String ON = "mtv-e2e/on";

    /** Annotation that says what it means when it is not granted: {@code error} or {@code warning}. */
    private static final String MISSING = "mtv-e2e/missing";

    /** Annotation of a role that somebody else gets than whoever runs the suite. */
    private static final String OF = "mtv-e2e/of";

    /** All of them, by the names of their files. */
    static List<RequiredRole> all() throws IOException {
        Collection<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(FOLDER, "*.yaml")) {
            folder.forEach(files::add);
        }
        List<RequiredRole> roles = new ArrayList<>();
        for (Path file : files) {
            roles.addAll(roles(file));
        }
        return roles;
    }

    private static List<RequiredRole> roles(Path file) throws IOException {
        String group = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        try (InputStream manifests = Files.newInputStream(file)) {
            Object read = ModelSerialization.shared().unmarshal(manifests);
            return (read instanceof List<?> several ? several.stream() : Stream.of(read))
                    .map(HasMetadata.class::cast)
                    .filter(object -> !rules(object).isEmpty())
                    .filter(role -> !annotations(role).containsKey(OF))
                    .map(role -> of(role, file, group))
                    .toList();
        }
    }

    private static List<PolicyRule> rules(HasMetadata object) {
        return object instanceof ClusterRole everywhere
                ? everywhere.getRules()
                : object instanceof Role here ? here.getRules() : List.of();
    }

    private static Map<String, String> annotations(HasMetadata role) {
        return Objects.requireNonNullElse(role.getMetadata().getAnnotations(), Map.of());
    }

    private static RequiredRole of(HasMetadata role, Path file, String group) {
        ObjectMeta metadata = role.getMetadata();
        Map<String, String> annotations = annotations(role);
        return new RequiredRole(
                file,
                group,
                metadata.getName(),
                Optional.ofNullable(metadata.getNamespace()),
                "destination".equals(annotations.get(ON)),
                "warning".equals(annotations.get(MISSING)),
                rules(role));
    }

    /** The role with its file. */
    String words() {
        return namespace.map(any -> "Role ").orElse("ClusterRole ") + name + " of " + file;
    }
}

package mtv.acceptance.rights;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import mtv.cluster.Cluster;
import mtv.model.serialization.ModelSerialization;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The service account that {@code config/rbac} is bound to, on one cluster, with the files that belong there. */
final class GrantedRoles {

    private static final Path FOLDER = Path.of("config", "rbac");
    private static final String NAME = "mtv-e2e";

    /** A day and more: no proof takes longer, by the sandbox's clock. */
    private static final long LIFE = 30L * 86_400;

    private final Cluster admin;
    private final Set<String> parts;
    private final List<String> unwanted;

    private GrantedRoles(Cluster admin, Set<String> parts, List<String> unwanted) {
        this.admin = admin;
        this.parts = parts;
        this.unwanted = unwanted;
    }

    /**
     * Creates account, roles and bindings.
     *
     * @param admin session of an administrator, which stays the caller's to close
     * @param parts that the cluster plays in a run: {@code hub}, {@code destination}, or both
     * @param unwanted how the names of files begin that no scenario needs
     */
    static GrantedRoles on(Cluster admin, Set<String> parts, String... unwanted) throws IOException {
        GrantedRoles roles = new GrantedRoles(admin, parts, List.of(unwanted));
        KubernetesClient client = admin.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(NAME)
                        .withName(NAME)
                        .endMetadata()
                        .build())
                .create();
        for (HasMetadata object : roles.objects()) {
            client.resource(object).create();
        }
        return roles;
    }

    String token() {
        return admin.client()
                .serviceAccounts()
                .inNamespace(NAME)
                .withName(NAME)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(LIFE)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private List<HasMetadata> objects() throws IOException {
        Collection<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(FOLDER)) {
            folder.forEach(files::add);
        }
        files.removeIf(file -> unwanted.stream().anyMatch(file.getFileName().toString()::startsWith));
        List<HasMetadata> objects = new ArrayList<>();
        for (Path file : files) {
            try (InputStream manifests = Files.newInputStream(file)) {
                objects.addAll(admin.client().load(manifests).items());
            }
        }
        objects.removeIf(
                object -> !parts.contains(object.getMetadata().getAnnotations().get("mtv-e2e/on")));
        return objects;
    }

    /** Every rule of every role of whoever runs the suite, in the order of the files. */
    List<GrantedRule> rules() throws IOException {
        return objects().stream()
                .filter(object -> !object.getMetadata().getAnnotations().containsKey("mtv-e2e/of"))
                .flatMap(GrantedRoles::rules)
                .toList();
    }

    /** The rules of a role that the cluster has by itself. */
    List<GrantedRule> rulesOf(String clusterRole) {
        ClusterRole role =
                admin.client().rbac().clusterRoles().withName(clusterRole).get();
        role.getMetadata().setResourceVersion(null);
        role.getMetadata().setManagedFields(null);
        return rules(role).toList();
    }

    private static Stream<GrantedRule> rules(HasMetadata role) {
        List<PolicyRule> rules = role instanceof ClusterRole everywhere
                ? everywhere.getRules()
                : role instanceof Role here ? here.getRules() : List.of();
        return rules.stream().map(rule -> new GrantedRule(role, rule));
    }

    /** Takes one rule from its role, until it is {@link #restore}d. */
    void drop(GrantedRule dropped) {
        HasMetadata less = ModelSerialization.shared().clone(dropped.role());
        rulesOf(less).ifPresent(rules -> rules.removeIf(dropped.rule()::equals));
        admin.client().resource(less).update();
    }

    private static Optional<List<PolicyRule>> rulesOf(HasMetadata role) {
        return role instanceof ClusterRole everywhere
                ? Optional.of(everywhere.getRules())
                : role instanceof Role here ? Optional.of(here.getRules()) : Optional.empty();
    }

    void restore(GrantedRule dropped) {
        admin.client()
                .resource(ModelSerialization.shared().clone(dropped.role()))
                .update();
    }
}

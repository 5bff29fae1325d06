package mtv.sandbox;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The files that lead clients to a sandbox: a kubeconfig, the settings of a suite and its source providers. Secrets are
 * in them, so only their owner may read them, and they go with the sandbox.
 */
final class ClientFiles implements AutoCloseable {

    private final Path folder;
    private final Config kubeconfig;

    private ClientFiles(Path folder, Config kubeconfig) {
        this.folder = folder;
        this.kubeconfig = kubeconfig;
    }

    /** @param folder that is there */
    static ClientFiles write(Path folder, Sandbox sandbox) throws IOException {
        ClientFiles files = new ClientFiles(folder, kubeconfig(sandbox.clusters()));
        privately(files.kubeconfig(), Serialization.asYaml(files.kubeconfig));
        privately(
                files.providers(),
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(sandbox.providerEntries()));
        StringBuilder settings = new StringBuilder("cluster=openshift\ninsecure_verify_skip=false\n");
        sandbox.answers()
                .forEach((key, value) ->
                        settings.append(key).append('=').append(value).append('\n'));
        settings.append("providers_file=").append(files.providers()).append('\n');
        privately(files.suiteSettings(), settings.toString());
        return files;
    }

    /** A context for every user of every cluster; kubeadmin's has the cluster's name alone. */
    private static Config kubeconfig(List<OpenShift> clusters) {
        ConfigBuilder config = new ConfigBuilder()
                .withApiVersion("v1")
                .withKind("Config")
                .withCurrentContext(clusters.get(0).name());
        for (OpenShift cluster : clusters) {
            config.addNewCluster()
                    .withName(cluster.name())
                    .withNewCluster()
                    .withServer(cluster.url().toString())
                    .withCertificateAuthorityData(
                            Base64.getEncoder().encodeToString(cluster.caPem().getBytes(StandardCharsets.US_ASCII)))
                    .endCluster()
                    .endCluster();
            for (String user : cluster.users().keySet()) {
                String name = cluster.name() + (user.equals(OpenShift.ADMIN) ? "" : "-" + user);
                config.addNewUser()
                        .withName(name)
                        .withNewUser()
                        .withToken(cluster.token(user))
                        .endUser()
                        .endUser();
                config.addNewContext()
                        .withName(name)
                        .withNewContext()
                        .withCluster(cluster.name())
                        .withUser(name)
                        .endContext()
                        .endContext();
            }
        }
        return config.build();
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** Names of the kubeconfig's contexts, the current one first. */
    List<String> contexts() {
        List<String> names = new ArrayList<>();
        kubeconfig.getContexts().forEach(context -> names.add(context.getName()));
        return names;
    }

    Path suiteSettings() {
        return folder.resolve("config.properties");
    }

    private Path providers() {
        return folder.resolve("providers.json");
    }

    /** A temporary file is its owner's alone; a reader never meets half of it. */
    private static void privately(Path file, String text) throws IOException {
        Path complete =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        Files.writeString(complete, text);
        Files.move(complete, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        for (Path file : List.of(kubeconfig(), providers(), suiteSettings())) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file, e);
            }
        }
    }
}

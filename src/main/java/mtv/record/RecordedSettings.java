package mtv.record;

import mtv.settings.ClusterCredentials;
import mtv.settings.Credentials;
import mtv.settings.Settings;
import mtv.settings.SourceProviderEntry;
import mtv.settings.value.Secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Records the settings that a replay needs, without secrets, and completes the settings of the replay from them. */
public final class RecordedSettings {

    private static final String SETTINGS = "settings";
    private static final String SOURCE = "source";
    private static final String CERTIFICATES = "certificates";
    private static final String ANYTHING = "replayed";

    /** Paths of this machine, and settings that only matter to a live run. */
    private static final Set<String> LEFT_OUT = Set.of(
            "cluster",
            "record",
            "replay",
            "providers_file",
            "plans_file",
            "kubeconfig",
            "kube_context",
            "cluster_client_certificate",
            "cluster_client_key",
            "cluster_ca_file",
            "remote_cluster_ca_file");

    private RecordedSettings() {}

    /** All secrets of a run, which are removed from the recording. */
    public static List<String> secrets(Settings settings) {
        Stream<Optional<Secret>> clusters = Stream.concat(
                        Stream.of(settings.cluster().hub()), settings.cluster().remote().stream())
                .map(ClusterCredentials::secret);
        Stream<Optional<Secret>> source = settings.source().entry().stream()
                .flatMap(entry -> Stream.of(
                        entry.login(),
                        entry.linuxGuests(),
                        entry.windowsGuests(),
                        entry.hyperV().flatMap(SourceProviderEntry.HyperV::smbLogin)))
                .map(login -> login.map(Credentials::password));
        return Stream.concat(clusters, source)
                .flatMap(Optional::stream)
                .map(Secret::reveal)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    public static void note(RecordedConnection wire, Settings settings) {
        Map<String, String> shown = new TreeMap<>(settings.shown());
        shown.keySet().removeIf(key -> LEFT_OUT.contains(key) || key.startsWith("sandbox_"));
        settings.cluster().hub().host().ifPresent(host -> shown.put("cluster_host", host));
        wire.note(SETTINGS, shown);
        settings.source().entry().ifPresent(entry -> wire.note(SOURCE, fields(entry)));
        Map<String, String> certificates = new TreeMap<>();
        Stream.concat(Stream.of(settings.cluster().hub()), settings.cluster().remote().stream())
                .forEach(access -> access.caFile().ifPresent(file -> certificates.put(key(access), file.pem())));
        settings.source().caFile().ifPresent(file -> certificates.put(SOURCE, file.pem()));
        wire.note(CERTIFICATES, certificates);
    }

    private static String key(ClusterCredentials access) {
        return access.role().key("ca_file");
    }

    private static Map<String, String> fields(SourceProviderEntry entry) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("type", entry.type().id());
        fields.put("version", entry.version());
        fields.put("api_url", entry.url());
        entry.login().ifPresent(login -> {
            fields.put("username", login.username());
            fields.put("password", ANYTHING);
        });
        entry.linuxGuests().ifPresent(login -> {
            fields.put("guest_vm_linux_user", login.username());
            fields.put("guest_vm_linux_password", ANYTHING);
        });
        entry.windowsGuests().ifPresent(login -> {
            fields.put("guest_vm_win_user", login.username());
            fields.put("guest_vm_win_password", ANYTHING);
        });
        entry.vddkInitImage().ifPresent(image -> fields.put("vddk_init_image", image));
        entry.sdkEndpoint().ifPresent(endpoint -> fields.put("sdk_endpoint", endpoint));
        entry.rdmLun().ifPresent(lun -> fields.put("rdm_lun", lun));
        entry.guestSshProxy().ifPresent(proxy -> fields.put("guest_ssh_proxy", proxy));
        entry.openStack().ifPresent(scope -> {
            fields.put("user_domain_name", scope.userDomainName());
            fields.put("region_name", scope.regionName());
            fields.put("project_name", scope.projectName());
        });
        entry.hyperV().ifPresent(host -> {
            fields.put("smb_url", host.smbUrl());
            host.smbLogin().ifPresent(login -> {
                fields.put("smb_username", login.username());
                fields.put("smb_password", ANYTHING);
            });
            host.managementType().ifPresent(type -> fields.put("management_type", type));
        });
        return fields;
    }

    /**
     * The settings of the recorded run, except for those that are given for the replay.
     *
     * @throws IllegalArgumentException when the recording has no settings, which every run records at its start
     */
    public static Settings complete(Settings given, RecordedConnection tape) {
        Map<String, String> answers = new TreeMap<>(tape.noted(SETTINGS)
                .orElseThrow(() -> new IllegalArgumentException("the recording has no settings of a run")));
        answers.values().removeIf(String::isEmpty);
        answers.put("cluster_username", ANYTHING);
        answers.put("cluster_password", ANYTHING);
        if (answers.containsKey("remote_cluster_host")) {
            answers.remove("remote_cluster_username");
            answers.put("remote_cluster_token", ANYTHING);
        }
        Map<String, String> certificates = tape.noted(CERTIFICATES).orElse(Map.of());
        certificates.forEach((key, pem) -> {
            if (!key.equals(SOURCE)) {
                answers.put(key, file(pem));
            }
        });
        Map<String, Object> source = new LinkedHashMap<>(tape.noted(SOURCE).orElse(Map.of()));
        if (certificates.containsKey(SOURCE)) {
            source.put("ca_file", file(certificates.get(SOURCE)));
        }
        return given.replaying(answers, source);
    }

    private static String file(String pem) {
        try {
            Path file = Files.createTempFile("mtv-replay", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, pem).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

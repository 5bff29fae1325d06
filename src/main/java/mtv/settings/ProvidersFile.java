package mtv.settings;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.settings.SourceProviderEntry.OpenStackScope;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The source providers and their credentials; only the entry that a run uses is held to the rules of its type. */
public final class ProvidersFile {
    private final JsonFile file;

    ProvidersFile(JsonFile file) {
        this.file = file;
    }

    static Optional<ProvidersFile> read(Path path, Problems problems) {
        Optional<JsonFile> json = JsonFile.read(path, Keys.PROVIDERS_FILE.name(), problems);
        json.filter(read -> !read.root().isObject())
                .ifPresent(read -> problems.add(
                        read.where(""), "expected an object of source providers", "see config/providers.example.json"));
        return json.filter(read -> read.root().isObject()).map(ProvidersFile::new);
    }

    /** Empty when the entry is missing or wrong, which is then among the problems. */
    Optional<SourceProviderEntry> select(String key, Problems problems) {
        JsonNode fields = file.root().path(key);
        if (!fields.isObject()) {
            problems.add(
                    file.where(""),
                    "there is no source provider \"" + key + "\"",
                    "add it, or set source_provider to one of: " + listed(names(file.root())));
            return Optional.empty();
        }
        return new Entry(key, fields, problems).check();
    }

    private static Collection<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "(the file has none)" : String.join(", ", names);
    }

    /** One entry under examination. */
    private final class Entry {
        private final String key;
        private final JsonNode fields;
        private final Problems problems;
        private boolean sound = true;

        Entry(String key, JsonNode fields, Problems problems) {
            this.key = key;
            this.fields = fields;
            this.problems = problems;
        }

        Optional<SourceProviderEntry> check() {
            String id = text("type");
            Optional<SourceType> type = SourceType.of(id);
            if (type.isEmpty()) {
                report("type", "\"" + id + "\" is not a source type", "use one of: " + listed(SourceType.ids()));
            }
            type.ifPresent(this::checkFields);
            return sound ? type.map(this::typed) : Optional.empty();
        }

        private void checkFields(SourceType type) {
            List<String> known = type.known();
            for (String name : names(fields)) {
                if (!known.contains(name)) {
                    report(name, "unknown field for a source of type " + type.id(), "use one of: " + listed(known));
                } else if (!fields.path(name).isTextual()) {
                    report(name, "expected a text", "put it in quotes");
                }
            }
            type.required().stream()
                    .filter(name -> text(name).isEmpty())
                    .forEach(name -> report(name, "missing for a source of type " + type.id(), "add it"));
            if (!text("api_url").isEmpty() && !isAddress(type, text("api_url"))) {
                report(
                        "api_url",
                        "\"" + text("api_url") + "\" is no address of such a source",
                        "expected " + address(type));
            }
        }

        private SourceProviderEntry typed(SourceType type) {
            return new SourceProviderEntry(
                    key,
                    type,
                    text("version"),
                    text("api_url"),
                    login("username", "password"),
                    login("guest_vm_linux_user", "guest_vm_linux_password"),
                    login("guest_vm_win_user", "guest_vm_win_password"),
                    optional("vddk_init_image"),
                    optional("ca_file").map(Path::of),
                    type == SourceType.OPENSTACK ? Optional.of(openStack()) : Optional.empty());
        }

        private OpenStackScope openStack() {
            return new OpenStackScope(
                    text("user_domain_name"),
                    text("region_name"),
                    text("project_name"),
                    optional("user_domain_id"),
                    optional("project_domain_id"));
        }

        private Optional<Login> login(String user, String password) {
            return optional(user).map(name -> new Login(name, new Secret(text(password))));
        }

        private Optional<String> optional(String name) {
            return Optional.of(text(name)).filter(text -> !text.isEmpty());
        }

        private String text(String name) {
            return fields.path(name).asText("").trim();
        }

        private void report(String name, String what, String remedy) {
            sound = false;
            String pointer = "/" + key + "/" + name;
            problems.add(file.where(fields.has(name) ? pointer : "/" + key), key + "." + name + ": " + what, remedy);
        }
    }

    private static boolean isAddress(SourceType type, String text) {
        if (type == SourceType.OVA) {
            return text.matches("[^:/\\s]+:/(?!/)\\S*");
        }
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String address(SourceType type) {
        return type == SourceType.OVA
                ? "an NFS share such as server:/export"
                : "a URL such as https://host.example/sdk";
    }
}

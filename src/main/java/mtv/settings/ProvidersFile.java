package mtv.settings;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import mtv.settings.SourceProviderEntry.OpenStackScope;
import mtv.settings.input.JsonFile;
import mtv.settings.input.Keys;
import mtv.settings.input.NearestNames;
import mtv.settings.input.Problems;
import mtv.settings.value.Address;
import mtv.settings.value.Secret;
import mtv.text.Visible;
import mtv.vm.SourceType;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The file of source providers and their credentials. Only the entry that a run uses is checked against the fields of
 * its type.
 */
public final class ProvidersFile {
    /** Types of newer releases of MTV, whose inventories and machines this suite does not know. */
    private static final Set<String> NOT_OFFERED = Set.of("ec2", "nutanix", "azure");

    private static final String MANAGEMENT = "management_type";
    /** As MTV takes it, with either slash. */
    private static final Pattern SMB = Pattern.compile("(smb:)?//[^/\\s]+/[^/\\s].*");

    private static final Pattern HOST_AND_PORT = Pattern.compile("[^/:\\s]+:\\d{1,5}");

    private static final Pattern HOST = Pattern.compile("(https?://)?[^/:\\s]+(:\\d+)?/?");

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

    /** Whether there is a file that has an entry of this name, be it right or wrong. */
    static boolean has(Path path, String key) {
        return JsonFile.read(path, Keys.PROVIDERS_FILE.name(), new Problems())
                .filter(file -> file.root().has(key))
                .isPresent();
    }

    /** Empty when the entry is missing or wrong, which is then among the problems. */
    Optional<SourceProviderEntry> select(String key, Problems problems) {
        JsonNode fields = file.root().path(key);
        if (!fields.isObject()) {
            Collection<String> names = names(file.root());
            problems.add(
                    file.where(""),
                    "there is no source provider \"" + key + "\"",
                    NearestNames.within(2, key, names)
                                    .map(near -> "did you mean " + near + "? Or ")
                                    .orElse("")
                            + "add it, or set source_provider to one of: " + listed(names));
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

    /** Checks one entry and converts it. */
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
                report(
                        "type",
                        NOT_OFFERED.contains(id)
                                ? "this suite migrates from no " + id + ", though MTV may"
                                : "\"" + id + "\" is not a source type",
                        "use one of: " + listed(SourceType.ids()));
            }
            type.ifPresent(this::checkFields);
            return sound ? type.map(this::typed) : Optional.empty();
        }

        private void checkFields(SourceType type) {
            for (String name : names(fields)) {
                if (type.unused().contains(name)) {
                    problems.note(file.where(pointer(name)) + ": " + key + "." + name + " is not used by this suite");
                } else if (!type.takes(name)) {
                    reportUnknown(type, name);
                } else if (!fields.path(name).isTextual() && !fields.path(name).isNull()) {
                    report(name, "expected a text", "put it in quotes");
                } else if (!isSecret(name)) {
                    checkVisible(name);
                }
            }
            type.required().stream()
                    .filter(name -> text(name).isEmpty())
                    .forEach(name -> report(name, "missing for a source of type " + type.id(), "add it"));
            checkValues(type);
        }

        private void reportUnknown(SourceType type, String name) {
            String known = "use one of: " + listed(type.known());
            String remedy = NearestNames.within(2, name, type.known())
                    .map(near -> NearestNames.didYouMean(name, type.known()) + " Else " + known)
                    .orElse(known);
            report(name, "unknown field for a source of type " + type.id(), remedy);
        }

        /** Reports hidden characters, and blanks at either end. Only a password may have them. */
        private void checkVisible(String name) {
            String value = text(name);
            Optional<String> hidden = Visible.firstHidden(value);
            if (hidden.isPresent()) {
                report(name, "it holds " + hidden.get(), "take that out of it");
            } else if (!value.equals(value.strip())) {
                report(name, "\"" + value + "\" has a blank at its start or its end", "take it away");
            }
        }

        private void checkValues(SourceType type) {
            String url = text("api_url");
            if (!url.isEmpty() && !isAddress(type, url)) {
                report(
                        "api_url",
                        "\"" + Address.masked(url) + "\" is no address of such a source",
                        "expected " + address(type));
            }
            if (!List.of("", "vcenter", SourceProviderEntry.ESXI).contains(sdkEndpoint())) {
                report(
                        fields.has("sdk_endpoint") ? "sdk_endpoint" : "endpoint_type",
                        "\"" + sdkEndpoint() + "\" is no endpoint that MTV knows",
                        "use vcenter or esxi");
            }
            if (type == SourceType.HYPERV) {
                checkHyperV();
            }
            if (!text("guest_ssh_proxy").isEmpty()
                    && !HOST_AND_PORT.matcher(text("guest_ssh_proxy")).matches()) {
                report(
                        "guest_ssh_proxy",
                        "\"" + text("guest_ssh_proxy") + "\" is no SOCKS proxy",
                        "write its host and port, such as localhost:1080 for ssh -D 1080");
            }
            if (text("username").contains(":")) {
                report("username", "a user name has no colon", "write the user alone");
            }
            checkCaFile();
        }

        private void checkHyperV() {
            if (!text("smb_url").isEmpty()
                    && !SMB.matcher(text("smb_url").replace('\\', '/')).matches()) {
                report("smb_url", "\"" + text("smb_url") + "\" is no share", "expected such as //host.example/share");
            }
            if (!List.of("", "standalone", "cluster").contains(text(MANAGEMENT))) {
                report(MANAGEMENT, "\"" + text(MANAGEMENT) + "\" is none that MTV knows", "use standalone or cluster");
            }
        }

        private void checkCaFile() {
            String name = text("ca_file");
            if (name.contains("-----BEGIN ")) {
                report("ca_file", "it is a certificate itself", "write it to a file, and name the file");
                return;
            }
            try {
                Path.of(name);
            } catch (InvalidPathException e) {
                report("ca_file", "\"" + name + "\" is no path", "name a PEM file");
            }
        }

        private String sdkEndpoint() {
            return text("sdk_endpoint").isEmpty() ? text("endpoint_type") : text("sdk_endpoint");
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
                    type == SourceType.OPENSTACK ? Optional.of(openStack()) : Optional.empty(),
                    type == SourceType.HYPERV ? Optional.of(hyperV()) : Optional.empty(),
                    Optional.of(sdkEndpoint()).filter(endpoint -> !endpoint.isEmpty()),
                    optional("rdm_lun"),
                    optional("guest_ssh_proxy"));
        }

        private OpenStackScope openStack() {
            return new OpenStackScope(
                    text("user_domain_name"),
                    text("region_name"),
                    text("project_name"),
                    optional("user_domain_id"),
                    optional("project_domain_id"));
        }

        private SourceProviderEntry.HyperV hyperV() {
            return new SourceProviderEntry.HyperV(
                    text("smb_url"), login("smb_username", "smb_password"), optional(MANAGEMENT));
        }

        private Optional<Credentials> login(String user, String password) {
            return optional(user).map(name -> new Credentials(name, new Secret(text(password))));
        }

        private Optional<String> optional(String name) {
            return Optional.of(text(name)).filter(text -> !text.isEmpty());
        }

        private String text(String name) {
            return fields.path(name).isNull() ? "" : fields.path(name).asText("");
        }

        private void report(String name, String what, String remedy) {
            sound = false;
            String where = file.where(fields.has(name) ? pointer(name) : pointer(""));
            problems.add(where, key + "." + name + ": " + what, remedy);
        }

        private String pointer(String name) {
            JsonPointer entry = JsonPointer.empty().appendProperty(key);
            return (name.isEmpty() ? entry : entry.appendProperty(name)).toString();
        }
    }

    private static boolean isAddress(SourceType type, String text) {
        if (type == SourceType.HYPERV) {
            return HOST.matcher(text).matches();
        }
        if (type == SourceType.OVA) {
            return text.matches("[^:/\\s]+:/(?!/)\\S*");
        }
        try {
            Address address = Address.of(text);
            return address.isPlain() && List.of("https", "http").contains(address.scheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSecret(String field) {
        return field.endsWith("password");
    }

    private static String address(SourceType type) {
        return switch (type) {
            case OVA -> "an NFS share such as server:/export";
            case HYPERV -> "the address of a Hyper-V host such as host.example";
            default -> "a URL such as https://host.example/sdk";
        };
    }
}

package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.Layer;
import mtv.settings.input.LayerReader;
import mtv.settings.input.Layers;
import mtv.settings.input.Layers.Given;
import mtv.settings.input.NearestNames;
import mtv.settings.input.Problems;
import mtv.settings.input.SettingKey;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SettingsValues;
import mtv.settings.value.ClusterMode;
import mtv.vm.SourceType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds {@link Settings} from layers, and checks the rules that concern several keys. */
final class SettingsReader {
    private static final List<SettingKey<?>> OF_A_RUN = List.of(Keys.SOURCE_PROVIDER, Keys.STORAGE_CLASS);

    /** Ends the name of each source that a sandbox has. */
    private static final String OF_SANDBOX = "-sandbox";

    private final Path directory;
    private final Map<String, String> environment;
    private final Layers layers;
    private final List<String> warnings;
    private final Optional<Map<String, Map<String, Object>>> ownProviders;

    private SettingsReader(
            Path directory,
            Map<String, String> environment,
            Layers layers,
            List<String> warnings,
            Optional<Map<String, Map<String, Object>>> ownProviders) {
        this.directory = directory;
        this.environment = environment;
        this.layers = layers;
        this.warnings = warnings;
        this.ownProviders = ownProviders;
    }

    static SettingsReader of(SettingsSources sources, Problems problems) {
        LayerReader reading = new LayerReader(sources, problems);
        Layers layers = reading.layers(RunSettings::read);
        if (mode(new SettingsValues(layers, new Problems())) == ClusterMode.OPENSHIFT) {
            Proxies.of(sources.systemProperties(), sources.environment()).check(problems);
        }
        return new SettingsReader(
                sources.directory(), sources.environment(), layers, reading.warnings(), Optional.empty());
    }

    SettingsReader answered(Map<String, Given> answers, Map<String, Map<String, Object>> providers) {
        return new SettingsReader(
                directory, environment, layers.with(Layer.SANDBOX, answers), warnings, Optional.of(providers));
    }

    SettingsReader replaying(Map<String, Given> recorded, Map<String, Map<String, Object>> providers) {
        return new SettingsReader(
                directory, environment, layers.with(Layer.RECORDING, recorded), warnings, Optional.of(providers));
    }

    SettingsValues valuesFor(Map<String, String> testParameters, Problems problems) {
        Map<String, Given> given = testParameters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> new Given(entry.getValue().trim(), "suite file <test>")));
        return new SettingsValues(layers.with(Layer.TEST, given), problems);
    }

    Settings read(Problems problems) {
        SettingsValues values = new SettingsValues(layers, problems);
        ClusterSettings cluster = cluster(values, problems);
        if (cluster.mode() == ClusterMode.OPENSHIFT || ownProviders.isPresent()) {
            checkNeeded(
                    values,
                    Stream.concat(
                                    access(values, new Problems()).needed().stream(),
                                    values.get(Keys.ATTACH_PLAN).isEmpty() ? OF_A_RUN.stream() : Stream.empty())
                            .toList(),
                    problems);
        }
        return settings(values, cluster, source(values, problems), problems);
    }

    Settings readForCleanUp(Problems problems) {
        SettingsValues values = new SettingsValues(layers, problems);
        ClusterSettings cluster = cluster(values, problems);
        if (cluster.mode() == ClusterMode.OPENSHIFT) {
            checkNeeded(values, access(values, new Problems()).needed(), problems);
        }
        Problems ofSource = new Problems();
        SourceSettings source = source(new SettingsValues(layers, ofSource), ofSource);
        ofSource.list().forEach(problem -> problems.note("The source is not asked: " + problem));
        return settings(values, cluster, ofSource.isEmpty() ? source : source.withoutEntry(), problems);
    }

    private Settings settings(
            SettingsValues values, ClusterSettings cluster, SourceSettings source, Problems problems) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(ClusterCredentialsReader.warnings(cluster));
        all.addAll(problems.notes());
        return new Settings(
                cluster,
                source,
                new TargetSettings(values.get(Keys.TARGET_NAMESPACE_PREFIX), values.get(Keys.STORAGE_CLASS)),
                RunSettings.read(values),
                Waits.read(values),
                new SandboxSettings(
                        values.get(Keys.SANDBOX_TIME_SCALE),
                        values.get(Keys.SANDBOX_SEED),
                        values.get(Keys.SANDBOX_FAULTS),
                        values.get(Keys.SANDBOX_CLUSTERS)),
                directory.resolve(values.get(Keys.PLANS_FILE)),
                values.get(Keys.ATTACH_PLAN),
                values.get(Keys.DOCTOR),
                values.get(Keys.ALLOW_ALL_SKIPPED),
                values.get(Keys.SKIP_TEARDOWN),
                new EvidenceSettings(
                        values.get(Keys.EVIDENCE),
                        directory.resolve(values.get(Keys.EVIDENCE_PATH)),
                        values.get(Keys.MUST_GATHER)),
                directory.resolve(values.get(Keys.LEDGER_PATH)),
                values.get(Keys.RECORD).map(directory::resolve),
                values.get(Keys.REPLAY).map(directory::resolve),
                List.copyOf(all),
                this);
    }

    private ClusterSettings cluster(SettingsValues values, Problems problems) {
        ClusterCredentialsReader access = access(values, problems);
        return new ClusterSettings(
                mode(values),
                access.hub(),
                access.remote(),
                values.get(Keys.REMOTE_OCP_CLUSTER),
                values.get(Keys.MTV_NAMESPACE),
                values.get(Keys.MIGRATOR_ROLE));
    }

    private ClusterCredentialsReader access(SettingsValues values, Problems problems) {
        return new ClusterCredentialsReader(values, directory, environment, problems);
    }

    /** The cluster that is driven. It is the sandbox when no key asks for a real one. */
    private static ClusterMode mode(SettingsValues values) {
        ClusterMode declared = values.get(Keys.CLUSTER);
        if (declared != ClusterMode.AUTO) {
            return declared;
        }
        return ClusterCredentialsReader.isAsked(values) ? ClusterMode.OPENSHIFT : ClusterMode.SANDBOX;
    }

    /** Reports all keys that are missing in one sentence. */
    private static void checkNeeded(SettingsValues values, List<SettingKey<?>> needed, Problems problems) {
        List<SettingKey<?>> missing =
                needed.stream().filter(key -> values.text(key).isEmpty()).toList();
        if (mode(values) == ClusterMode.SANDBOX) {
            missing.forEach(key -> problems.add(
                    values.where(key), key.name() + " is empty", "leave it out, and the sandbox answers for it"));
        } else if (!missing.isEmpty()) {
            String given = Keys.all().stream()
                    .filter(ClusterCredentialsReader::leadsToCluster)
                    .filter(values::isGiven)
                    .map(key -> key.name() + " (" + values.where(key) + ")")
                    .collect(Collectors.joining(", "));
            problems.add(
                    missing.stream().map(SettingKey::name).collect(Collectors.joining(", ")),
                    "missing for a run on OpenShift" + (given.isEmpty() ? "" : ", which was asked for by " + given),
                    "give -Dkey=value, environment KEY or a line in the settings file; or no cluster key at all, to run"
                            + " on the sandbox");
        }
    }

    private SourceSettings source(SettingsValues values, Problems problems) {
        Optional<String> name = values.get(Keys.SOURCE_PROVIDER);
        Path file = directory.resolve(values.get(Keys.PROVIDERS_FILE));
        Optional<SourceProviderEntry> entry = isOwn(values, name, file)
                ? ownEntry(values, name, file, problems)
                : entryOfFile(values, name, file, problems);
        boolean skipVerify = values.get(Keys.SOURCE_PROVIDER_INSECURE_SKIP_VERIFY);
        Optional<CaFile> certificates = entry.flatMap(found -> certificates(found, skipVerify, file, problems));
        return new SourceSettings(
                name,
                entry,
                skipVerify,
                values.get(Keys.VM_NAME_SEARCH_PATTERN),
                file,
                certificates,
                values.get(Keys.CLONE_PARALLELISM));
    }

    /**
     * Whether the entry is none of the file: that of a replay, or one of a sandbox that the file does not have, too.
     */
    private boolean isOwn(SettingsValues values, Optional<String> name, Path file) {
        if (!values.isGiven(Keys.SOURCE_PROVIDER)) {
            return ownProviders.isPresent();
        }
        return mode(values) == ClusterMode.SANDBOX
                && name.filter(SettingsReader::isOfSandbox).isPresent()
                && name.filter(key -> ProvidersFile.has(file, key)).isEmpty();
    }

    /** Such as {@code ovirt-sandbox}: a sandbox has one source of each type. */
    private static boolean isOfSandbox(String name) {
        return sandboxNames().contains(name);
    }

    private static List<String> sandboxNames() {
        return SourceType.ids().stream().map(type -> type + OF_SANDBOX).toList();
    }

    private static void reportNoneOfSandbox(SettingsValues values, String name, Problems problems) {
        problems.add(
                values.where(Keys.SOURCE_PROVIDER),
                "\"" + name + "\" is no source of the sandbox",
                NearestNames.within(2, name, sandboxNames())
                                .map(near -> "did you mean " + near + "? Or ")
                                .orElse("")
                        + "use one of: " + String.join(", ", sandboxNames())
                        + "; or write a providers file that has it");
    }

    /** Empty as long as the sandbox has not been started; the file is read nevertheless, for its mistakes. */
    private Optional<SourceProviderEntry> ownEntry(
            SettingsValues values, Optional<String> name, Path file, Problems problems) {
        return ownProviders.isPresent()
                ? name.flatMap(
                        key -> ownProviders.map(all -> all.get(key)).map(fields -> SourceProviderEntry.of(key, fields)))
                : entryOfFile(values, Optional.empty(), file, problems);
    }

    /**
     * The entry of the providers file. A file that exists is read even when no setting needs it, so that its mistakes
     * are found now.
     */
    private Optional<SourceProviderEntry> entryOfFile(
            SettingsValues values, Optional<String> name, Path file, Problems problems) {
        boolean wanted = name.isPresent() || values.isGiven(Keys.PROVIDERS_FILE);
        if (!wanted && !Files.exists(file)) {
            return Optional.empty();
        }
        boolean meant = mode(values) == ClusterMode.SANDBOX
                && name.filter(key -> key.endsWith(OF_SANDBOX)).isPresent();
        if (meant && !Files.exists(file)) {
            reportNoneOfSandbox(values, name.get(), problems);
            return Optional.empty();
        }
        return ProvidersFile.read(file, problems)
                .flatMap(providers -> name.flatMap(key -> providers.select(key, problems)));
    }

    /**
     * The certificates of the source. Without them MTV would refuse the Provider's Secret minutes later
     * (SecretNotValid); for oVirt it needs them even when it does not verify.
     */
    private Optional<CaFile> certificates(
            SourceProviderEntry source, boolean skipVerify, Path file, Problems problems) {
        boolean wanted = !skipVerify && source.type().needsCertificates();
        if (wanted && source.caFile().isEmpty()) {
            problems.add(
                    file.toString(),
                    "source provider \"" + source.key() + "\" has no ca_file, which MTV needs to verify "
                            + source.url(),
                    "add the PEM file, or set source_provider_insecure_skip_verify=true");
        }
        boolean used = !skipVerify || source.type() == SourceType.OVIRT;
        String owner = "source provider \"" + source.key() + "\": ";
        return source.caFile()
                .filter(pem -> used)
                .map(directory::resolve)
                .flatMap(pem -> new CaFiles(file.toString(), owner, "ca_file ", problems).read(pem, true));
    }
}

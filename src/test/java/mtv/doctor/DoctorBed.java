package mtv.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.Scratch;
import mtv.acceptance.harness.OutsideSandbox;
import mtv.await.Stop;
import mtv.cluster.Cluster;
import mtv.cluster.Clusters;
import mtv.doctor.finding.HealthException;
import mtv.doctor.finding.HealthFinding;
import mtv.provider.Destination;
import mtv.record.RecordedConnection;
import mtv.scenario.PlannedMigration;
import mtv.scenario.PlannedRun;
import mtv.scenario.Scenario;
import mtv.scenario.Scenarios;
import mtv.settings.Settings;
import mtv.settings.input.SettingsSources;
import mtv.settings.input.SuiteParameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A sandbox, and the doctor who looks at it as for a run with these settings and scenarios. */
final class DoctorBed implements AutoCloseable {

    private static final String COPY = """
            {"virtual_machines": [{"name": "mtv-tests-rhel8", "clone": true}], "warm_migration": false}""";

    private final OutsideSandbox sandbox;
    private final List<Cluster> admins = new ArrayList<>();

    DoctorBed(OutsideSandbox sandbox) {
        this.sandbox = sandbox;
        sandbox.clusters().forEach(each -> admins.add(OutsideSandbox.connect(each)));
    }

    /** Of MTV's cluster; every change of a test is taken back by it. */
    Cluster hub() {
        return admins.get(0);
    }

    OutsideSandbox sandbox() {
        return sandbox;
    }

    /** Settings by which the cluster that has no MTV is taken for the one that has. */
    Map<String, String> withoutMtv() {
        Map<String, String> given = new HashMap<>(Map.of("operator_wait_timeout", "1"));
        sandbox.settings().forEach((key, value) -> {
            if (key.startsWith("remote_cluster_")) {
                given.put(key.replaceFirst("remote_", ""), value);
                given.put(key, "");
            }
        });
        return given;
    }

    Settings settings(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(sandbox.settings());
        all.putAll(given);
        all.values().removeIf(String::isEmpty);
        return Settings.of(new SettingsSources(Path.of(""), all, Map.of(), SuiteParameters.none()));
    }

    /**
     * @param given settings, an empty text for one that is not given at all
     * @param scenario JSON of its fields; empty for a cold one of a copy
     */
    PlannedRun planned(String destination, Map<String, String> given, String scenario) throws IOException {
        Path plans = Files.writeString(
                Scratch.file("plans", ".json"), "{\"it\": " + (scenario.isEmpty() ? COPY : scenario) + "}");
        Scenario it = Scenarios.load(plans).named("it");
        Settings settings = settings(given);
        return new PlannedRun(settings, destination, List.of(new PlannedMigration(it, settings.run())));
    }

    /** All findings, one a line; the message when nothing more than that could be found. */
    String examine(PlannedRun planned) {
        try {
            return HealthCheck.alone(planned).table();
        } catch (HealthException e) {
            return e.getMessage();
        }
    }

    /**
     * What one examination sees where the cluster gives some other answers.
     *
     * @param wire gives those answers
     */
    List<HealthFinding> examine(Examination one, RecordedConnection wire) throws IOException {
        PlannedRun planned = planned(
                "local",
                Map.of(
                        "cluster_username",
                        "",
                        "cluster_password",
                        "",
                        "cluster_token",
                        hub().token().reveal()),
                "");
        try (Clusters clusters = Clusters.connect(planned.settings().cluster(), false, Stop.never(), wire)) {
            return one.examine(new ExaminedRun(planned, Destination.Kind.LOCAL, clusters));
        }
    }

    /** The sandbox's providers file with another password of the vSphere. */
    Path wrongProviders() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Map<String, Object>> entries = json.readValue(
                Path.of(sandbox.settings().get("providers_file")).toFile(),
                json.getTypeFactory()
                        .constructType(
                                new com.fasterxml.jackson.core.type.TypeReference<
                                        Map<String, Map<String, Object>>>() {}));
        entries.get("vsphere-sandbox").put("password", "wrong");
        Path file = Scratch.file("providers", ".json");
        json.writeValue(file.toFile(), entries);
        return file;
    }

    @Override
    public void close() throws IOException {
        admins.forEach(Cluster::close);
        sandbox.close();
    }
}

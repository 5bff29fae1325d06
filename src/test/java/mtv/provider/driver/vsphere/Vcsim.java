package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.Scratch;
import mtv.await.Stop;
import mtv.provider.SourceDrivers;
import mtv.provider.driver.PlatformBed;
import mtv.provider.driver.SourceDriver;
import mtv.provider.http.HttpSession;
import mtv.record.RecordedConnection;
import mtv.settings.SourceProviderEntry;
import mtv.settings.Waits;
import org.testng.SkipException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * VMware's own simulator of a vCenter, with the API of vCenter 8 before it ({@code src/test/go/vcsim}), and drivers of
 * it as a run has them. Skips where Go or the simulator's module is not at hand.
 */
final class Vcsim implements AutoCloseable {

    private static final String FOLDER = "src/test/go/vcsim";
    private static final String USER = "administrator@vsphere.local";
    private static final String PASSWORD = "pw";
    private static final int BUILD_MINUTES = 4;

    private final Process process;
    private final String url;
    private final VimService admin;

    private Vcsim(Process process, String url) throws IOException {
        this.process = process;
        this.url = url;
        this.admin = VimService.at(entry(PASSWORD), http()).orElseThrow();
    }

    static Vcsim start() throws IOException, InterruptedException {
        Path program = Scratch.folder("vcsim").resolve("vcsim");
        build(program);
        Process process = new ProcessBuilder(program.toString(), USER, PASSWORD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader();
        return new Vcsim(process, said.readLine());
    }

    private static void build(Path program) throws InterruptedException {
        String remedy = "Install Go and run 'go mod download' in " + FOLDER + " to try VMware's simulator";
        ProcessBuilder builder = new ProcessBuilder("go", "build", "-o", program.toString(), ".")
                .directory(Path.of(FOLDER).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("GOFLAGS", "-mod=mod", "GOPROXY", "off"));
        try {
            Process build = builder.start();
            boolean built = build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES);
            build.destroyForcibly();
            if (!built || build.exitValue() != 0) {
                throw new SkipException(remedy);
            }
        } catch (IOException e) {
            throw new SkipException(remedy, e);
        }
    }

    private static HttpSession http() {
        return HttpSession.trusting(
                new HttpSession.Trust(true, Optional.empty()),
                PlatformBed.LONG,
                new Stop(),
                RecordedConnection.PLAIN,
                "source");
    }

    private SourceProviderEntry entry(String password) {
        return SourceProviderEntry.of(
                "source",
                Map.of(
                        "type",
                        "vsphere",
                        "version",
                        "8.0.3",
                        "fqdn",
                        "vcsim.example.test",
                        "api_url",
                        url + "/sdk",
                        "username",
                        USER,
                        "password",
                        password));
    }

    SourceDriver driver() {
        return driver(PASSWORD);
    }

    SourceDriver driver(String password) {
        Duration limit = PlatformBed.LONG;
        return SourceDrivers.of(
                entry(password),
                PlatformBed.UNVERIFIED,
                new Waits(limit, limit, limit, limit, limit, limit, limit, limit, limit, limit),
                new Stop(),
                RecordedConnection.PLAIN);
    }

    /** Properties of each VM, looked at in a session of the administrator's own. */
    List<Map<String, JsonNode>> vms(String... paths) throws IOException {
        return new VimProperties(admin).ofAll(List.of("VirtualMachine"), "VirtualMachine", paths);
    }

    Map<String, JsonNode> vm(String name, String... paths) throws IOException {
        return new VimProperties(admin).of(ref(name), paths);
    }

    VimService.Ref ref(String name) throws IOException {
        return vms("name").stream()
                .filter(vm -> vm.get("name").asText().equals(name))
                .map(vm -> VimService.Ref.of(vm.get(VimProperties.SELF)))
                .findFirst()
                .orElseThrow();
    }

    /** Does to vCenter what others do. */
    JsonNode call(VimService.Ref on, String method, ObjectNode parameters) throws IOException {
        return admin.ask(on, method, parameters, method);
    }

    /** Runs a task of others. */
    void run(VimService.Ref on, String method, ObjectNode parameters) throws IOException {
        new VimTasks(admin, PlatformBed.LONG).await(VimService.Ref.of(call(on, method, parameters)), method);
    }

    /** Ends every session but the administrator's own, as it happens when a vCenter thinks them idle. */
    int endSessions() throws IOException {
        VimService.Ref manager = admin.manager("sessionManager");
        Map<String, JsonNode> known = new VimProperties(admin).of(manager, "sessionList", "currentSession");
        String own = known.get("currentSession").path("key").asText();
        ObjectNode others = VimService.parameters();
        known.get("sessionList")
                .valueStream()
                .map(session -> session.path("key").asText())
                .filter(key -> !key.equals(own))
                .forEach(others.putArray("sessionId")::add);
        call(manager, "TerminateSession", others);
        return others.path("sessionId").size();
    }

    @Override
    public void close() throws IOException {
        admin.logout();
        process.outputWriter().close();
        process.destroy();
    }
}

package mtv.sandbox.sources.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;
import mtv.sandbox.sources.CallOutcome;
import mtv.sandbox.sources.PlatformType;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.PowerState;
import mtv.sandbox.sources.SourceException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The part of vCenter's VI JSON API that finds, clones, reconfigures, powers and deletes virtual machines, of the
 * releases from 8.0.1.0 to 8.0.3.0. Faults of the sandbox meet its callers as humans: {@code clone},
 * {@code reconfigure}, {@code snapshot}, {@code revert}, {@code power} and {@code destroy} are operations on
 * {@code machines}. A fault lets a task fail, or, when it swallows, run on for ever.
 */
public final class VimJsonApi implements Function<Request, CompletionStage<HttpAnswer>> {

    private static final String RELEASE = "8.0.3.0";
    private static final Pattern RELEASES = Pattern.compile("8\\.0\\.[123]\\.0");
    private static final String SESSION = "vmware-api-session-id";
    private static final String API = "/sdk/vim25/{release}";
    private static final String VM = API + "/VirtualMachine/{id}";
    private static final String COLLECTOR = API + "/PropertyCollector/{id}";
    private static final String REFUSED_LOGIN = "Cannot complete login due to an incorrect user name or password.";

    private final SimPlatform vsphere;
    private final Faults faults;
    private final VimInventory inventory;
    private final VCenterSnapshots snapshots;
    private final VCenterMachines machines;
    private final VCenterTasks tasks = new VCenterTasks();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    /** By the session that they belong to, and their id. */
    private final Map<String, VimCollector> collectors = new ConcurrentHashMap<>();

    private final AtomicInteger made = new AtomicInteger();
    private final Routes<Function<Request, CompletionStage<HttpAnswer>>> routes = new Routes<
                    Function<Request, CompletionStage<HttpAnswer>>>()
            .add("GET", API + "/ServiceInstance/ServiceInstance/content", request -> ok(content()))
            .add("POST", API + "/SessionManager/SessionManager/Login", this::login)
            .add("POST", API + "/SessionManager/SessionManager/Logout", signedIn(this::logout))
            .add("POST", API + "/ViewManager/ViewManager/CreateContainerView", signedIn(this::view))
            .add("POST", API + "/ContainerView/{id}/DestroyView", signedIn(request -> nothing()))
            .add("POST", COLLECTOR + "/RetrievePropertiesEx", signedIn(this::retrieve))
            .add("POST", COLLECTOR + "/ContinueRetrievePropertiesEx", signedIn(this::more))
            .add("POST", COLLECTOR + "/CreatePropertyCollector", signedIn(this::collector))
            .add("POST", COLLECTOR + "/CreateFilter", signedIn(this::filter))
            .add("POST", COLLECTOR + "/WaitForUpdatesEx", signedIn(this::updates))
            .add("POST", COLLECTOR + "/DestroyPropertyCollector", signedIn(this::destroyCollector))
            .add("POST", API + "/Task/{id}/CancelTask", signedIn(this::cancel))
            .add("POST", VM + "/CloneVM_Task", signedIn(this::cloneVm))
            .add("POST", VM + "/CreateSnapshot_Task", signedIn(this::snapshot))
            .add("POST", API + "/VirtualMachineSnapshot/{id}/RevertToSnapshot_Task", signedIn(this::revert))
            .add("POST", VM + "/ReconfigVM_Task", signedIn(this::reconfigure))
            .add("POST", VM + "/PowerOnVM_Task", signedIn(power(PowerState.poweredOn)))
            .add("POST", VM + "/PowerOffVM_Task", signedIn(power(PowerState.poweredOff)))
            .add("POST", VM + "/Destroy_Task", signedIn(this::destroy));

    public VimJsonApi(SimPlatform vsphere, Faults faults) {
        this.vsphere = vsphere;
        this.faults = faults;
        this.snapshots = new VCenterSnapshots(vsphere, tasks);
        this.inventory = new VimInventory(vsphere, snapshots);
        this.machines = new VCenterMachines(vsphere, tasks);
    }

    @Override
    public CompletionStage<HttpAnswer> apply(Request request) {
        return vsphere.called(() -> begun(request));
    }

    private CompletionStage<HttpAnswer> begun(Request request) {
        try {
            return routes.find(request)
                    .filter(match -> RELEASES.matcher(match.request().variable("release"))
                            .matches())
                    .map(match -> match.handler().apply(match.request()))
                    .orElseGet(() -> now(HttpAnswer.empty(404)));
        } catch (VCenterFault e) {
            return now(HttpAnswer.of(500, e.body()));
        } catch (SourceException e) {
            return now(HttpAnswer.of(500, VCenterFault.of(e).body()));
        }
    }

    private static Map<String, Object> content() {
        return VimJson.object(
                "ServiceContent",
                "rootFolder",
                VimJson.reference("Folder", "group-d1"),
                "propertyCollector",
                VimJson.reference("PropertyCollector", "propertyCollector"),
                "viewManager",
                VimJson.reference("ViewManager", "ViewManager"),
                "sessionManager",
                VimJson.reference("SessionManager", "SessionManager"),
                "about",
                VimJson.object(
                        "AboutInfo",
                        "fullName",
                        "VMware vCenter Server 8.0.3 (sandbox)",
                        "version",
                        PlatformType.VSPHERE.version(),
                        "apiType",
                        "VirtualCenter",
                        "apiVersion",
                        RELEASE));
    }

    private CompletionStage<HttpAnswer> login(Request request) {
        String user = request.body().path("userName").asText();
        if (!vsphere.accepts(
                Map.of("user", user, "password", request.body().path("password").asText()))) {
            throw new VCenterFault("InvalidLogin", REFUSED_LOGIN);
        }
        String session = UUID.randomUUID().toString();
        sessions.add(session);
        return now(HttpAnswer.ok(
                        VimJson.object("UserSession", "key", UUID.randomUUID().toString(), "userName", user))
                .with(SESSION, session));
    }

    private Function<Request, CompletionStage<HttpAnswer>> signedIn(
            Function<Request, CompletionStage<HttpAnswer>> handler) {
        return request -> {
            if (request.header(SESSION).filter(sessions::contains).isEmpty()) {
                throw VCenterFault.notAuthenticated();
            }
            return handler.apply(request);
        };
    }

    /** How many sessions there are at this moment. */
    public int sessions() {
        return sessions.size();
    }

    /** The snapshots of a machine by their names, each with those that begin from it in parentheses. */
    public String snapshots(SimVm vm) {
        return snapshots.words(vm);
    }

    /** Ends all of them, as vCenter does with sessions that were idle for long; what belongs to them goes, too. */
    public void endSessions() {
        sessions.clear();
        collectors.clear();
    }

    private CompletionStage<HttpAnswer> logout(Request request) {
        String session = request.header(SESSION).orElseThrow();
        sessions.remove(session);
        collectors.keySet().removeIf(key -> key.startsWith(session));
        return nothing();
    }

    /** An id as vCenter gives it to what belongs to a session. */
    private String ofSession() {
        return "session[52c0ffee-0000-4000-8000-00000000c0de]52-" + made.incrementAndGet();
    }

    private static String id(Request request) {
        return URLDecoder.decode(request.variable("id"), StandardCharsets.UTF_8);
    }

    private CompletionStage<HttpAnswer> view(Request request) {
        return ok(VimJson.reference("ContainerView", ofSession()));
    }

    private CompletionStage<HttpAnswer> retrieve(Request request) {
        return ok(inventory.retrieve(request.body()));
    }

    private CompletionStage<HttpAnswer> more(Request request) {
        return ok(inventory.more(request.body().path("token").asText()));
    }

    private CompletionStage<HttpAnswer> collector(Request request) {
        String id = ofSession();
        collectors.put(key(request, id), new VimCollector(tasks, vsphere.clock()));
        return ok(VimJson.reference("PropertyCollector", id));
    }

    private static String key(Request request, String id) {
        return request.header(SESSION).orElseThrow() + " " + id;
    }

    private VimCollector collectorOf(Request request) {
        return Optional.ofNullable(collectors.get(key(request, id(request)))).orElseThrow(VCenterFault::noSuchObject);
    }

    private CompletionStage<HttpAnswer> filter(Request request) {
        String id = ofSession();
        collectorOf(request).filter(id, request.body().path("spec"));
        return ok(VimJson.reference("PropertyFilter", id));
    }

    private CompletionStage<HttpAnswer> updates(Request request) {
        int longest = request.body().at("/options/maxWaitSeconds").asInt(Integer.MAX_VALUE);
        return collectorOf(request).next(request.body().path("version").asText(), Duration.ofSeconds(longest));
    }

    private CompletionStage<HttpAnswer> destroyCollector(Request request) {
        collectorOf(request);
        collectors.remove(key(request, id(request)));
        return nothing();
    }

    private CompletionStage<HttpAnswer> cancel(Request request) {
        tasks.find(id(request)).orElseThrow(VCenterFault::noSuchObject);
        machines.cancel(id(request));
        return nothing();
    }

    private CompletionStage<HttpAnswer> cloneVm(Request request) {
        JsonNode wanted = request.body();
        if (!wanted.hasNonNull("name")
                || !wanted.at("/folder/type").asText().equals("Folder")
                || !wanted.path("spec").has("location")) {
            throw new VCenterFault("InvalidRequest", "CloneVM_Task needs folder, name and spec with a location.");
        }
        SimVm source = vm(request);
        String name = wanted.path("name").asText();
        return task("clone", source, () -> machines.cloneOf(source, name, location(wanted)), name);
    }

    /** The folder may be told twice; a linked clone needs a snapshot of the machine. */
    private static JsonNode location(JsonNode wanted) {
        ObjectNode location = wanted.at("/spec/location").deepCopy();
        if (!location.has("folder")) {
            location.set("folder", wanted.path("folder"));
        }
        if (location.path("diskMoveType").asText().equals("createNewChildDiskBacking")
                && wanted.at("/spec/snapshot").isMissingNode()) {
            throw new VCenterFault("InvalidArgument", "A specified parameter was not correct: spec.snapshot");
        }
        return location;
    }

    private CompletionStage<HttpAnswer> snapshot(Request request) {
        SimVm vm = vm(request);
        String name = request.body().path("name").asText();
        return task("snapshot", vm, () -> snapshots.create(vm, name));
    }

    private CompletionStage<HttpAnswer> revert(Request request) {
        SimVm vm = snapshots.vm(id(request));
        return task("revert", vm, () -> snapshots.revert(vm, id(request)));
    }

    private CompletionStage<HttpAnswer> reconfigure(Request request) {
        SimVm vm = vm(request);
        return task(
                "reconfigure", vm, () -> machines.reconfigure(vm, request.body().path("spec")));
    }

    private Function<Request, CompletionStage<HttpAnswer>> power(PowerState wanted) {
        return request -> {
            SimVm vm = vm(request);
            return task("power", vm, () -> machines.power(vm, wanted));
        };
    }

    private CompletionStage<HttpAnswer> destroy(Request request) {
        SimVm vm = vm(request);
        return task("destroy", vm, () -> machines.destroy(vm));
    }

    private SimVm vm(Request request) {
        return vsphere.vm(id(request)).orElseThrow(VCenterFault::noSuchObject);
    }

    /** A task that works, that fails by a fault of the sandbox, or that goes on for ever. */
    private CompletionStage<HttpAnswer> task(
            String verb, SimVm vm, Supplier<VCenterTasks.Task> work, String... otherNames) {
        CallOutcome outcome = CallOutcome.of(faults, verb, vm, otherNames);
        VCenterTasks.Task task = outcome.good() ? work.get() : tasks.begin("VirtualMachine." + verb, vm.id());
        outcome.refusal().ifPresent(why -> tasks.fail(task.id(), new VCenterFault("SystemError", why)));
        return ok(VimJson.reference("Task", task.id()));
    }

    private static CompletionStage<HttpAnswer> ok(Object body) {
        return now(HttpAnswer.ok(body));
    }

    private static CompletionStage<HttpAnswer> nothing() {
        return now(HttpAnswer.empty(204));
    }

    private static CompletionStage<HttpAnswer> now(HttpAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}

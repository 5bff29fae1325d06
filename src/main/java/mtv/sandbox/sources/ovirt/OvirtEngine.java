package mtv.sandbox.sources.ovirt;

import mtv.sandbox.faults.Faults;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimPlatform.Event;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.PowerState;
import mtv.sandbox.sources.SourceException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an oVirt engine's REST API that finds, clones, powers and deletes virtual machines, makes snapshots of
 * them, and lists what was done to them. As in the engine, calls answer when the work has begun. Faults of the sandbox
 * meet its callers as humans, as those of {@link mtv.sandbox.sources.vsphere.VimJsonApi} do.
 */
public final class OvirtEngine implements Function<Request, CompletionStage<HttpAnswer>> {

    private static final String API = "/ovirt-engine/api";
    private static final String VMS = API + "/vms";
    private static final String VM = VMS + "/{vm}";
    private static final String SNAPSHOTS = VM + "/snapshots";
    private static final String CORRELATION = "Correlation-Id";

    private final SimPlatform platform;
    private final OvirtClones clones;
    private final OvirtSnapshots snapshots;
    private final Routes<Function<Request, HttpAnswer>> routes = new Routes<Function<Request, HttpAnswer>>()
            .add(
                    "GET",
                    API,
                    request -> HttpAnswer.ok(
                            Map.of("product_info", Map.of("name", "oVirt Engine", "vendor", "ovirt.org"))))
            .add("GET", API + "/events", this::events)
            .add("GET", VMS, request -> HttpAnswer.ok(list("vm", named(vms(), request))))
            .add("POST", VMS, this::fromTemplate)
            .add("GET", VM, request -> one(vms(), request.variable("vm")))
            .add("DELETE", VM, this::delete)
            .add("POST", VM + "/clone", this::cloneVm)
            .add("POST", VM + "/start", request -> power(request, PowerState.poweredOn))
            .add("POST", VM + "/stop", request -> power(request, PowerState.poweredOff))
            .add("POST", VM + "/shutdown", this::shutdown)
            .add("GET", SNAPSHOTS, this::snapshots)
            .add("POST", SNAPSHOTS, this::snapshot)
            .add("GET", SNAPSHOTS + "/{snapshot}", this::oneSnapshot)
            .add("GET", API + "/templates", request -> HttpAnswer.ok(list("template", named(templates(), request))))
            .add("GET", API + "/templates/{vm}", request -> one(templates(), request.variable("vm")));

    public OvirtEngine(SimPlatform platform, Faults faults) {
        this.platform = platform;
        this.clones = new OvirtClones(platform, faults);
        this.snapshots = new OvirtSnapshots(platform);
    }

    @Override
    public CompletionStage<HttpAnswer> apply(Request request) {
        return CompletableFuture.completedFuture(platform.called(() -> answer(request)));
    }

    private HttpAnswer answer(Request request) {
        if (!platform.accepts(request.basic())) {
            return HttpAnswer.empty(401);
        }
        try {
            return Routes.answer(routes, request).orElseGet(() -> HttpAnswer.empty(404));
        } catch (SourceException e) {
            return refusal(e);
        }
    }

    private static HttpAnswer refusal(SourceException e) {
        return HttpAnswer.of(
                e.type().restStatus(), Map.of("reason", "Operation Failed", "detail", "[" + e.getMessage() + "]"));
    }

    private List<SimVm> vms() {
        return platform.vms();
    }

    private List<SimVm> templates() {
        return platform.templates();
    }

    /** Nothing at all is how the engine shows an empty list. */
    private Object list(String name, List<SimVm> vms) {
        return vms.isEmpty()
                ? Map.of()
                : Map.of(name, vms.stream().map(this::shown).toList());
    }

    private static List<SimVm> named(List<SimVm> vms, Request request) {
        Optional<String> name = searched(request, "name");
        return vms.stream()
                .filter(vm -> name.map(vm.name()::equalsIgnoreCase).orElse(true))
                .toList();
    }

    /** The value that a search wants a field to have; of the language nothing else is understood. */
    private static Optional<String> searched(Request request, String field) {
        Matcher matcher = Pattern.compile("\\b" + field + "\\s*=\\s*(?:\"([^\"]*)\"|(\\S+))")
                .matcher(request.query("search").orElse(""));
        return matcher.find()
                ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : Optional.empty();
    }

    private HttpAnswer one(List<SimVm> vms, String id) {
        return vms.stream()
                .filter(vm -> vm.id().equals(id))
                .findFirst()
                .map(vm -> HttpAnswer.ok(shown(vm)))
                .orElseGet(() -> refusal(SourceException.noSuchVm(id)));
    }

    private Map<String, Object> shown(SimVm vm) {
        return Map.of(
                "id",
                vm.id(),
                "name",
                vm.name(),
                "status",
                vm.template() ? "ok" : clones.isIncomplete(vm.id()) ? "image_locked" : status(vm),
                "cluster",
                Map.of("id", vm.folder()),
                "version",
                Map.of("version_number", "1"));
    }

    private static String status(SimVm vm) {
        return switch (vm.power()) {
            case poweredOn -> "up";
            case poweredOff -> "down";
            case suspended -> "suspended";
        };
    }

    private SimVm vm(Request request) {
        String id = request.variable("vm");
        return platform.vm(id).orElseThrow(() -> SourceException.noSuchVm(id));
    }

    private HttpAnswer cloneVm(Request request) {
        String name = request.body().at("/vm/name").asText();
        SimVm source = vm(request);
        clones.begin(source, name, request.header(CORRELATION).orElse(""));
        return HttpAnswer.ok(Map.of("status", "pending", "vm", Map.of("id", source.id())));
    }

    private HttpAnswer fromTemplate(Request request) {
        String id = request.body().at("/template/id").asText();
        SimVm template = templates().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SourceException(
                        SourceException.Type.INVALID_ARGUMENT, "Cannot add VM. The template does not exist."));
        if (request.body().path("cluster").isEmpty()) {
            throw new SourceException(SourceException.Type.INVALID_ARGUMENT, "Vm [cluster.id|name] required for add");
        }
        String made = clones.begin(
                template,
                request.body().path("name").asText(),
                request.header(CORRELATION).orElse(""));
        return HttpAnswer.of(201, Map.of("id", made));
    }

    private HttpAnswer power(Request request, PowerState wanted) {
        SimVm vm = vm(request);
        clones.requireUnlocked(vm, wanted == PowerState.poweredOn ? "run" : "stop");
        if (clones.happens("power", vm)) {
            platform.power(vm.id(), wanted, () -> {});
        }
        return HttpAnswer.ok(Map.of("status", "complete"));
    }

    private HttpAnswer snapshots(Request request) {
        return HttpAnswer.ok(Map.of("snapshot", snapshots.of(vm(request))));
    }

    private HttpAnswer oneSnapshot(Request request) {
        return snapshots
                .find(vm(request), request.variable("snapshot"))
                .map(HttpAnswer::ok)
                .orElseGet(() -> HttpAnswer.empty(404));
    }

    private HttpAnswer snapshot(Request request) {
        SimVm vm = vm(request);
        clones.requireUnlocked(vm, "create snapshot of");
        snapshots.requireNoneInTheMaking(vm);
        boolean ends = clones.happens("createSnapshot", vm);
        return HttpAnswer.of(
                201, snapshots.make(vm, request.body().path("description").asText(), ends));
    }

    private HttpAnswer shutdown(Request request) {
        platform.powerOff(vm(request).id());
        return HttpAnswer.ok(Map.of("status", "complete"));
    }

    private HttpAnswer delete(Request request) {
        SimVm vm = vm(request);
        if (!request.query("force").map(Boolean::parseBoolean).orElse(false)) {
            clones.requireUnlocked(vm, "remove");
        }
        if (clones.happens("destroy", vm)) {
            platform.delete(vm.id());
        }
        return HttpAnswer.ok(Map.of());
    }

    /** The newest first; of a search only {@code type} and {@code correlation_id} are looked at. Numbers are texts. */
    private HttpAnswer events(Request request) {
        Optional<String> type = searched(request, "type");
        Optional<String> correlation = searched(request, "correlation_id");
        List<Map<String, Object>> events = platform.events().stream()
                .filter(event -> type.map(String.valueOf(event.code())::equals).orElse(true))
                .filter(event -> correlation.map(event.correlation()::equals).orElse(true))
                .limit(request.query("max").map(Long::parseLong).orElse(Long.MAX_VALUE))
                .map(OvirtEngine::event)
                .toList();
        return HttpAnswer.ok(events.isEmpty() ? Map.of() : Map.of("event", events));
    }

    private static Map<String, Object> event(Event event) {
        return Map.of(
                "code", String.valueOf(event.code()),
                "description", event.description(),
                "correlation_id", event.correlation(),
                "severity", event.severity(),
                "time", event.time().toEpochMilli(),
                "vm", Map.of("id", event.vm()));
    }
}

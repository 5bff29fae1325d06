package mtv.sandbox.sources.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.http.HttpAnswer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.PowerState;
import mtv.sandbox.sources.SourceException;
import mtv.sandbox.sources.SourceException.Type;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The part of the vCenter Automation API that finds, clones, powers and deletes virtual machines. As in vCenter, power
 * and clone calls answer when the work is done.
 */
public final class VCenterAutomationApi implements Function<Request, CompletionStage<HttpAnswer>> {

    private static final String SESSION = "vmware-api-session-id";
    private static final String VM = "/api/vcenter/vm/{vm}";

    private final SimPlatform vsphere;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final Routes<Function<Request, CompletionStage<HttpAnswer>>> routes = new Routes<
                    Function<Request, CompletionStage<HttpAnswer>>>()
            .add("POST", "/api/session", this::login)
            .add("DELETE", "/api/session", signedIn(this::logout))
            .add("GET", "/api/vcenter/vm", signedIn(this::list))
            .add("POST", "/api/vcenter/vm", "action=clone", signedIn(this::cloneVm))
            .add("DELETE", VM, signedIn(this::delete))
            .add("GET", VM + "/power", signedIn(this::power))
            .add("POST", VM + "/power", "action=start", signedIn(to(PowerState.poweredOn)))
            .add("POST", VM + "/power", "action=stop", signedIn(to(PowerState.poweredOff)));

    public VCenterAutomationApi(SimPlatform vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public CompletionStage<HttpAnswer> apply(Request request) {
        return vsphere.called(() -> begun(request));
    }

    private CompletionStage<HttpAnswer> begun(Request request) {
        try {
            return Routes.answer(routes, request).orElseGet(() -> now(HttpAnswer.empty(404)));
        } catch (SourceException e) {
            return now(refusal(e));
        }
    }

    /** How many sessions there are at this moment. */
    public int sessions() {
        return sessions.size();
    }

    private CompletionStage<HttpAnswer> login(Request request) {
        if (!vsphere.accepts(request.basic())) {
            throw new SourceException(Type.UNAUTHENTICATED, "Unable to authenticate user");
        }
        String session = UUID.randomUUID().toString().replace("-", "");
        sessions.add(session);
        return now(HttpAnswer.of(201, session));
    }

    private Function<Request, CompletionStage<HttpAnswer>> signedIn(
            Function<Request, CompletionStage<HttpAnswer>> handler) {
        return request -> {
            if (request.header(SESSION).filter(sessions::contains).isEmpty()) {
                throw new SourceException(Type.UNAUTHENTICATED, "This method requires authentication.");
            }
            return handler.apply(request);
        };
    }

    private CompletionStage<HttpAnswer> logout(Request request) {
        sessions.remove(request.header(SESSION).orElseThrow());
        return now(HttpAnswer.empty(204));
    }

    private CompletionStage<HttpAnswer> list(Request request) {
        List<String> names = request.query().getAll("names");
        return ok(vsphere.vms().stream()
                .filter(vm -> !vm.template())
                .filter(vm -> names.isEmpty() || names.contains(vm.name()))
                .map(vm -> Map.of(
                        "vm", vm.id(),
                        "name", vm.name(),
                        "power_state", state(vm),
                        "cpu_count", vm.cpus(),
                        "memory_size_MiB", vm.memoryMib()))
                .toList());
    }

    private CompletionStage<HttpAnswer> cloneVm(Request request) {
        JsonNode spec = request.body();
        if (!spec.hasNonNull("source") || !spec.hasNonNull("name")) {
            throw new SourceException(Type.INVALID_ARGUMENT, "A clone needs 'source' and 'name'.");
        }
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        vsphere.cloneVm(spec.get("source").asText(), spec.get("name").asText(), copy -> {
            HttpAnswer id = HttpAnswer.ok(copy.id());
            if (spec.path("power_on").asBoolean()) {
                vsphere.power(copy.id(), PowerState.poweredOn, () -> answer.complete(id));
            } else {
                answer.complete(id);
            }
        });
        return answer;
    }

    private CompletionStage<HttpAnswer> delete(Request request) {
        vsphere.delete(request.variable("vm"));
        return now(HttpAnswer.empty(204));
    }

    private CompletionStage<HttpAnswer> power(Request request) {
        return ok(Map.of("state", state(vm(request))));
    }

    private Function<Request, CompletionStage<HttpAnswer>> to(PowerState power) {
        return request -> {
            CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
            vsphere.power(request.variable("vm"), power, () -> answer.complete(HttpAnswer.empty(204)));
            return answer;
        };
    }

    private SimVm vm(Request request) {
        String id = request.variable("vm");
        return vsphere.vm(id).orElseThrow(() -> SourceException.noSuchVm(id));
    }

    /** {@code poweredOn} becomes {@code POWERED_ON}. */
    private static String state(SimVm vm) {
        return vm.power().name().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static CompletionStage<HttpAnswer> ok(Object body) {
        return now(HttpAnswer.ok(body));
    }

    private static CompletionStage<HttpAnswer> now(HttpAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static HttpAnswer refusal(SourceException e) {
        Map<String, Object> message =
                Map.of("id", "sandbox.vsphere", "default_message", e.getMessage(), "args", List.of());
        return HttpAnswer.of(e.type().status(), Map.of("error_type", e.type().name(), "messages", List.of(message)));
    }
}

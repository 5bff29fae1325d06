package mtv.sandbox.sources;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.http.Answer;
import mtv.sandbox.http.Request;
import mtv.sandbox.http.Routes;
import mtv.sandbox.sources.SimVm.PowerState;
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
public final class AutomationApi implements Function<Request, CompletionStage<Answer>> {

    private static final String SESSION = "vmware-api-session-id";
    private static final String VM = "/api/vcenter/vm/{vm}";

    private final SimPlatform vsphere;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final Routes<Function<Request, CompletionStage<Answer>>> routes = new Routes<
                    Function<Request, CompletionStage<Answer>>>()
            .add("POST", "/api/session", this::login)
            .add("DELETE", "/api/session", signedIn(this::logout))
            .add("GET", "/api/vcenter/vm", signedIn(this::list))
            .add("POST", "/api/vcenter/vm", "action=clone", signedIn(this::cloneVm))
            .add("DELETE", VM, signedIn(this::delete))
            .add("GET", VM + "/power", signedIn(this::power))
            .add("POST", VM + "/power", "action=start", signedIn(to(PowerState.poweredOn)))
            .add("POST", VM + "/power", "action=stop", signedIn(to(PowerState.poweredOff)));

    public AutomationApi(SimPlatform vsphere) {
        this.vsphere = vsphere;
    }

    @Override
    public CompletionStage<Answer> apply(Request request) {
        try {
            return routes.find(request)
                    .map(match -> match.handler().apply(match.request()))
                    .orElseGet(() -> now(Answer.empty(404)));
        } catch (SourceException e) {
            return now(refusal(e));
        }
    }

    private CompletionStage<Answer> login(Request request) {
        if (!vsphere.accepts(request.basic())) {
            throw new SourceException(Type.UNAUTHENTICATED, "Unable to authenticate user");
        }
        String session = UUID.randomUUID().toString().replace("-", "");
        sessions.add(session);
        return now(Answer.of(201, session));
    }

    private Function<Request, CompletionStage<Answer>> signedIn(Function<Request, CompletionStage<Answer>> handler) {
        return request -> {
            if (request.header(SESSION).filter(sessions::contains).isEmpty()) {
                throw new SourceException(Type.UNAUTHENTICATED, "This method requires authentication.");
            }
            return handler.apply(request);
        };
    }

    private CompletionStage<Answer> logout(Request request) {
        sessions.remove(request.header(SESSION).orElseThrow());
        return now(Answer.empty(204));
    }

    private CompletionStage<Answer> list(Request request) {
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

    private CompletionStage<Answer> cloneVm(Request request) {
        JsonNode spec = request.body();
        if (!spec.hasNonNull("source") || !spec.hasNonNull("name")) {
            throw new SourceException(Type.INVALID_ARGUMENT, "A clone needs 'source' and 'name'.");
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        vsphere.cloneVm(spec.get("source").asText(), spec.get("name").asText(), copy -> {
            Answer id = Answer.ok(copy.id());
            if (spec.path("power_on").asBoolean()) {
                vsphere.power(copy.id(), PowerState.poweredOn, () -> answer.complete(id));
            } else {
                answer.complete(id);
            }
        });
        return answer;
    }

    private CompletionStage<Answer> delete(Request request) {
        vsphere.delete(request.variable("vm"));
        return now(Answer.empty(204));
    }

    private CompletionStage<Answer> power(Request request) {
        return ok(Map.of("state", state(vm(request))));
    }

    private Function<Request, CompletionStage<Answer>> to(PowerState power) {
        return request -> {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            vsphere.power(request.variable("vm"), power, () -> answer.complete(Answer.empty(204)));
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

    private static CompletionStage<Answer> ok(Object body) {
        return now(Answer.ok(body));
    }

    private static CompletionStage<Answer> now(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static Answer refusal(SourceException e) {
        Map<String, Object> message =
                Map.of("id", "sandbox.vsphere", "default_message", e.getMessage(), "args", List.of());
        return Answer.of(e.type().status(), Map.of("error_type", e.type().name(), "messages", List.of(message)));
    }
}

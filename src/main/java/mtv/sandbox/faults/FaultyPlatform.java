package mtv.sandbox.faults;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A source as MTV meets it: it sees other machines than there are, and what it asks for is refused or not done. A call
 * is an operation of its own name on {@code machines}, such as {@code powerOff machines}; one that names no machine is
 * on {@code sessions}.
 *
 * @param provider names of the Provider
 * @param sights what may be seen otherwise
 */
record FaultyPlatform(SourcePlatform real, Faults faults, List<String> provider, ActionCandidates sights)
        implements InvocationHandler {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    SourcePlatform platform() {
        Class<?>[] type = {SourcePlatform.class};
        return (SourcePlatform) Proxy.newProxyInstance(getClass().getClassLoader(), type, this);
    }

    @Override
    public Object invoke(Object proxy, Method call, Object[] args) throws Throwable {
        if (call.getName().equals("vms") && !sights.isEmpty()) {
            return Stream.concat(real.vms().stream().flatMap(vm -> see(vm).stream()), ghosts())
                    .toList();
        }
        if (call.getName().equals("vm")) {
            Optional<SimVm> there = real.vm((String) args[0]);
            return there.isPresent()
                    ? there.flatMap(this::see)
                    : ghosts().filter(vm -> vm.id().equals(args[0])).findFirst();
        }
        if (args != null && !happens(call.getName(), args[0])) {
            return call.getReturnType() == boolean.class ? false : call.getReturnType() == String.class ? "" : null;
        }
        try {
            return call.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** @param about the machine's id, else what is asked of the platform as a whole */
    private boolean happens(String call, Object about) {
        Optional<SimVm> vm = about instanceof String id ? real.vm(id) : Optional.empty();
        return faults.happens(
                new Operation(call, vm.isPresent() ? "machines" : "sessions", "mtv"),
                vm.map(this::names).orElse(provider),
                vm.map(SimVm::name).orElse(provider.get(0)));
    }

    private Stream<SimVm> ghosts() {
        return faults.met(real.url()).values().stream()
                .filter(vm -> real.vm(vm.id()).isEmpty())
                .filter(gone -> sights(gone).anyMatch(FaultAction.Sight::ghost));
    }

    private Optional<SimVm> see(SimVm vm) {
        List<FaultAction.Sight> all = sights(vm).toList();
        if (all.isEmpty()) {
            return Optional.of(vm);
        }
        faults.met(real.url()).putIfAbsent(vm.id(), vm);
        ObjectNode seen = JSON.valueToTree(vm);
        all.stream().map(FaultAction.Sight::edit).filter(edits -> edits != null).forEach(JsonTree.of(seen)::edit);
        return all.stream().anyMatch(FaultAction.Sight::missing)
                ? Optional.empty()
                : Optional.of(JSON.convertValue(seen, SimVm.class));
    }

    private Stream<FaultAction.Sight> sights(SimVm vm) {
        return sights.coveringMachine(names(vm))
                .filter(faults::isDue)
                .filter(each -> each.armed().strikes(each.deed(), vm.name()))
                .map(each -> each.deed().sight());
    }

    private List<String> names(SimVm vm) {
        List<String> names = new ArrayList<>(provider);
        names.addAll(List.of(vm.name(), vm.id(), vm.file()));
        return names;
    }
}

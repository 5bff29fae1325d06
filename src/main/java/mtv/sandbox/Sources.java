package mtv.sandbox;

import io.vertx.core.Vertx;
import mtv.sandbox.api.Certificate;
import mtv.sandbox.ovirt.Engine;
import mtv.sandbox.source.PlatformType;
import mtv.sandbox.source.Platforms;
import mtv.sandbox.source.SimPlatform;
import mtv.sandbox.source.SourcePlatform;
import mtv.sandbox.vsphere.VSphere;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The platforms beside a sandbox's clusters. Only vSphere and oVirt can be reached by others than MTV. */
public final class Sources implements AutoCloseable {

    private final Platforms platforms;
    private final VSphere vsphere;
    private final Engine ovirt;
    private final List<SimPlatform> all;

    private Sources(Vertx vertx, Certificate certificate, Platforms platforms) {
        this.platforms = platforms;
        this.vsphere = VSphere.start(vertx, certificate, host -> platforms.make(PlatformType.VSPHERE, host));
        this.ovirt = Engine.start(vertx, certificate, host -> platforms.make(PlatformType.OVIRT, host));
        this.all = Stream.concat(
                        Stream.of(vsphere.platform(), ovirt.platform()),
                        Stream.of(PlatformType.OPENSTACK, PlatformType.OVA)
                                .map(type -> platforms.make(type, type.id() + ".example.test")))
                .toList();
    }

    public static Sources start(Vertx vertx, Certificate certificate, Platforms platforms) {
        return new Sources(vertx, certificate, platforms);
    }

    /** What answers at a Provider's url; nothing for a cluster, which answers for itself. */
    public Optional<SourcePlatform> at(String url) {
        return all.stream()
                .filter(platform -> platform.url().equals(url))
                .findFirst()
                .map(SourcePlatform.class::cast);
    }

    public SimPlatform platform(PlatformType type) {
        return all.stream()
                .filter(platform -> platform.type() == type)
                .findFirst()
                .orElseThrow();
    }

    /** All of them as a providers file, each as {@code <type>-sandbox}; the cluster itself is among them. */
    public Map<String, Map<String, Object>> entries() {
        Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
        all.forEach(platform -> entries.put(platform.type().id() + "-sandbox", platforms.entry(platform)));
        entries.put("openshift-sandbox", Map.of("type", "openshift", "version", "4.20", "api_url", ""));
        return entries;
    }

    @Override
    public void close() {
        ovirt.close();
        vsphere.close();
    }
}

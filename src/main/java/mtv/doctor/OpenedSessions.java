package mtv.doctor;

import mtv.await.Stop;
import mtv.cluster.Cluster;
import mtv.cluster.ClusterException;
import mtv.cluster.ClusterTarget;
import mtv.cluster.Clusters;
import mtv.doctor.finding.Area;
import mtv.doctor.finding.HealthFinding;
import mtv.settings.ClusterCredentials;
import mtv.settings.ClusterSettings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of a run, as far as they could be opened: that one cluster refuses to be entered keeps nobody from
 * trying the other.
 */
final class OpenedSessions {

    private final List<Cluster> open = new ArrayList<>();
    private final List<HealthFinding> findings = new ArrayList<>();
    private Optional<Clusters> clusters = Optional.empty();

    private OpenedSessions() {}

    /** @param remote whether this run migrates to the remote cluster, if the settings name one */
    static OpenedSessions of(ClusterTarget target, boolean remote, Stop stop) {
        ClusterSettings settings = target.settings().cluster();
        OpenedSessions sessions = new OpenedSessions();
        Optional<Cluster> hub = sessions.open(target, settings.hub(), stop);
        Optional<ClusterCredentials> other = settings.remote().filter(any -> remote);
        Optional<Cluster> destination = other.isEmpty() ? hub : sessions.open(target, other.get(), stop);
        if (hub.isPresent() && destination.isPresent()) {
            sessions.clusters = Optional.of(new Clusters(hub.get(), destination.get()));
        }
        return sessions;
    }

    private Optional<Cluster> open(ClusterTarget target, ClusterCredentials access, Stop stop) {
        try {
            Cluster cluster = target.connect(access, stop);
            open.add(cluster);
            findings.add(reached(cluster, access));
            return Optional.of(cluster);
        } catch (ClusterException e) {
            findings.add(HealthFinding.error(Area.API, e.getMessage(), certificate(access)));
            return Optional.empty();
        }
    }

    /** A certificate that is trusted by itself is trusted when it has ended, too. */
    private static HealthFinding reached(Cluster cluster, ClusterCredentials access) {
        String what = cluster.apiUrl() + " (" + cluster.name() + ") answers, its certificate ";
        String wrong = certificate(access);
        if (!wrong.isEmpty()) {
            return HealthFinding.warning(Area.API, what + "trusted, but " + wrong, "renew it");
        }
        return HealthFinding.good(
                Area.API,
                what
                        + (access.insecureSkipVerify()
                                ? "not verified (" + access.role().skipVerifyKey() + ")"
                                : "verified"));
    }

    /** Who is to decide whether a certificate is good wants to see it. */
    private static String certificate(ClusterCredentials access) {
        return access.insecureSkipVerify()
                ? ""
                : access.host()
                        .map(URI::create)
                        .flatMap(uri -> ServerCertificate.of(uri, access.caFile()))
                        .flatMap(ServerCertificate::refusal)
                        .orElse("");
    }

    /** What became of each attempt. */
    List<HealthFinding> findings() {
        return List.copyOf(findings);
    }

    /** Empty when one of them is missing. */
    Optional<Clusters> clusters() {
        return clusters;
    }

    void close() {
        open.forEach(Cluster::close);
    }
}

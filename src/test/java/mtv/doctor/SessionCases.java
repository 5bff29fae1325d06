package mtv.doctor;

import mtv.model.ResourceKind;

import java.util.List;
import java.util.Map;

/** What is wrong with the way in: the API, the login, the clock, the release. */
final class SessionCases {

    static final List<DoctorCase> ALL = List.of(
            DoctorCase.given(
                    "cluster_host",
                    "https://127.0.0.1:1",
                    "API: Failed to get client for cluster https://127.0.0.1:1: .*check cluster_host"),
            DoctorCase.given("cluster_host", "https://no-such-host.invalid", "API: .* the host name is unknown"),
            DoctorCase.given("cluster_password", "wrong", "API: .* user \"kubeadmin\" or its password"),
            DoctorCase.broken(
                    "nobody trusts the certificate",
                    it -> Map.of("insecure_verify_skip", "false", "cluster_ca_file", ""),
                    "API: .* TLS: .*; it shows the certificate of CN=.*, signed by .*: no authority that this JDK"),
            DoctorCase.given(
                    "plan_wait_timeout",
                    "86400",
                    "login +warning +The token for the hub ends in .*, but a migration may take 1440 min"
                            + " \\(plan_wait_timeout\\); give one that lives longer"),
            DoctorCase.wanted(
                    "clock that is right",
                    "",
                    "clock +warning +the clock of the hub is .* ahead of this machine's; correct"),
            DoctorCase.broken(
                    "no release of OpenShift",
                    it -> it.removed(ResourceKind.CLUSTER_VERSION, "", "version"),
                    "versions +warning +The release of OpenShift cannot be read.*; let the user get clusterversions"));

    private SessionCases() {}
}

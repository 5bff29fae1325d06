package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.ObservedValue;
import mtv.check.compare.RunFacts;

/** Verified connections that are not are found by nobody. */
final class ProviderTls extends Check<RunFacts> {

    ProviderTls() {
        super(
                "provider-tls",
                "Secrets say what was configured about certificates, and MTV acts accordingly where it tells.");
    }

    @Override
    public void compare(RunFacts run, Findings findings) {
        run.tls().forEach(tls -> {
            Findings ofProvider = findings.about("Provider " + tls.provider());
            ofProvider.equal(
                    "insecureSkipVerify",
                    ObservedValue.of(tls.configured(), "settings"),
                    ObservedValue.of(tls.secret(), "Secret of the Provider"));
            if (tls.used().isKnown()) {
                ofProvider.equal(
                        "certificates ignored",
                        ObservedValue.of(tls.configured(), "settings"),
                        ObservedValue.of(tls.used()));
            } else {
                ofProvider.notComparable("certificates ignored", tls.used().origin());
            }
        });
    }
}

package mtv.check.run;

import mtv.check.compare.Check;
import mtv.check.compare.Findings;
import mtv.check.compare.RunFacts;
import mtv.check.compare.Side;

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
                    Side.of(tls.configured(), "settings"),
                    Side.of(tls.secret(), "Secret of the Provider"));
            if (tls.used().isTold()) {
                ofProvider.equal("certificates ignored", Side.of(tls.configured(), "settings"), Side.of(tls.used()));
            } else {
                ofProvider.notComparable("certificates ignored", tls.used().origin());
            }
        });
    }
}

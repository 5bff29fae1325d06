package mtv.check;

/** Verified connections that are not are found by nobody. */
final class ProviderTls extends Check<RunFacts> {

    ProviderTls() {
        super(
                "provider-tls",
                "Secrets say what was configured about certificates, and MTV acts accordingly where it tells.");
    }

    @Override
    void compare(RunFacts run, Findings findings) {
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

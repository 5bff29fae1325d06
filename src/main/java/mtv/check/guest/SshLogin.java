package mtv.check.guest;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;
import mtv.check.compare.Findings;
import mtv.vm.DestinationVm;
import mtv.vm.Fact;

/** A VM that is off and whose agent nobody asks for is not started for it. */
final class SshLogin extends Check<Comparison> {

    SshLogin() {
        super("ssh-login", "The guest lets its user in by SSH, with the password of the source provider's entry.");
    }

    @Override
    public void compare(Comparison vm, Findings findings) {
        if (vm.actual().guest().isEmpty()) {
            findings.notComparable("SSH login", "the guest does not run");
            return;
        }
        Fact<DestinationVm.Visit> visit = vm.actual().guest().get().visit();
        findings.equal(
                "SSH login",
                visit.map(tried -> tried.user() + " is let in"),
                new Fact<>(
                        visit.value().map(tried -> tried.refusal().orElse(tried.user() + " is let in")),
                        "port-forward to port 22"));
    }
}

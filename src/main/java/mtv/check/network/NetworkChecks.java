package mtv.check.network;

import mtv.check.compare.Check;
import mtv.check.compare.Comparison;

import java.util.List;

/** NICs of a VM. */
public final class NetworkChecks {

    private NetworkChecks() {}

    public static List<Check<Comparison>> ofVm() {
        return List.of(
                new NicCount(),
                new NicMac(),
                new NicOrder(),
                new NicNetwork(),
                new NicModel(),
                new NicBinding(),
                new NicLink());
    }
}

package mtv.check;

import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order of a report. */
public final class Checks {

    private static final Check EXISTENCE = new ExistenceCheck();

    /** Need a VM to look at. */
    private static final List<Check> PROPERTIES = List.of(
            new PowerCheck(),
            new CpuCheck(),
            new MemoryCheck(),
            new NicCheck(),
            new DiskCheck(),
            new StorageClassCheck(),
            new GuestAgentCheck());

    private Checks() {}

    /** Every difference of this VM; a VM that does not exist has one. */
    public static List<Difference> compare(Comparison vm) {
        List<Difference> missing = EXISTENCE.compare(vm);
        return missing.isEmpty()
                ? PROPERTIES.stream()
                        .flatMap(check -> check.compare(vm).stream())
                        .toList()
                : missing;
    }

    public static List<String> properties() {
        return Stream.concat(Stream.of(EXISTENCE), PROPERTIES.stream())
                .map(Check::property)
                .toList();
    }
}

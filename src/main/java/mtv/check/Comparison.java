package mtv.check;

import mtv.provider.SourceVm;

import java.util.Optional;

/**
 * One VM on both sides.
 *
 * @param destination empty when no such VM is where it must be
 * @param elsewhere where a VM of that name was found instead, for the message; empty when nowhere
 */
public record Comparison(SourceVm source, Expected expected, Optional<DestinationVm> destination, String elsewhere) {

    /** For checks that run only on a VM that exists: {@link ExistenceCheck} reports one that does not. */
    DestinationVm actual() {
        return destination.orElseThrow();
    }

    Difference differs(String property, Object expectedValue, Object actualValue) {
        return new Difference(source.name(), property, String.valueOf(expectedValue), String.valueOf(actualValue));
    }
}

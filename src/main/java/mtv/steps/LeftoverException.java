package mtv.steps;

import mtv.ledger.Leftover;

import java.util.List;
import java.util.stream.Collectors;

/** The run could not remove all that it created, so it fails even if all its tests have passed. */
public final class LeftoverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeftoverException(List<Leftover> left) {
        super(
                "Left behind on the cluster: "
                        + left.stream().map(Leftover::toString).collect(Collectors.joining("; ")),
                null,
                false,
                false);
    }
}

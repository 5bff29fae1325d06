package mtv.check;

import java.util.List;

/** One property of a migrated VM. */
public interface Check {

    /** Short name for reports. */
    String property();

    /** @return differences, empty when the property is as it must be */
    List<Difference> compare(Comparison vm);
}

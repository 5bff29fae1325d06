package mtv.provider.driver;

import java.util.List;
import java.util.Optional;

/** The one VM of a source that a name means. */
public final class SoleVm {

    private SoleVm() {}

    /**
     * @param found all of this name
     * @param by by what a scenario says which of several it means, such as {@code "id"} in quotes
     * @return empty when there is none
     * @throws ProviderException when there are several
     */
    public static <T> Optional<T> of(List<T> found, String name, String sourceKey, String by) {
        if (found.size() > 1) {
            throw new ProviderException(found.size() + " VMs on source provider " + sourceKey + " have the name " + name
                    + "; say which by " + by + " beside its name in the scenario");
        }
        return found.stream().findFirst();
    }
}

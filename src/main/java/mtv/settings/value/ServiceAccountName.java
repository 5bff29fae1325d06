package mtv.settings.value;

/** A service account of a cluster. */
public record ServiceAccountName(String namespace, String name) {

    /** As a person writes it. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}

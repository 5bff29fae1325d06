package mtv.sandbox.forklift.build;

/** How the data of a disk gets to the destination. The form of its objects is in {@code manifests.json}. */
public enum Transfer {
    /** A blank volume, which virt-v2v writes. */
    BLANK(null),
    VDDK(null),
    IMAGEIO(null),
    HTTP(null),
    OVIRT("OvirtVolumePopulator"),
    OPENSTACK("OpenstackVolumePopulator");

    private final String populator;

    Transfer(String populator) {
        this.populator = populator;
    }

    /**
     * Where the data is read.
     *
     * @param vm uuid of the source machine
     * @param secret with the login, on the destination
     * @param configMap with the certificate, on the destination
     * @param image of the VDDK, or empty
     */
    public record Origin(String url, String vm, String secret, String configMap, String thumbprint, String image) {}

    /** Whether a populator fills the claims, which MTV creates itself then. */
    public boolean populates() {
        return populator != null;
    }

    /** The kind of the object that fills the claim; null when a DataVolume does. */
    String populator() {
        return populator;
    }
}

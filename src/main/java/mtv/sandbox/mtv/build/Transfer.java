package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** How the data of a disk comes to the destination: what a DataVolume names as its source, or a populator's spec. */
public enum Transfer {
    /** virt-v2v will write it. */
    BLANK(null, (spec, from, disk) -> spec.putObject("blank")),
    VDDK(null, (spec, from, disk) -> {
        ObjectNode vddk = spec.putObject("vddk")
                .put("backingFile", disk.source())
                .put("url", from.url())
                .put("uuid", from.vm())
                .put("secretRef", from.secret())
                .put("thumbprint", from.thumbprint());
        if (!from.image().isEmpty()) {
            vddk.put("initImageURL", from.image());
        }
    }),
    IMAGEIO(
            null,
            (spec, from, disk) -> spec.putObject("imageio")
                    .put("url", from.url())
                    .put("secretRef", from.secret())
                    .put("certConfigMap", from.configMap())
                    .put("diskId", disk.source())),
    HTTP(
            null,
            (spec, from, disk) -> spec.putObject("http")
                    .put("url", from.url() + "/volumes/" + disk.disk().id().replaceFirst(".*/", "") + "/disk.img")
                    .put("certConfigMap", from.configMap())
                    .putArray("secretExtraHeaders")
                    .add(from.secret())),
    OVIRT(
            "OvirtVolumePopulator",
            (spec, from, disk) -> spec.put("engineUrl", from.url())
                    .put("engineSecretName", from.secret())
                    .put("diskId", disk.source())
                    .set("transferNetwork", TextNode.valueOf(""))),
    OPENSTACK(
            "OpenstackVolumePopulator",
            (spec, from, disk) -> spec.put("identityUrl", from.url())
                    .put("secretRef", from.secret())
                    .put("imageId", disk.source()));

    private final String populator;
    private final Writer writer;

    Transfer(String populator, Writer writer) {
        this.populator = populator;
        this.writer = writer;
    }

    @FunctionalInterface
    private interface Writer {

        void write(ObjectNode spec, Origin from, DiskOnTheWay disk);
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

    /** The kind of the object that fills the claim; null when a DataVolume does. */
    String populator() {
        return populator;
    }

    void write(ObjectNode spec, Origin from, DiskOnTheWay disk) {
        writer.write(spec, from, disk);
    }
}

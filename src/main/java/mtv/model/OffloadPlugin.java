package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.Map;

/** How a storage array copies the disks itself: by XCOPY through an ESXi host, or by its CSI driver. One is given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OffloadPlugin(Map<String, Object> vsphereXcopyConfig, Map<String, Object> csiVolumeImport) {}

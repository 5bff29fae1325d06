package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

/** The ESXi host by id or name, its transfer address and its login. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HostSpec(
        String id, String name, String namespace, String type, ObjectRef provider, String ipAddress, ObjectRef secret)
        implements HostSpecBuilder.With {}

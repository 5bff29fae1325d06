package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.Map;

/** An openshift Provider with an empty url is the cluster that MTV runs on; with a url it is a remote one. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderSpec(String type, String url, ObjectRef secret, Map<String, String> settings)
        implements ProviderSpecBuilder.With {}

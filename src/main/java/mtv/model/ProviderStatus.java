package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

import java.util.List;

/** Phase is Staging, ValidationFailed, ConnectionFailed or Ready. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderStatus(
        String phase,
        List<Condition> conditions,
        Long observedGeneration,
        String fingerprint,
        ServiceRef service,
        String secretResourceVersion)
        implements ProviderStatusBuilder.With, MtvResource.Status {}

package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

/** deadline is in seconds; playbook is base64 of an Ansible playbook. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookSpec(String image, String playbook, Long deadline, String serviceAccount)
        implements HookSpecBuilder.With {}

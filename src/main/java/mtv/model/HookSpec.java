package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

/** Deadline is in seconds; playbook is base64 of an Ansible playbook; aap runs elsewhere and excludes both. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HookSpec(String image, String playbook, Long deadline, String serviceAccount, AapConfig aap)
        implements HookSpecBuilder.With {}

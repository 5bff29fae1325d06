package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A job template of Ansible Automation Platform; without url and Secret those of the ForkliftController. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AapConfig(Integer jobTemplateId, String url, ObjectRef tokenSecret, Long timeout) {}

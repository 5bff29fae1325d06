package mtv.model;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.List;

/** Source storages and their destinations, between one pair of Providers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorageMapSpec(ProviderPair provider, List<StoragePair> map) {}

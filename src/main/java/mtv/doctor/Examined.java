package mtv.doctor;

import mtv.cluster.Clusters;
import mtv.doctor.finding.HealthReport;

/**
 * A run that was examined.
 *
 * @param clusters whose sessions go on
 */
public record Examined(Clusters clusters, HealthReport report) {}

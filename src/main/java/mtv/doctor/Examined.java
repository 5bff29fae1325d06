package mtv.doctor;

import mtv.doctor.finding.HealthReport;
import mtv.cluster.Clusters;

/**
 * A run that was examined.
 *
 * @param clusters whose sessions go on
 */
public record Examined(Clusters clusters, HealthReport report) {}

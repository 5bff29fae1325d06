package mtv.steps;

import mtv.cluster.Cluster;
import mtv.ledger.Creator;
import mtv.scenario.ResourceNames;
import mtv.settings.Settings;
import mtv.templates.Place;

import java.util.Map;

/**
 * What every step of a run needs: its settings, the cluster that MTV runs on, where and how to create things, and the
 * versions that are tested.
 */
record RunContext(
        Settings settings,
        Cluster cluster,
        ResourceNames names,
        Place place,
        Creator creator,
        Map<String, String> versions) {}

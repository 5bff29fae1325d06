package mtv.steps;

import mtv.cluster.Cluster;
import mtv.ledger.Creator;
import mtv.scenario.Names;
import mtv.settings.Settings;
import mtv.templates.Place;

/** What every step of a run needs: its settings, the cluster that MTV runs on, and where and how to create things. */
record Run(Settings settings, Cluster cluster, Names names, Place place, Creator creator) {}

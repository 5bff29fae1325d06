/**
 * What a run migrates: the scenarios of the plans file, and the names of the objects that a run creates. The objects
 * themselves are made by {@code templates}, and the migrated VMs are compared by {@code check}.
 */
package mtv.scenario;

/**
 * Compares what the run was to do with what it did: names, power, steps, objects that are left.
 *
 * <p>Notation: the steps of a pipeline are one text of names in {@code pipelines.json}, with a question mark behind
 * those that may be missing, and no list of objects, because their order is what is compared with MTV's at a glance.
 */
package mtv.check.run;

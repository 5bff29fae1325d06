/** Compares what the run was to do with what it did: names, power, steps, objects that are left. */
package mtv.check.run;

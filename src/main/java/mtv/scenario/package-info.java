/**
 * What a run migrates: scenarios out of the plans file, and the names of what a run creates. Which objects MTV gets for
 * it belongs to {@code templates}; what must hold afterwards to {@code check}.
 */
package mtv.scenario;

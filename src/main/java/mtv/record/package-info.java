/**
 * What a run sees of its clusters and its source, on file and back: every answer and every watch event that passes
 * between the suite and the network, with its time, without secrets. A run whose file is given as {@code replay} gets
 * the same answers without a network, so that a failing run becomes a test.
 */
package mtv.record;

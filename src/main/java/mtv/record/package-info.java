/**
 * Records a run and replays it. A recording has every answer and every watch event between the suite and the network,
 * with its time and without secrets. A replay gets the same answers without a network, so that a failed run becomes a
 * test.
 */
package mtv.record;

/** Misbehaviour that can be asked for by name. The names and the bookkeeping are here; the misbehaving is elsewhere. */
package mtv.sandbox.fault;

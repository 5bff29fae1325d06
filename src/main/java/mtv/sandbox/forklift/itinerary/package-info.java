/**
 * What a VM goes through during its migration: itineraries name the phases in their order, a step of the pipeline shows
 * several phases to a person, and traits of the VM decide which phases it skips. Nothing here does the work of a phase.
 *
 * <p>Notation: an itinerary is a text table and not a list of constructor calls, because the order of the rows and the
 * repeated steps are the content, and they can be compared with MTV's own at a glance.
 */
package mtv.sandbox.forklift.itinerary;

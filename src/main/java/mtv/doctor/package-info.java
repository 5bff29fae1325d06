/**
 * Looks at everything that a run depends on before it creates anything: both clusters, MTV, the source, and what the
 * scenarios ask of them. It changes nothing, asks each fact once, and tells all that is wrong in one table.
 */
package mtv.doctor;

/** What a look at a run finds: each with its area, how bad it is, and what to do. */
package mtv.doctor.finding;

/**
 * MTV's controllers of Plans and Migrations: whether a Plan is valid, which Migration runs next, and what both report.
 * What a run does is in the package {@code run}.
 */
package mtv.sandbox.forklift.plan;

/** The way of a Plan from its creation to the end of its Migration: created, checked before, run and watched. */
package mtv.steps.migrate;

/** When each VM of a migration was at which step, by the times that MTV recorded, and a picture of it. */
package mtv.timeline;

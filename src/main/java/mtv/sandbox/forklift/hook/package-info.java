/** MTV's controller of Hooks, which validates what a Hook runs. */
package mtv.sandbox.forklift.hook;

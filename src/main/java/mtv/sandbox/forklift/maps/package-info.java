/** The controllers of both maps: do their sources and their destinations exist? */
package mtv.sandbox.forklift.maps;

/** The Hook controller: can what a Hook asks for be run at all? */
package mtv.sandbox.forklift.hook;

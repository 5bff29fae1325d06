/** How every controller of the sandbox works: a queue of keys, and one look at a time at each object. */
package mtv.sandbox.controller;

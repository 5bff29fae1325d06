/** How text that comes from outside is shown: nothing in it may hide, or pass for something else. */
package mtv.text;

/** Shows text that comes from outside, without hidden characters. */
package mtv.text;

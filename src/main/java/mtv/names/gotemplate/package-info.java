/**
 * The part of Go's text/template, with the functions of sprig, that MTV's name templates are written in. A language on
 * its own: it knows no object of MTV.
 */
package mtv.names.gotemplate;

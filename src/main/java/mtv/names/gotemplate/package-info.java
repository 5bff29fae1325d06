/**
 * The part of Go's text/template, with the functions of Sprig, that MTV's name templates are written in. It knows no
 * object of MTV.
 *
 * <p>Name templates are a language because MTV takes them as such from users: no record could state what they render.
 * The signature of a function is a short text, such as {@code "iis"}, because 45 functions are then rows of one table,
 * which lists of types would break.
 */
package mtv.names.gotemplate;

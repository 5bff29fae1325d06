package mtv.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How MTV's inventory shows an object.
 *
 * @param status 200, or the code that is answered instead; with 404 a list lacks the object
 * @param object as it is shown
 */
public record Sight(int status, ObjectNode object) {}

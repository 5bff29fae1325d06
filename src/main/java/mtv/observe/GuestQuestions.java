package mtv.observe;

import mtv.settings.Credentials;
import mtv.vm.Fact;

import java.util.Set;
import java.util.function.Function;

/**
 * What the guest of one migrated VM is asked.
 *
 * @param agent whether it must have a guest agent
 * @param addresses whether its addresses are known, so that the agent must report them
 * @param login who logs in to it, by the system that its agent reports
 * @param commands for its shell
 */
public record GuestQuestions(
        boolean agent, boolean addresses, Function<String, Fact<Credentials>> login, Set<String> commands) {

    /** Asks for the agent and the addresses too where the other does. */
    public GuestQuestions with(GuestQuestions other) {
        return new GuestQuestions(agent || other.agent, addresses || other.addresses, login, commands);
    }
}

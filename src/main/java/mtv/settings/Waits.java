package mtv.settings;

import mtv.settings.input.Keys;
import mtv.settings.input.SettingsValues;

import java.time.Duration;

/** The longest times to wait for MTV and the cluster, apart from the migration itself. */
public record Waits(
        Duration provider,
        Duration map,
        Duration planReady,
        Duration firstStatus,
        Duration operator,
        Duration inventory,
        Duration guestAgent,
        Duration ssh,
        Duration sourceClone,
        Duration cleanup) {
    static Waits read(SettingsValues values) {
        return new Waits(
                values.get(Keys.PROVIDER_WAIT_TIMEOUT),
                values.get(Keys.MAP_WAIT_TIMEOUT),
                values.get(Keys.PLAN_READY_TIMEOUT),
                values.get(Keys.FIRST_STATUS_TIMEOUT),
                values.get(Keys.OPERATOR_WAIT_TIMEOUT),
                values.get(Keys.INVENTORY_WAIT_TIMEOUT),
                values.get(Keys.GUEST_AGENT_TIMEOUT),
                values.get(Keys.SSH_TIMEOUT),
                values.get(Keys.CLONE_TIMEOUT),
                values.get(Keys.CLEANUP_TIMEOUT));
    }
}

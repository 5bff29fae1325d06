package mtv.settings.input;

/** Where a value may come from. The order of precedence is the order of these lines; the built-in default is last. */
public enum Layer {
    SYSTEM_PROPERTY,
    ENVIRONMENT,
    TEST,
    SUITE,
    RECORDING,
    FILE,
    SANDBOX
}

package io.whoset.ui.state;

/**
 * Reads the process's state.
 *
 * <p>Safe for many threads; must not block.
 */
@FunctionalInterface
public interface ProcessStateSource {
    /** As it is now. */
    ProcessState state();
}

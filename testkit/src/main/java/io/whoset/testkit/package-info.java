/**
 * Fixtures that the tests of all modules share.
 *
 * <p><b>Threading</b> used by the thread of one test.
 */
@NullMarked
package io.whoset.testkit;

import org.jspecify.annotations.NullMarked;

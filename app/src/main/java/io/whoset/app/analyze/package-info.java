/**
 * The engine over recorded evidence: captures, traces, writer logs.
 *
 * <p><b>Threading</b> main thread only.
 */
@NullMarked
package io.whoset.app.analyze;

import org.jspecify.annotations.NullMarked;

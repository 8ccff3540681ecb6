/**
 * The main job in one command: a fleet of writers of which one was not restarted.
 *
 * <p><b>Threading</b> each writer has a thread of its own.
 */
@NullMarked
package io.whoset.app.demo;

import org.jspecify.annotations.NullMarked;

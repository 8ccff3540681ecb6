/** Rules made wrong on purpose, to see a test fail. One thread. */
@NullMarked
package io.whoset.forensics.plants;

import org.jspecify.annotations.NullMarked;

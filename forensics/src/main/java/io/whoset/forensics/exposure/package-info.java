/** Who asked for a key while it held a bad version. */
@NullMarked
package io.whoset.forensics.exposure;

import org.jspecify.annotations.NullMarked;

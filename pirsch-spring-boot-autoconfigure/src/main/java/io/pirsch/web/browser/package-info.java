/**
 * The browser's half: the script that tells what the server can't see, and its messages.
 */
@NullMarked
package io.pirsch.web.browser;

import org.jspecify.annotations.NullMarked;

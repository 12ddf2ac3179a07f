/**
 * Auto-configuration of the Pirsch client, tracker and web filters for Spring Boot.
 */
@NullMarked
package io.pirsch.autoconfigure;

import org.jspecify.annotations.NullMarked;

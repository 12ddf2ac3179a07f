/**
 * A store for hits in a topic of Apache Kafka.
 */
@NullMarked
package io.pirsch.tracking.kafka;

import org.jspecify.annotations.NullMarked;

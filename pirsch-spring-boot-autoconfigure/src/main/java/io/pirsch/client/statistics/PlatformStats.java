package io.pirsch.client.statistics;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * Visitors by kind of device.
 *
 * @param desktop number of visitors with desktop devices
 * @param mobile number of visitors with mobile devices
 * @param unknown number of visitors with unknown devices
 * @param relativeDesktop share of visitors with desktop devices, as a fraction (0.25 is
 * 25 %)
 * @param relativeMobile share of visitors with mobile devices, as a fraction (0.25 is 25
 * %)
 * @param relativeUnknown share of visitors with unknown devices, as a fraction (0.25 is
 * 25 %)
 */
public record PlatformStats(@JsonAlias("platform_desktop") long desktop, @JsonAlias("platform_mobile") long mobile,
		@JsonAlias("platform_unknown") long unknown, @JsonAlias("relative_platform_desktop") double relativeDesktop,
		@JsonAlias("relative_platform_mobile") double relativeMobile,
		@JsonAlias("relative_platform_unknown") double relativeUnknown) {
}

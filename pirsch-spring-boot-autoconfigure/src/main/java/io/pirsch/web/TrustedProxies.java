package io.pirsch.web;

import java.util.ArrayList;
import java.util.List;

/**
 * The proxies whose headers are believed.
 */
final class TrustedProxies {

	/**
	 * Word for the addresses that nobody has on the internet: loopback, private,
	 * carrier-grade NAT and link-local.
	 */
	private static final List<String> PRIVATE_BLOCKS = List.of("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12",
			"192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "::1", "fc00::/7", "fe80::/10");

	private final IpNetwork[] networks;

	private TrustedProxies(IpNetwork[] networks) {
		this.networks = networks;
	}

	/**
	 * Reads the word {@code private}, blocks in CIDR notation and single addresses.
	 * @throws IllegalArgumentException if one is none of these
	 */
	static TrustedProxies parse(List<String> proxies) {
		List<IpNetwork> networks = new ArrayList<>();
		for (String proxy : proxies) {
			if (WebSettings.TRUSTED_PROXIES.equalsIgnoreCase(proxy.strip())) {
				for (String block : PRIVATE_BLOCKS) {
					networks.add(IpNetwork.parse(block));
				}
			}
			else {
				networks.add(IpNetwork.parse(proxy));
			}
		}
		return new TrustedProxies(networks.toArray(new IpNetwork[0]));
	}

	boolean include(IpAddress address) {
		for (IpNetwork network : this.networks) {
			if (network.contains(address)) {
				return true;
			}
		}
		return false;
	}

}

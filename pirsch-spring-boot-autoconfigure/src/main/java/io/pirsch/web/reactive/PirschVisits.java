package io.pirsch.web.reactive;

import io.pirsch.web.PirschVisit;

import org.springframework.web.server.ServerWebExchange;

/**
 * Finds the visit of a request where it cannot be an argument: in functional endpoints,
 * filters and exception handlers.
 */
public final class PirschVisits {

	private PirschVisits() {
	}

	/**
	 * Returns the visit of a request.
	 * @param exchange the request
	 * @return the visit, or {@link PirschVisit#none()} if the request has none
	 */
	public static PirschVisit from(ServerWebExchange exchange) {
		return PirschVisit.of(exchange.getAttribute(PirschVisit.ATTRIBUTE));
	}

}

package io.pirsch.web.servlet;

import io.pirsch.web.PirschVisit;
import jakarta.servlet.ServletRequest;

/**
 * Finds the visit of a request where it cannot be an argument: in functional endpoints,
 * interceptors, filters and security handlers.
 */
public final class PirschVisits {

	private PirschVisits() {
	}

	/**
	 * Returns the visit of a request.
	 * @param request the request
	 * @return the visit, or {@link PirschVisit#none()} if the request has none
	 */
	public static PirschVisit from(ServletRequest request) {
		return PirschVisit.of(request.getAttribute(PirschVisit.ATTRIBUTE));
	}

}

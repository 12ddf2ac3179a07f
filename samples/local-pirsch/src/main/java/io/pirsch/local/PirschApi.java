package io.pirsch.local;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

import io.pirsch.local.statistics.Statistics;

/**
 * The endpoints of the API, and who may call them.
 */
class PirschApi {

	static final String BASE = "/api/v1";

	static final String TOKEN = BASE + "/token";

	private final Map<String, Map<String, Route>> routes = new HashMap<>();

	private final Tokens tokens;

	PirschApi(Tokens tokens, History history) {
		this.tokens = tokens;
		Sending sending = new Sending();
		route("POST", "/token", (call) -> {
		}, tokens::issue);
		Map.of("/hit", Arrival.Kind.PAGE_VIEW, "/event", Arrival.Kind.EVENT, "/session", Arrival.Kind.SESSION)
			.forEach((path, kind) -> {
				route("POST", path, this.tokens::checkSending, (call) -> sending.single(kind, call));
				route("POST", path + "/batch", this.tokens::checkSending, (call) -> sending.batch(kind, call));
			});
		route("GET", "/domain", this.tokens::checkReading, new Domains()::list);
		Reporting reporting = new Reporting(history);
		for (String path : Statistics.paths()) {
			route("GET", Reporting.PATH + path, this.tokens::checkReading, (call) -> reporting.answer(path, call));
		}
		route("GET", Reporting.PATH, this.tokens::checkReading, reporting::export);
		route("DELETE", Reporting.PATH, this.tokens::checkReading, reporting::delete);
	}

	Answer answer(ApiCall call) {
		try {
			Map<String, Route> byMethod = this.routes.get(call.path());
			if (byMethod == null) {
				return Answer.error(404, "Not found: " + call.path());
			}
			Route route = byMethod.get(call.method());
			if (route == null) {
				String allowed = String.join(", ", byMethod.keySet());
				return Answer.error(405, "Only " + allowed + " is allowed").withHeader("Allow", allowed);
			}
			route.access().accept(call);
			return route.endpoint().apply(call);
		}
		catch (Refusal refusal) {
			return refusal.answer();
		}
	}

	private void route(String method, String path, Consumer<ApiCall> access, Function<ApiCall, Answer> endpoint) {
		this.routes.computeIfAbsent(BASE + path, (unknown) -> new TreeMap<>()).put(method, new Route(access, endpoint));
	}

	private record Route(Consumer<ApiCall> access, Function<ApiCall, Answer> endpoint) {
	}

}

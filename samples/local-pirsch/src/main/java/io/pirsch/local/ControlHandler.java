package io.pirsch.local;

import java.io.IOException;
import java.time.DateTimeException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/**
 * Sets faults and forgets what arrived on request of a person or the live page. Every
 * call answers with the state it leaves behind.
 */
class ControlHandler implements HttpHandler {

	private final LocalPirsch local;

	private final EventStream events;

	ControlHandler(LocalPirsch local, EventStream events) {
		this.local = local;
		this.events = events;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
		if (call.equals("GET /local/events")) {
			this.events.handle(exchange);
			return;
		}
		try {
			Http.send(exchange, answer(call, exchange));
		}
		catch (IllegalArgumentException | IllegalStateException | DateTimeException ex) {
			Http.send(exchange, Answer.error(400, String.valueOf(ex.getMessage())));
		}
	}

	private Answer answer(String call, HttpExchange exchange) {
		switch (call) {
			case "POST /local/fault" -> this.local.fail(new FaultRequest(Http.query(exchange)).fault());
			case "DELETE /local/fault" -> this.local.clearFaults();
			case "POST /local/expire-tokens" -> this.local.expireTokens();
			case "POST /local/reset" -> this.local.reset();
			case "POST /local/demo" -> this.local.addDemoData();
			case "GET /local/state" -> {
			}
			default -> {
				return Answer.error(404, "Not found: " + call);
			}
		}
		return Answer.ok(this.local.state());
	}

}

package io.pirsch.client;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;

/**
 * Says in plain words why there was no connection. HTTP clients have their own for it, or
 * none at all.
 */
final class ConnectionTrouble {

	/** Netty's native transports begin with the system call and its error. */
	private static final Pattern SYSTEM_CALL = Pattern
		.compile("^\\w+\\(\\.\\.\\) failed(?: with error\\(-?\\d+\\))?: ");

	/** Netty ends with whom it has tried, which may be a proxy. */
	private static final Pattern PEER = Pattern.compile(": ([^\\s/]*/[^\\s/]+:\\d+)$");

	private ConnectionTrouble() {
	}

	static String describe(Throwable failure, URI url) {
		String host = String.valueOf(url.getHost());
		String server = host + ":" + port(url);
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
				boolean another = cause.getMessage() != null && !cause.getMessage().contains(host);
				return "unknown host " + (another ? cause.getMessage() : server);
			}
			if (cause instanceof SSLHandshakeException) {
				return "no TLS connection to %s: %s".formatted(server, text(cause));
			}
		}
		String text = SYSTEM_CALL.matcher(text(failure)).replaceFirst("");
		if (failure instanceof ConnectException && isRefused(failure.getMessage())) {
			Matcher peer = PEER.matcher(text);
			return "connection refused by " + (peer.find() ? peer.group(1) : server);
		}
		boolean unconnected = failure instanceof ConnectException || failure instanceof NoRouteToHostException
				|| failure instanceof HttpConnectTimeoutException;
		return (unconnected && !text.contains(host)) ? "%s, no connection to %s".formatted(text, server) : text;
	}

	/**
	 * The JDK's client says nothing.
	 */
	private static boolean isRefused(@Nullable String message) {
		return message == null || message.toLowerCase(Locale.ROOT).contains("connection refused");
	}

	static String text(Throwable failure) {
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
	}

	private static int port(URI url) {
		return (url.getPort() >= 0) ? url.getPort() : "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
	}

}

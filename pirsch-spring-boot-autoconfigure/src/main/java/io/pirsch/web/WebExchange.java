package io.pirsch.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * A request and its response, whatever the web stack. Valid only during the call it is
 * passed to: some servers use their request objects again for the next visitor.
 */
public interface WebExchange {

	/**
	 * Returns the request's method.
	 * @return the name of the method in upper case, for example {@code GET}
	 */
	String method();

	/**
	 * Returns the URL as the server sees it: scheme, host, path and query, none of them
	 * decoded. Behind a proxy, scheme and host may not be those the visitor asked for.
	 * @return the URL, for example {@code https://example.com/search?q=a%20b}
	 */
	String url();

	/**
	 * Returns the path that was asked for, within the application, that is after the
	 * context path.
	 * @return the path, for example {@code /search}
	 */
	PathContainer path();

	/**
	 * Returns the first value of a request header.
	 * @param name name of the header, in any case
	 * @return the value, or {@code null} if there is no such header
	 */
	@Nullable String header(String name);

	/**
	 * Returns all values of a request header, one for each line.
	 * @param name name of the header, in any case
	 * @return the values in the order received, empty if there is no such header
	 */
	List<String> headers(String name);

	/**
	 * Returns who sent the request to this server: the visitor or a proxy.
	 * @return an address without a port; as some servers tell it, an IPv6 address may
	 * stand in brackets or have a scope, and the text may be no address at all.
	 * {@code null} if it is not known
	 */
	@Nullable String remoteAddress();

	/**
	 * Returns the status of the response.
	 * @return the status code, for example 200
	 */
	int status();

	/**
	 * Returns the content type of the response.
	 * @return the value of {@code Content-Type} with its parameters, or {@code null} if
	 * there is none
	 */
	@Nullable String contentType();

	/**
	 * Returns the first value of a response header.
	 * @param name name of the header, in any case
	 * @return the value, or {@code null} if there is no such header
	 */
	default @Nullable String responseHeader(String name) {
		List<String> values = responseHeaders(name);
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * Returns all values of a response header, one for each line.
	 * @param name name of the header, in any case
	 * @return the values in the order set, empty if there is no such header
	 */
	List<String> responseHeaders(String name);

}

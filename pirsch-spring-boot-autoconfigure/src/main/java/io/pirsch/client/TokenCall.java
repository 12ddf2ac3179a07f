package io.pirsch.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Exchanges the id and the secret of an OAuth client for a token.
 */
final class TokenCall {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private final WebClient webClient;

	private final AnswerFilter answers;

	private final OAuthClient client;

	/**
	 * Takes a web client that has the filter, and sends no token.
	 */
	TokenCall(WebClient webClient, AnswerFilter answers, OAuthClient client) {
		this.webClient = webClient;
		this.answers = answers;
		this.client = client;
	}

	Mono<GrantedToken> execute() {
		return this.webClient.post()
			.uri(PirschClient.API_PATH + "/token")
			.body(RequestJson.body(MAPPER.writeValueAsBytes(
					Map.of("client_id", this.client.clientId(), "client_secret", this.client.clientSecret()))))
			.attribute(AnswerFilter.SECRET, this.client.clientSecret())
			.exchangeToMono((response) -> AnswerFilter.isRefusal(response) ? refused(response) : granted(response))
			.onErrorMap(PirschResponseException.class, TokenCall::refusedUnlessPassing)
			// Nothing but the credentials was sent
			.onErrorMap(PirschConnectionException.class,
					(ex) -> new PirschConnectionException(String.valueOf(ex.getMessage()), ex));
	}

	private Mono<GrantedToken> refused(ClientResponse response) {
		return this.answers.readError(response)
			.flatMap((answer) -> Mono.error(new PirschResponseException("", answer)));
	}

	private Mono<GrantedToken> granted(ClientResponse response) {
		return this.answers.readBody(response).map((body) -> {
			JsonNode json = parse(body);
			String token = json.path("access_token").asString("");
			if (!Check.isCredential(token)) {
				throw new PirschResponseException("Pirsch answered the call for a token without a token",
						this.answers.error(response, body));
			}
			return new GrantedToken(token, time(json.path("expires_at").asString("")));
		});
	}

	/**
	 * The API does not document how it answers wrong credentials, so any 4xx that can't
	 * heal by itself is taken for that.
	 */
	private static PirschResponseException refusedUnlessPassing(PirschResponseException ex) {
		int status = ex.getStatus();
		if (status < 400 || status >= 500 || status == 408 || status == 429) {
			return ex;
		}
		String doubt = (status == 404 || status == 405) ? "; check the base URL, too, as nothing there grants tokens"
				: "";
		return new PirschAuthenticationException(
				"Pirsch refused the client id and secret: " + ex.answer().describe() + doubt, ex.answer());
	}

	private static JsonNode parse(byte[] body) {
		try {
			return MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			return MAPPER.missingNode();
		}
	}

	private static @Nullable Instant time(String value) {
		try {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}

package io.pirsch.client;

import java.time.Duration;
import java.time.Instant;

/**
 * What the tests send.
 */
final class Samples {

	static final Instant TIME = Instant.parse("2023-01-02T14:15:32.123456789Z");

	static final String SECRET = "the-secret-of-the-client";

	static final PirschCredentials OAUTH_CLIENT = PirschCredentials.oauthClient("the-id-of-the-client", SECRET);

	static final PirschCredentials ACCESS_KEY = PirschCredentials.accessKey("pa_the-access-key");

	static final Visitor VISITOR = Visitor.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64)");

	static final PageView PAGE_VIEW = PageView.builder("https://example.com/", VISITOR).build();

	private Samples() {
	}

	static Visitor fullVisitor() {
		return Visitor.builder("2001:db8::7", "Mozilla/5.0 (Windows NT 10.0)")
			.secChUa("\"Chromium\";v=\"130\"")
			.secChUaMobile("?0")
			.secChUaPlatform("\"Windows\"")
			.secChUaPlatformVersion("\"15.0.0\"")
			.secChWidth("1920")
			.secChViewportWidth("1280")
			.disableBotFilter(true)
			.build();
	}

	static PageView fullPageView() {
		return PageView.builder("https://example.com/pâge?utm_source=news&x=1", fullVisitor())
			.acceptLanguage("de-DE,de;q=0.9")
			.title("Grüße \"aus\" 東京 😀")
			.referrer("https://referrer.example/")
			.screen(1920, 1080)
			.tag("author", "Jane")
			.tag("section", "News")
			.time(TIME)
			.cfConnectingIp("203.0.113.1")
			.xForwardedFor("203.0.113.2, 10.0.0.1")
			.forwarded("for=203.0.113.3")
			.xRealIp("203.0.113.4")
			.dnt("0")
			.build();
	}

	static Event fullEvent() {
		return Event.builder("Sign-up", fullPageView())
			.duration(Duration.ofMillis(42_900))
			.metadata("plan", "Plus")
			.metadata("seats", "3")
			.nonInteractive(true)
			.time(TIME.plusSeconds(1))
			.build();
	}

	static SessionExtension fullSessionExtension() {
		return SessionExtension.of(fullVisitor()).withUrl("https://example.com/pâge").withTime(TIME.plusSeconds(2));
	}

}

package io.pirsch.smoke

import io.pirsch.local.Arrival
import io.pirsch.local.LocalPirsch
import io.pirsch.web.PirschVisit
import io.pirsch.web.TrackEvent
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import kotlinx.coroutines.delay
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import org.springframework.boot.SpringBootConfiguration
import org.springframework.boot.WebApplicationType
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.boot.builder.SpringApplicationBuilder
import org.springframework.context.ConfigurableApplicationContext
import org.springframework.http.MediaType
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RestController

/**
 * Tests that pages and events of handlers that suspend are told, on both stacks.
 */
class CoroutineTests {

	@ParameterizedTest
	@EnumSource(names = ["REACTIVE", "SERVLET"])
	fun tellsPagesAndEventsOfHandlersThatSuspend(stack: WebApplicationType) {
		LocalPirsch.start().use { pirsch ->
			start(stack, pirsch).use { site ->
				assertThat(get(site, "/page")).isEqualTo("<p>page</p>")
				assertThat(get(site, "/visit")).isEqualTo("<p>visit</p>")
				assertThat(get(site, "/annotated")).isEqualTo("<p>annotated</p>")
				await().untilAsserted {
					val arrivals = pirsch.arrivals()
					assertThat(paths(arrivals, Arrival.Kind.PAGE_VIEW)).containsExactly("/page", "/visit", "/annotated")
					assertThat(paths(arrivals, Arrival.Kind.EVENT)).containsExactly("/visit", "/annotated")
				}
			}
		}
	}

	private fun start(stack: WebApplicationType, pirsch: LocalPirsch): ConfigurableApplicationContext =
		SpringApplicationBuilder(Site::class.java).web(stack)
			.properties("server.port=0", "pirsch.base-url=" + pirsch.baseUrl(), "pirsch.client-id=" + pirsch.clientId(),
				"pirsch.client-secret=" + pirsch.clientSecret(), "spring.reactor.netty.shutdown-quiet-period=0s")
			.run()

	private fun get(site: ConfigurableApplicationContext, path: String): String {
		val url = "http://localhost:" + site.environment.getProperty("local.server.port") + path
		val request = HttpRequest.newBuilder(URI.create(url))
			.header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)")
			.header("Accept", "text/html")
			.build()
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body()
	}

	private fun paths(arrivals: List<Arrival>, kind: Arrival.Kind): List<String> =
		arrivals.filter { it.kind() == kind }.map { URI.create(it.text("url").toString()).path }

}

@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
class Site {

	@GetMapping("/page", produces = [MediaType.TEXT_HTML_VALUE])
	suspend fun page(): String {
		delay(1)
		return "<p>page</p>"
	}

	@GetMapping("/visit", produces = [MediaType.TEXT_HTML_VALUE])
	suspend fun visit(visit: PirschVisit): String {
		delay(1)
		visit.track("Looked")
		return "<p>visit</p>"
	}

	@GetMapping("/annotated", produces = [MediaType.TEXT_HTML_VALUE])
	@TrackEvent("Looked")
	suspend fun annotated(): String {
		delay(1)
		return "<p>annotated</p>"
	}

}

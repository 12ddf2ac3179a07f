package io.pirsch.autoconfigure.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.pirsch.autoconfigure.PirschReactiveBrowserAutoConfiguration;
import io.pirsch.autoconfigure.PirschReactiveWebAutoConfiguration;
import io.pirsch.autoconfigure.PirschServletBrowserAutoConfiguration;
import io.pirsch.autoconfigure.PirschServletWebAutoConfiguration;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * For a test class whose application sends nothing to Pirsch, and records instead what it
 * would have sent:
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * &#64;AutoConfigureMockMvc
 * &#64;AutoConfigurePirschTest
 * class ContactTests {
 *
 *     &#64;Autowired
 *     private RecordingPirschTracker pirsch;
 *
 *     &#64;Test
 *     void theContactPageCounts(&#64;Autowired MockMvcTester browser) {
 *         assertThat(browser.get().uri("/contact")).hasStatusOk();
 *         assertThat(this.pirsch).hasPageView("/contact").hasNoEvent("Signed up");
 *     }
 *
 * }
 * </pre>
 *
 * Works beside {@code @SpringBootTest}, with a server and without, and beside
 * {@code @WebMvcTest} and {@code @WebFluxTest}, which then have the filter that counts,
 * and the script where {@code pirsch.browser.enabled} is set. Needs no credentials, and
 * does not look at {@code pirsch.enabled}. The test's
 * {@link io.pirsch.tracking.test.RecordingPirschTracker RecordingPirschTracker} forgets
 * everything before each test method.
 * <p>
 * {@code MockMvc} and {@code WebTestClient} tell neither a user agent nor, without a
 * server, an address, so that none of their requests would count. Here they send
 * {@code User-Agent} and, without a server, {@code X-Forwarded-For}, unless the test sets
 * them itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration({ PirschTestAutoConfiguration.class, PirschReactiveWebAutoConfiguration.class,
		PirschServletWebAutoConfiguration.class, PirschReactiveBrowserAutoConfiguration.class,
		PirschServletBrowserAutoConfiguration.class })
public @interface AutoConfigurePirschTest {

}

package io.pirsch.benchmarks.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.servlet.Filter;
import org.matomo.java.tracking.MatomoRequest;
import org.matomo.java.tracking.MatomoTracker;
import org.matomo.java.tracking.TrackerConfiguration;
import org.matomo.java.tracking.parameters.AcceptLanguage;
import org.matomo.java.tracking.servlet.MatomoTrackerFilter;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Matomo Java Tracker: its servlet filter, which makes a call for each request, or its
 * bulk call, for which the application gathers the requests itself.
 */
final class MatomoContender implements Contender {

	private static final String TOKEN = "0123456789abcdef0123456789abcdef";

	private final MatomoTracker tracker;

	private final Filter filter;

	private final Map<Browser, MockHttpServletRequest> requests = Browser.ALL.stream()
		.collect(Collectors.toMap(Function.identity(), MatomoContender::request));

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final int bulkSize;

	private List<MatomoRequest> bulk = new ArrayList<>();

	MatomoContender(URI api, int threads, int bulkSize) {
		TrackerConfiguration.TrackerConfigurationBuilder configuration = TrackerConfiguration.builder()
			.apiEndpoint(api.resolve("/matomo.php"))
			.defaultSiteId(1)
			.defaultAuthToken(TOKEN);
		if (threads > 0) {
			configuration.threadPoolSize(threads);
		}
		this.tracker = new MatomoTracker(configuration.build());
		this.filter = new MatomoTrackerFilter(this.tracker);
		this.bulkSize = bulkSize;
	}

	@Override
	public void track(Hit hit) throws Exception {
		if (this.bulkSize == 0) {
			MockHttpServletRequest request = Objects.requireNonNull(this.requests.get(hit.browser()));
			request.setRequestURI(hit.path());
			request.setRemoteAddr(hit.ip());
			this.filter.doFilter(request, this.response, (servletRequest, servletResponse) -> {
			});
			return;
		}
		this.bulk.add(MatomoRequest.request()
			.actionUrl(hit.url())
			.actionName(Hit.TITLE)
			.visitorIp(hit.ip())
			.headerUserAgent(hit.browser().userAgent())
			.headerAcceptLanguage(AcceptLanguage.fromHeader(hit.browser().acceptLanguage()))
			.referrerUrl(Hit.REFERRER)
			.authToken(TOKEN)
			.build());
		if (this.bulk.size() == this.bulkSize) {
			flush();
		}
	}

	/**
	 * Makes the request of a browser, whose path and address change from hit to hit: to
	 * make one each time would cost more than the filter.
	 */
	private static MockHttpServletRequest request(Browser browser) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.setScheme("https");
		request.setServerName(Hit.HOST);
		request.setServerPort(443);
		request.addHeader("User-Agent", browser.userAgent());
		request.addHeader("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
		request.addHeader("Accept-Language", browser.acceptLanguage());
		request.addHeader("Referer", Hit.REFERRER);
		if (browser.brands() != null) {
			request.addHeader("Sec-CH-UA", browser.brands());
		}
		return request;
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void flush() {
		if (!this.bulk.isEmpty()) {
			List<MatomoRequest> full = this.bulk;
			this.bulk = new ArrayList<>(this.bulkSize);
			this.tracker.sendBulkRequestAsync(full);
		}
	}

	@Override
	public void close() throws Exception {
		this.tracker.close();
	}

}

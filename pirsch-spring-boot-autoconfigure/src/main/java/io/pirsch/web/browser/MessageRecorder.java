package io.pirsch.web.browser;

import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.pirsch.tracking.PirschTracker;
import io.pirsch.tracking.TrackingListener;
import io.pirsch.web.BrowserViews;
import io.pirsch.web.PageViewCustomizer;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.WebSettings;
import io.pirsch.web.browser.BrowserMessage.EventPart;
import io.pirsch.web.browser.BrowserMessage.Mark;
import io.pirsch.web.browser.BrowserMessage.Type;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Records what messages say, by the rules and on the way that pages of the server go.
 */
public final class MessageRecorder {

	private static final Log logger = LogFactory.getLog(BrowserEndpoint.class);

	private final PageViewRecorder recorder;

	private final BrowserViews views;

	private final InstantSource clock;

	/**
	 * Creates a recorder.
	 * @param tracker where page views, events and session extensions go
	 * @param rules which pages count
	 * @param settings what is told about them, and which page views the script tells
	 * @param customizers what changes them, in the order of the calls
	 * @param listeners who is told of those that are lost before the tracker has them
	 * @param clock what the time is, for example {@link Clock#systemUTC()}
	 */
	public MessageRecorder(PirschTracker tracker, PageViewRules rules, WebSettings settings,
			List<PageViewCustomizer> customizers, List<TrackingListener> listeners, InstantSource clock) {
		List<PageViewCustomizer> all = new ArrayList<>(List.of(ReportedExchange::addScreen));
		all.addAll(customizers);
		this.recorder = new PageViewRecorder(tracker, rules, settings.forReportedPages(), all, listeners, clock);
		this.views = settings.browserViews();
		this.clock = clock;
	}

	void record(BrowserMessage message, ReportedExchange exchange) {
		boolean view = message.type() == Type.VIEW;
		if (view ? !isUnseen(message) : !this.recorder.counts(exchange)) {
			return;
		}
		PirschVisit visit = this.recorder.open(exchange).title(message.title()).tags(message.tags());
		if (!view) {
			visit.doNotCount();
		}
		EventPart event = message.event();
		if (event != null) {
			track(event, visit);
		}
		if (message.type() == Type.PING) {
			visit.extendSession();
		}
		this.recorder.record(exchange, visit);
	}

	private boolean isUnseen(BrowserMessage message) {
		Mark mark = message.mark();
		if (this.views == BrowserViews.NONE) {
			logger.debug("Not counted: the script tells no page views");
			return false;
		}
		// Where the script tells all, the application does not want such a page counted
		if (mark != null && mark.isOfThisLoad(this.clock.instant())) {
			logger.debug("Not counted: the server has charge of this load of the page");
			return false;
		}
		return true;
	}

	private static void track(EventPart event, PirschVisit visit) {
		visit.track(event.name(), (spec) -> {
			spec.metadata(event.meta());
			if (event.duration() != null) {
				spec.duration(event.duration());
			}
			if (event.nonInteractive()) {
				spec.nonInteractive();
			}
		});
	}

}

package io.pirsch.local.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What one visitor did without a pause.
 */
class Session {

	private static final int MAX_LANGUAGE = 10;

	private final String visitorId;

	private final Instant start;

	private final String language;

	private final Referrer referrer;

	private final Utm utm;

	private final Device device;

	private final List<Step> steps = new ArrayList<>();

	private @Nullable Step lastView;

	private boolean bounce = true;

	private int extended;

	private int views;

	Session(String visitorId, Hit first, Referrer referrer, Utm utm) {
		this.visitorId = visitorId;
		this.start = first.time();
		this.language = language(first.text("accept_language"));
		this.referrer = referrer;
		this.utm = utm;
		this.device = Device.of(first);
	}

	void add(Hit hit, PageUrl page) {
		Step step = new Step(this, hit, page);
		if (this.lastView != null) {
			this.lastView.seenUntil(step.time());
		}
		if (step.isView()) {
			this.bounce = this.bounce && (this.lastView == null || this.lastView.path().equals(step.path()));
			this.lastView = step;
			this.views++;
		}
		else if (step.isEvent()) {
			this.bounce = this.bounce && !step.isInteractive();
		}
		else {
			this.extended++;
		}
		this.steps.add(step);
	}

	String visitorId() {
		return this.visitorId;
	}

	/**
	 * Returns the id of the session among those of its visitor, an unsigned number of 32
	 * bits.
	 */
	long sessionId() {
		return Integer.toUnsignedLong(Objects.hash(this.visitorId, this.start));
	}

	Instant start() {
		return this.start;
	}

	Instant lastTime() {
		return last().time();
	}

	long durationSeconds() {
		return Math.max(0, Duration.between(this.start, lastTime()).toSeconds());
	}

	List<Step> steps() {
		return this.steps;
	}

	Step entry() {
		return this.steps.get(0);
	}

	Step exit() {
		Step last = last();
		return (this.lastView != null && last.isEvent()) ? this.lastView : last;
	}

	boolean isBounce() {
		return this.bounce;
	}

	int views() {
		return this.views;
	}

	int extended() {
		return this.extended;
	}

	String language() {
		return this.language;
	}

	Referrer referrer() {
		return this.referrer;
	}

	Utm utm() {
		return this.utm;
	}

	Device device() {
		return this.device;
	}

	private Step last() {
		return this.steps.get(this.steps.size() - 1);
	}

	/**
	 * Returns the code of the first language.
	 */
	private static String language(@Nullable String acceptLanguage) {
		if (acceptLanguage == null) {
			return "";
		}
		String code = acceptLanguage.split("[,;-]", 2)[0].trim().toLowerCase(Locale.ROOT);
		return code.equals("*") ? "" : Texts.cut(code, MAX_LANGUAGE);
	}

}

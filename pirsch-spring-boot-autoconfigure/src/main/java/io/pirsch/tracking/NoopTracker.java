package io.pirsch.tracking;

import io.pirsch.client.Event;
import io.pirsch.client.PageView;
import io.pirsch.client.SessionExtension;

enum NoopTracker implements PirschTracker {

	INSTANCE;

	@Override
	public void track(PageView pageView) {
	}

	@Override
	public void track(Event event) {
	}

	@Override
	public void track(SessionExtension extension) {
	}

}

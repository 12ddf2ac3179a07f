package io.pirsch.tracking;

import io.pirsch.client.Hit;

enum NoopTracker implements PirschTracker {

	INSTANCE;

	@Override
	public void track(Hit hit) {
	}

}

package io.pirsch.client;

final class PirschVersion {

	static final String VERSION = "${project.version}";

	private PirschVersion() {
	}

}

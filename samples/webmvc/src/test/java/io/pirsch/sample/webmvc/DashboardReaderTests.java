package io.pirsch.sample.webmvc;

import java.time.Clock;

import io.pirsch.client.PirschClient;
import io.pirsch.client.PirschCredentials;
import io.pirsch.local.Fault;
import io.pirsch.local.LocalPirsch;
import io.pirsch.sample.pages.dashboard.DashboardReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DashboardReader}.
 */
class DashboardReaderTests {

	@Test
	void showsVisitorsNoDomainsOfTheClient() {
		try (LocalPirsch local = LocalPirsch.builder().port(0).start()) {
			local.fail(Fault.status(200).on("/api/v1/domain").body("""
					[{"id": "1", "hostname": "one.example"}, {"id": "2", "hostname": "two.example"}]"""));
			PirschClient client = PirschClient
				.builder(PirschCredentials.oauthClient(local.clientId(), local.clientSecret()))
				.baseUrl(local.baseUrl())
				.build();
			assertThat(new DashboardReader(client, Clock.systemUTC()).read(null).block()).asString()
				.contains("Statistics cannot be read")
				.doesNotContain("one.example");
		}
	}

}

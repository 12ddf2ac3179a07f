package io.pirsch.web.servlet;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

import io.pirsch.tracking.test.RecordingPirschTracker;
import io.pirsch.web.PageViewRecorder;
import io.pirsch.web.PageViewRules;
import io.pirsch.web.PirschVisit;
import io.pirsch.web.WebSettings;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PirschFilter} without a server.
 */
class PirschFilterUnitTests {

	private static final byte[] PAGE = "<title>Page</title>".getBytes(StandardCharsets.UTF_8);

	private static final FilterChain NOTHING = (request, response) -> {
	};

	private final RecordingPirschTracker tracker = new RecordingPirschTracker();

	private final WebSettings settings = WebSettings.builder().build();

	private final PirschFilter filter = new PirschFilter(new PageViewRecorder(this.tracker,
			PageViewRules.of(this.settings), this.settings, List.of(), List.of(), Clock.systemUTC()));

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/page");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@BeforeEach
	void prepare() {
		this.request.setAsyncSupported(true);
		this.request.addHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");
		this.response.setContentType("text/html");
	}

	@Test
	void recordsOnceWhereItIsThereTwice() throws Exception {
		this.filter.doFilter(this.request, this.response,
				(request, response) -> this.filter.doFilter(request, response, NOTHING));
		assertThat(this.tracker.paths()).containsExactly("/page");
	}

	@Test
	void believesAProxyOnASocketWithoutAddresses() throws Exception {
		this.request.setRemoteAddr("");
		this.request.addHeader("X-Forwarded-For", "203.0.113.9");
		this.filter.doFilter(this.request, this.response, NOTHING);
		assertThat(this.tracker.pageViews()).singleElement()
			.satisfies((page) -> assertThat(page.visitor().ip()).isEqualTo("203.0.113.9"));
	}

	@Test
	void believesNobodyWhereTheClientHasGone() throws Exception {
		this.request.addHeader("X-Forwarded-For", "203.0.113.9");
		this.filter.doFilter(new HttpServletRequestWrapper(this.request) {

			@Override
			public @Nullable String getRemoteAddr() {
				return null;
			}

		}, this.response, NOTHING);
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void leavesAPageThatACustomizerFailsOnAsItIs() throws Exception {
		new PirschFilter(new PageViewRecorder(this.tracker, PageViewRules.of(this.settings), this.settings,
				List.of((page, exchange) -> {
					throw new IllegalStateException("fails");
				}), List.of(), Clock.systemUTC()))
			.doFilter(this.request, this.response, NOTHING);
		assertThat(this.tracker.paths()).containsExactly("/page");
	}

	@Test
	void recordsNothingOfADispatchWhoseRequestItHasNotSeen() throws Exception {
		this.request.setDispatcherType(DispatcherType.ASYNC);
		this.filter.doFilter(this.request, this.response, NOTHING);
		assertThat(this.tracker.all()).isEmpty();
		assertThat(PirschVisits.from(this.request)).isSameAs(PirschVisit.none());
	}

	@Test
	void recordsARequestThatGoesOnWhenItsLastDispatchEnds() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> request.startAsync());
		assertThat(this.tracker.all()).isEmpty();
		this.request.setAsyncStarted(false);
		this.request.setDispatcherType(DispatcherType.ASYNC);
		this.filter.doFilter(this.request, this.response, NOTHING);
		assertThat(this.tracker.paths()).containsExactly("/page");
	}

	@Test
	void recordsARequestThatGoesOnWhenItIsCompleted() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> request.startAsync());
		assertThat(this.tracker.all()).isEmpty();
		complete();
		assertThat(this.tracker.paths()).containsExactly("/page");
	}

	@Test
	void recordsARequestThatIsCompletedBeforeItCanBeWaitedFor() throws Exception {
		this.request.setAsyncContext(new MockAsyncContext(this.request, this.response) {

			@Override
			public void addListener(AsyncListener listener) {
				throw new IllegalStateException("completed");
			}

		});
		this.request.setAsyncStarted(true);
		this.filter.doFilter(this.request, this.response, NOTHING);
		assertThat(this.tracker.paths()).containsExactly("/page");
	}

	@Test
	void doesNotReadARequestThatIsOver() throws Exception {
		HttpServletResponse[] seen = new HttpServletResponse[1];
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			request.startAsync();
			seen[0] = (HttpServletResponse) response;
		});
		complete();
		this.request.setRequestURI("/next");
		seen[0].getOutputStream().write(PAGE);
		seen[0].flushBuffer();
		assertThat(this.tracker.paths()).containsExactly("/page");
	}

	private void complete() {
		Objects.requireNonNull(this.request.getAsyncContext()).complete();
	}

	@Test
	void recordsNothingOfARequestThatFailsAndLetsTheFailurePass() {
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> this.filter.doFilter(this.request, this.response, (request, response) -> {
				throw new ServletException("broken");
			}));
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void recordsBeforeTheLastByteOfTheLengthThatIsAnnounced() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			response.setContentLength(PAGE.length);
			response.getOutputStream().write(PAGE, 0, PAGE.length - 1);
			assertThat(this.tracker.all()).isEmpty();
			response.getOutputStream().write(PAGE[PAGE.length - 1]);
			assertThat(this.tracker.paths()).containsExactly("/page");
		});
	}

	@Test
	void recordsWhenALengthIsAnnouncedByHeader() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			((HttpServletResponse) response).addHeader("content-length", "" + PAGE.length);
			response.getOutputStream().write(ByteBuffer.wrap(PAGE));
			assertThat(this.tracker.paths()).containsExactly("/page");
		});
	}

	@Test
	void recordsBeforeAPageOfAnnouncedLengthIsWrittenAsText() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			response.setContentLengthLong(PAGE.length);
			PrintWriter writer = response.getWriter();
			writer.write(new String(PAGE, 0, PAGE.length - 1, StandardCharsets.UTF_8));
			writer.flush();
			assertThat(this.tracker.paths()).containsExactly("/page");
		});
	}

	@Test
	void recordsNothingOfAPageOfAnnouncedLengthThatFailsBeforeItsEnd() {
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> this.filter.doFilter(this.request, this.response, (request, response) -> {
				response.setContentLengthLong(PAGE.length);
				response.getWriter().write("<title>");
				throw new ServletException("broken");
			}));
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void recordsBeforeTheLastCharacterOfTheLengthThatIsAnnounced() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			response.setCharacterEncoding("UTF-8");
			response.setContentLength(4);
			PrintWriter writer = response.getWriter();
			writer.write("\u00e4b");
			assertThat(this.tracker.all()).isEmpty();
			writer.print('c');
			assertThat(this.tracker.paths()).containsExactly("/page");
		});
	}

	@Test
	void recordsWhatDoesNotFitIntoTheBuffer() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			response.setBufferSize(2 * PAGE.length);
			response.getOutputStream().write(PAGE);
			response.getOutputStream().write(PAGE);
			assertThat(this.tracker.all()).isEmpty();
			response.getOutputStream().write('!');
			assertThat(this.tracker.paths()).containsExactly("/page");
		});
	}

	@Test
	void recordsWhatTheServerCommitsForAReasonOfItsOwn() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			this.response.setCommitted(true);
			response.getOutputStream().write(PAGE);
			assertThat(this.tracker.paths()).containsExactly("/page");
		});
	}

	@Test
	void recordsBeforeAFlush() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			response.getOutputStream().flush();
			assertThat(this.tracker.paths()).containsExactly("/page");
		});
	}

	@Test
	void recordsTheStatusOfAPageThatIsWrittenAnew() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			response.setContentLength(PAGE.length);
			response.getOutputStream().write(PAGE, 0, PAGE.length - 1);
			response.reset();
			((HttpServletResponse) response).setStatus(500);
			response.setContentType("text/html");
			response.getOutputStream().write(PAGE);
		});
		assertThat(this.tracker.all()).isEmpty();
	}

	@Test
	void leavesNonBlockingWritesToTheServer() throws Exception {
		HttpServletResponse server = mock(HttpServletResponse.class);
		ServletOutputStream stream = mock(ServletOutputStream.class);
		WriteListener listener = mock(WriteListener.class);
		given(server.getOutputStream()).willReturn(stream);
		given(stream.isReady()).willReturn(true);
		this.filter.doFilter(this.request, server, (request, response) -> {
			response.getOutputStream().setWriteListener(listener);
			assertThat(response.getOutputStream().isReady()).isTrue();
		});
		then(stream).should().setWriteListener(listener);
	}

}

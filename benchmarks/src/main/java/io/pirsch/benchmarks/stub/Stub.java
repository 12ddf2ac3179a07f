package io.pirsch.benchmarks.stub;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes whatever is sent to it, notes the number of each hit, and answers 200, at once or
 * after a delay. It runs on one thread, in a process of its own.
 */
public final class Stub {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	/**
	 * The token call is answered with a token, and the others with what makes each peer
	 * content: all of them read no more than the status, or any JSON object.
	 */
	private static final String ANSWER = """
			{"success":true,"status":1,"access_token":"benchmark","expires_at":"2999-01-01T00:00:00Z"}""";

	private final AnsweredHits answered;

	// Only the one event loop touches what follows

	private final BitSet seen = new BitSet();

	private long delayMillis;

	/** Answers that are still due when the stub is reset don't count any more. */
	private int generation;

	private long highest = -1;

	private long requests;

	private long hits;

	private long duplicates;

	private long late;

	private long bytes;

	private Stub(AnsweredHits answered) {
		this.answered = answered;
	}

	/**
	 * Starts a stub and prints its address.
	 * @param args the file of {@link AnsweredHits}
	 * @throws Exception if it can't be started
	 */
	public static void main(String[] args) throws Exception {
		Channel channel = new Stub(AnsweredHits.at(Path.of(args[0]))).start();
		System.out.println("http://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort());
		// Whoever has started it ends it, at the latest by ending
		while (System.in.read() >= 0) {
			Thread.onSpinWait();
		}
		System.exit(0);
	}

	private Channel start() throws InterruptedException {
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		return new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 4096)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline()
						.addLast(new ByteCounter(), new HttpServerCodec(16384, 16384, 65536),
								new HttpContentDecompressor(0), new Connection());
				}

			})
			.bind("127.0.0.1", 0)
			.sync()
			.channel();
	}

	private void note(long number) {
		int index = Math.toIntExact(number);
		if (this.seen.get(index)) {
			this.duplicates++;
			return;
		}
		this.seen.set(index);
		this.hits++;
		if (number < this.highest) {
			this.late++;
		}
		this.highest = Math.max(this.highest, number);
	}

	private Counts counts() {
		return new Counts(System.nanoTime(), this.requests, this.hits, this.duplicates, this.late, this.bytes);
	}

	private void reset(long delayMillis) {
		this.delayMillis = delayMillis;
		this.generation++;
		this.seen.clear();
		this.highest = -1;
		this.requests = 0;
		this.hits = 0;
		this.duplicates = 0;
		this.late = 0;
		this.bytes = 0;
		this.answered.set(0);
	}

	private final class ByteCounter extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
			if (message instanceof ByteBuf buffer) {
				Stub.this.bytes += buffer.readableBytes();
			}
			super.channelRead(context, message);
		}

	}

	/**
	 * One connection. Peers send no request before the one before it is answered.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	private final class Connection extends SimpleChannelInboundHandler<HttpObject> {

		private final HitNumber.Finder finder = new HitNumber.Finder((number) -> {
			this.hits++;
			note(number);
		});

		private byte[] buffer = new byte[65536];

		private String uri = "";

		private int hits;

		@Override
		protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
			if (message instanceof HttpRequest request) {
				this.uri = request.uri();
				this.hits = 0;
				byte[] uri = this.uri.getBytes(StandardCharsets.ISO_8859_1);
				this.finder.scan(uri, uri.length);
			}
			if (message instanceof HttpContent content) {
				scan(content.content());
			}
			if (message instanceof LastHttpContent) {
				end(context);
			}
		}

		private void scan(ByteBuf content) {
			int length = content.readableBytes();
			if (this.buffer.length < length) {
				this.buffer = new byte[length];
			}
			content.getBytes(content.readerIndex(), this.buffer, 0, length);
			this.finder.scan(this.buffer, length);
		}

		private void end(ChannelHandlerContext context) {
			if (this.uri.startsWith("/stub/")) {
				answer(context, control());
			}
			else if (this.hits == 0) {
				answer(context, ANSWER);
			}
			else {
				Stub.this.requests++;
				int hits = this.hits;
				int generation = Stub.this.generation;
				if (Stub.this.delayMillis == 0) {
					answer(context, hits, generation);
				}
				else {
					context.executor()
						.schedule(() -> answer(context, hits, generation), Stub.this.delayMillis,
								TimeUnit.MILLISECONDS);
				}
			}
		}

		private String control() {
			String[] call = this.uri.split("/", -1);
			switch (call[2]) {
				case "reset" -> reset(Long.parseLong(call[3]));
				case "delay" -> Stub.this.delayMillis = Long.parseLong(call[3]);
				default -> {
				}
			}
			return MAPPER.writeValueAsString(counts());
		}

		private void answer(ChannelHandlerContext context, int hits, int generation) {
			if (generation == Stub.this.generation) {
				Stub.this.answered.set(Stub.this.answered.get() + hits);
			}
			answer(context, ANSWER);
		}

		private static void answer(ChannelHandlerContext context, String body) {
			FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK,
					Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII));
			response.headers()
				.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
				.set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
			context.writeAndFlush(response);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}

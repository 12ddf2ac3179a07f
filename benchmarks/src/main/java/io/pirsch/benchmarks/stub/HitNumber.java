package io.pirsch.benchmarks.stub;

import java.util.function.LongConsumer;

/**
 * The number that each hit carries in its URL, so that the stub finds it in whatever
 * format it is sent: a mark of letters and ten digits, which no encoding changes.
 */
public final class HitNumber {

	private static final String MARK = "zqn";

	private static final int DIGITS = 10;

	private HitNumber() {
	}

	/**
	 * Returns the text of a number.
	 * @param number the number
	 * @return the mark and ten digits
	 */
	public static String format(long number) {
		char[] text = new char[MARK.length() + DIGITS];
		MARK.getChars(0, MARK.length(), text, 0);
		long rest = number;
		for (int i = text.length - 1; i >= MARK.length(); i--) {
			text[i] = (char) ('0' + rest % 10);
			rest /= 10;
		}
		return new String(text);
	}

	/**
	 * Finds the numbers in a stream of bytes, however it is cut into pieces.
	 */
	static final class Finder {

		private final LongConsumer found;

		private int matched;

		private long number;

		Finder(LongConsumer found) {
			this.found = found;
		}

		void scan(byte[] bytes, int length) {
			int i = 0;
			while (i < length) {
				if (this.matched == 0) {
					while (i < length && bytes[i] != 'z') {
						i++;
					}
					if (i == length) {
						return;
					}
				}
				accept(bytes[i++]);
			}
		}

		private void accept(byte b) {
			if (this.matched < MARK.length()) {
				this.matched = (b == MARK.charAt(this.matched)) ? this.matched + 1 : (b == 'z') ? 1 : 0;
				this.number = 0;
			}
			else if (b >= '0' && b <= '9') {
				this.number = 10 * this.number + b - '0';
				if (++this.matched == MARK.length() + DIGITS) {
					this.found.accept(this.number);
					this.matched = 0;
				}
			}
			else {
				this.matched = 0;
			}
		}

	}

}

package io.pirsch.sample.pages.dashboard;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the page shows: statistics, or why there are none.
 *
 * @param status HTTP status of the page
 * @param period the time it is about
 * @param statistics what was read, or {@code null} if nothing could be
 * @param problem why nothing could be read, or {@code null} if it could
 */
public record Dashboard(int status, DashboardPeriod period, @Nullable Statistics statistics,
		@Nullable Problem problem) {

	/**
	 * Returns the periods to choose from.
	 * @return the periods
	 */
	public List<DashboardPeriod> periods() {
		return List.of(DashboardPeriod.values());
	}

	/**
	 * What was read.
	 *
	 * @param figures the numbers at the top
	 * @param chart visitors and views over time
	 * @param rankings the most frequent of each kind
	 * @param zone the time zone of days and hours
	 * @param demo whether some of it is made up
	 */
	public record Statistics(List<Figure> figures, Chart chart, List<Ranking> rankings, String zone, boolean demo) {

		/**
		 * Returns whether there is nothing to see yet.
		 * @return whether nobody came
		 */
		public boolean isEmpty() {
			return this.chart.points().stream().allMatch((point) -> point.views() == 0 && point.visitors() == 0);
		}

	}

	/**
	 * A number at the top.
	 *
	 * @param label what it counts
	 * @param value the number
	 * @param note what it means or how it changed
	 */
	public record Figure(String label, String value, String note) {
	}

	/**
	 * Visitors and views over time.
	 *
	 * @param unit what a point is
	 * @param points the points, without gaps
	 */
	public record Chart(String unit, List<Point> points) {
	}

	/**
	 * Visitors and views of an hour or a day.
	 *
	 * @param label the hour or day
	 * @param visitors number of visitors
	 * @param views number of page views
	 */
	public record Point(String label, long visitors, long views) {
	}

	/**
	 * The most frequent of a kind.
	 *
	 * @param title the kind
	 * @param label what a row is
	 * @param unit what is counted
	 * @param rows the rows, the largest first
	 */
	public record Ranking(String title, String label, String unit, List<Row> rows) {
	}

	/**
	 * A row of a ranking.
	 *
	 * @param name what it is about
	 * @param count the number
	 * @param share the number in percent of the first row's
	 */
	public record Row(String name, long count, long share) {
	}

	/**
	 * Why nothing could be read.
	 *
	 * @param title in a few words
	 * @param text in a few more
	 */
	public record Problem(String title, String text) {
	}

}

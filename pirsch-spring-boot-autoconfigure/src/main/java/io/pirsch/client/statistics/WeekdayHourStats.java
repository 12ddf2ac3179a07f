package io.pirsch.client.statistics;

/**
 * Visitors by weekday and hour.
 *
 * @param weekday 0 for Monday to 6 for Sunday; if the dashboard's week starts on Sunday,
 * Pirsch may count from 0 for Sunday
 * @param hour hour of the day, from 0 to 23
 * @param visitors number of visitors
 * @param views number of page views
 * @param sessions number of sessions
 * @param bounces number of visitors who left after one page
 */
public record WeekdayHourStats(int weekday, int hour, long visitors, long views, long sessions, long bounces) {
}

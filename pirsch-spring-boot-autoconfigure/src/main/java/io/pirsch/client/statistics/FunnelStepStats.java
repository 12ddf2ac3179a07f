package io.pirsch.client.statistics;

/**
 * Visitors at a step of a funnel.
 *
 * @param step number of the step, from 1
 * @param visitors number of visitors who reached the step
 * @param relativeVisitors share of the visitors of the first step, as a fraction; 1 at
 * the first step
 * @param previousVisitors number of visitors of the previous step; 0 at the first step
 * @param relativePreviousVisitors share of the visitors of the previous step, as a
 * fraction; 0 at the first step
 * @param dropped number of visitors lost since the previous step; 0 at the first step
 * @param dropOff share of visitors lost since the previous step, as a fraction; 0 at the
 * first step
 */
public record FunnelStepStats(int step, long visitors, double relativeVisitors, long previousVisitors,
		double relativePreviousVisitors, long dropped, double dropOff) {
}

package io.baton.deadline.stalled;

import java.util.List;
import java.util.Map;

/**
 * One page of what stalls, by customer number.
 *
 * @param total how much stalls altogether
 * @param byProblem how much of it by problem; without those of which there is none
 */
record StalledPage(List<Stall> items, int page, int size, long total, Map<StallProblem, Long> byProblem) {}

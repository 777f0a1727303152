package dev.nulltickets.persistence.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Find tasks that wait for each other: take away, again and again, those that wait for nobody who is left. What stays
 * is on a cycle or waits for one. Takes 24 bytes and a step for each dependency. Tasks are named by numbers, which is
 * what makes a million of them small. Not safe for use by several threads.
 */
final class Waiting {
    private long[] waiting = new long[16];
    private long[] other = new long[16];
    private int size;

    /** Note that a task waits for another. */
    void add(long task, long dependsOn) {
        if (size == waiting.length) {
            waiting = Arrays.copyOf(waiting, size * 2);
            other = Arrays.copyOf(other, size * 2);
        }
        waiting[size] = task;
        other[size] = dependsOn;
        size++;
    }

    /**
     * Return the tasks of a cycle, each before the one it waits for, the first also as the last; none if there is
     * none.
     */
    List<Long> cycle() {
        long[] tasks = tasks();
        int[][] waitingFor = edges(tasks, other, waiting);
        int[] left = new int[tasks.length];
        for (int i = 0; i < size; i++) {
            left[index(tasks, waiting[i])]++;
        }
        int[] free = new int[tasks.length];
        int known = 0;
        for (int task = 0; task < tasks.length; task++) {
            if (left[task] == 0) {
                free[known++] = task;
            }
        }
        for (int next = 0; next < known; next++) {
            for (int dependant : waitingFor[free[next]]) {
                if (--left[dependant] == 0) {
                    free[known++] = dependant;
                }
            }
        }
        return known == tasks.length ? List.of() : path(tasks, left);
    }

    /** Walk from any task that is left to one that it waits for and that is left, until one comes again. */
    private List<Long> path(long[] tasks, int[] left) {
        int[][] goal = edges(tasks, waiting, other);
        int at = 0;
        while (left[at] == 0) {
            at++;
        }
        List<Integer> walked = new ArrayList<>();
        int[] step = new int[tasks.length];
        while (step[at] == 0) {
            walked.add(at);
            step[at] = walked.size();
            at = Arrays.stream(goal[at])
                    .filter(task -> left[task] > 0)
                    .findFirst()
                    .orElseThrow();
        }
        walked.add(at);
        return walked.subList(step[at] - 1, walked.size()).stream()
                .map(task -> tasks[task])
                .toList();
    }

    private long[] tasks() {
        long[] all = Arrays.copyOf(waiting, size * 2);
        System.arraycopy(other, 0, all, size, size);
        return Arrays.stream(all).sorted().distinct().toArray();
    }

    private int[][] edges(long[] tasks, long[] from, long[] to) {
        int[] counts = new int[tasks.length];
        for (int i = 0; i < size; i++) {
            counts[index(tasks, from[i])]++;
        }
        int[][] edges = new int[tasks.length][];
        Arrays.setAll(edges, task -> new int[counts[task]]);
        for (int i = 0; i < size; i++) {
            int task = index(tasks, from[i]);
            edges[task][--counts[task]] = index(tasks, to[i]);
        }
        return edges;
    }

    private static int index(long[] tasks, long task) {
        return Arrays.binarySearch(tasks, task);
    }
}

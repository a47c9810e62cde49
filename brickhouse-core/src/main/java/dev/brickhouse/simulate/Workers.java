package dev.brickhouse.simulate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that run the steps. */
final class Workers implements AutoCloseable {

    private final SimulationRequest request;
    private final RunState run;
    private final StepRunner runner;
    private final Steps steps;
    private final Map<Operation, OperationStats> stats = new EnumMap<>(Operation.class);
    private final ExecutorService threads;

    Workers(SimulationRequest request, RunState run, StepRunner runner, Steps steps) {
        this.request = request;
        this.run = run;
        this.runner = runner;
        this.steps = steps;
        Arrays.stream(Operation.values())
                .filter(request::does)
                .forEach(operation -> stats.put(operation, new OperationStats(operation)));
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(
                request.workers(), work -> new Thread(work, "brickhouse-simulate-" + number.incrementAndGet()));
    }

    /** The statistics of the operations so far; complete once the workers have ended. */
    List<OperationStats> stats() {
        return List.copyOf(stats.values());
    }

    void begin() {
        for (int i = 0; i < request.workers(); i++) {
            threads.execute(this::work);
        }
        threads.shutdown();
    }

    /** Waits for all workers to end. Returns false if the time is up first. */
    boolean awaitEnd(long millis) {
        try {
            return threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.abandon();
            return true;
        }
    }

    /** Ends workers that wait for a connection. */
    void interrupt() {
        threads.shutdownNow();
    }

    @Override
    public void close() {
        interrupt();
    }

    private void work() {
        try {
            while (!run.isEnding()) {
                long number = run.nextStep();
                long due = run.awaitStep(number);
                if (due >= 0) {
                    step(SimulationRandom.of(request.seed(), number), due);
                }
            }
        } catch (RuntimeException e) {
            run.fail(e);
        }
    }

    private void step(SimulationRandom random, long due) {
        Operation operation = run.mixAt(due).draw(random.unit(SimulationRandom.Purpose.OPERATION));
        if (operation == Operation.PLACE && !run.claimOrder()) {
            return;
        }
        StepOutcome outcome = runner.run(steps.of(operation, random), stats.get(operation), random);
        if (outcome != null) {
            stats.get(operation).ended(outcome, run.nanos() - due);
        }
    }
}

package dev.brickhouse.simulate;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that do the steps. */
final class Workers implements AutoCloseable {

    private final SimulationRequest request;
    private final RunState run;
    private final StepRunner runner;
    private final OrderSteps orders;
    private final StockSteps stock;
    private final DashboardSteps dashboard;
    private final Map<Operation, OperationStats> meters = new EnumMap<>(Operation.class);
    private final ExecutorService threads;

    Workers(
            SimulationRequest request,
            RunState run,
            StepRunner runner,
            OrderSteps orders,
            StockSteps stock,
            DashboardSteps dashboard) {
        this.request = request;
        this.run = run;
        this.runner = runner;
        this.orders = orders;
        this.stock = stock;
        this.dashboard = dashboard;
        for (Operation operation : Operation.values()) {
            if (request.mix().has(operation)) {
                meters.put(operation, new OperationStats());
            }
        }
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(
                request.workers(), work -> new Thread(work, "brickhouse-simulate-" + number.incrementAndGet()));
    }

    /** What the steps came to so far; complete once the workers have ended. */
    Map<Operation, OperationStats> meters() {
        return meters;
    }

    void begin() {
        for (int i = 0; i < request.workers(); i++) {
            threads.execute(this::work);
        }
        threads.shutdown();
    }

    /** Whether all have ended within that time. */
    boolean awaitEnd(long millis) {
        try {
            return threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.abandon();
            return true;
        }
    }

    /** Ends those that wait for a connection. */
    @Override
    public void close() {
        threads.shutdownNow();
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
        Operation operation = request.mix().draw(random.unit(SimulationRandom.Purpose.OPERATION));
        if (operation == Operation.PLACE && !run.mayPlace()) {
            return;
        }
        OperationStats stats = meters.get(operation);
        StepOutcome outcome = runner.run(step(operation, random), stats, random);
        if (outcome != null) {
            stats.ended(outcome, run.nanos() - due);
        }
    }

    private Step step(Operation operation, SimulationRandom random) {
        return switch (operation) {
            case PLACE -> orders.place(random);
            case APPROVE -> orders.approve();
            case FULFIL -> orders.fulfil();
            case CANCEL -> orders.cancel(random);
            case SELL -> stock.sell(random);
            case RECEIVE -> stock.receive(random);
            case LIST -> dashboard.list(random);
            case KPIS -> dashboard.kpis();
            case LOW_STOCK, TRENDS -> dashboard.ofARegion(operation.label(), random);
        };
    }
}

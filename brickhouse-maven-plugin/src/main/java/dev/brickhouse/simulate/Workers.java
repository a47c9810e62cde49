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
    private final Run run;
    private final StepRunner runner;
    private final OrderSteps orders;
    private final StockSteps stock;
    private final DashboardSteps dashboard;
    private final Map<Operation, Meter> meters = new EnumMap<>(Operation.class);
    private final ExecutorService threads;

    Workers(
            SimulationRequest request,
            Run run,
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
                meters.put(operation, new Meter());
            }
        }
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(
                request.workers(), work -> new Thread(work, "brickhouse-simulate-" + number.incrementAndGet()));
    }

    /** What the steps came to so far; complete once the workers have ended. */
    Map<Operation, Meter> meters() {
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
                    step(SimulatedDraws.of(request.seed(), number), due);
                }
            }
        } catch (RuntimeException e) {
            run.fail(e);
        }
    }

    private void step(SimulatedDraws draws, long due) {
        Operation operation = request.mix().draw(draws.unit(SimulatedDraws.Purpose.OPERATION));
        if (operation == Operation.PLACE && !run.mayPlace()) {
            return;
        }
        Meter meter = meters.get(operation);
        Effect effect = runner.run(step(operation, draws), meter, draws);
        if (effect != null) {
            meter.ended(effect, run.nanos() - due);
        }
    }

    private Step step(Operation operation, SimulatedDraws draws) {
        return switch (operation) {
            case PLACE -> orders.place(draws);
            case APPROVE -> orders.approve();
            case FULFIL -> orders.fulfil();
            case CANCEL -> orders.cancel(draws);
            case SELL -> stock.sell(draws);
            case RECEIVE -> stock.receive(draws);
            case LIST -> dashboard.list(draws);
            case KPIS -> dashboard.kpis();
            case LOW_STOCK, TRENDS -> dashboard.ofARegion(operation.label(), draws);
        };
    }
}

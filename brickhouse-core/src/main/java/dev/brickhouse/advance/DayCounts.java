package dev.brickhouse.advance;

/**
 * What happened on some days.
 *
 * @param days the number of days
 * @param placed how many orders were placed
 * @param approved how many were approved
 * @param fulfilled how many were delivered
 * @param cancelled how many were cancelled, in review or after their approval
 * @param sold how many cases the shops sold
 * @param received how many cases the warehouse received
 */
record DayCounts(int days, long placed, long approved, long fulfilled, long cancelled, long sold, long received) {

    static final DayCounts NONE = new DayCounts(0, 0, 0, 0, 0, 0, 0);

    DayCounts plus(DayCounts other) {
        return new DayCounts(
                days + other.days,
                placed + other.placed,
                approved + other.approved,
                fulfilled + other.fulfilled,
                cancelled + other.cancelled,
                sold + other.sold,
                received + other.received);
    }
}

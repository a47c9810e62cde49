package dev.brickhouse.history;

/** Shares out the orders that are waiting over slots that have room for a certain number each. */
final class WaitingShares {

    private WaitingShares() {}

    /**
     * @param total how many there are, at most the sum of {@code room}
     * @param expected how many are expected in each slot
     * @param room how many each slot has room for, whole numbers
     */
    static long[] of(long total, double[] expected, double[] room) {
        if (total == 0) {
            return new long[room.length];
        }
        double[] weights = expected.clone();
        double reach = 0;
        for (int i = 0; i < weights.length; i++) {
            reach += weights[i] > 0 ? room[i] : 0;
        }
        // the youngest of the others first, if there is no room among those that can be expected to wait
        for (int i = weights.length - 1; i >= 0 && reach < total; i--) {
            if (weights[i] <= 0 && room[i] > 0) {
                weights[i] = room[i];
                reach += room[i];
            }
        }
        long[] shares = Apportionment.byWeight(total, weights, room);
        moveToRoom(shares, room);
        return shares;
    }

    /** Rounding can give a full slot one too many. */
    private static void moveToRoom(long[] shares, double[] room) {
        long moved = 0;
        for (int i = shares.length - 1; i >= 0; i--) {
            long over = shares[i] - (long) room[i];
            if (over > 0) {
                shares[i] -= over;
                moved += over;
            }
        }
        for (int i = shares.length - 1; i >= 0 && moved > 0; i--) {
            long taken = Math.min(moved, (long) room[i] - shares[i]);
            shares[i] += taken;
            moved -= taken;
        }
    }
}
